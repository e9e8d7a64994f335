/** What a script asserts that a reviewer should be able to show true. */
export const claimKinds = ['price', 'free', 'saving', 'absolute', 'comparison', 'limit'] as const;
export type Claim = {
  /** First and after-last place in the text, counted in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly kind: (typeof claimKinds)[number];
};

const amount = String.raw`\d[\d,]*(\.\d+)?`;

// English and Spanish together: no word of the one claims something else in the other
const signs: readonly (readonly [Claim['kind'], RegExp])[] = [
  [
    'price',
    new RegExp(
      String.raw`(\$ ?${amount}|${amount} (dollars?|cents?|dólares|centavos)\b)( ?(a|per|each|al|por|cada|/) ?(month|year|minute|call|line|mes|año|minuto|llamada|línea))?`,
      'giu',
    ),
  ],
  ['free', /\b(free|no (charge|cost|fees?|contract)|gratis|gratuit[oa]s?|sin (cargo|costo|contrato))\b/giu],
  [
    'saving',
    /\b(sav(e|es|ings?)|discounts?|ahorr(a|e|o|ar|os)|descuentos?)\b|\d+(\.\d+)? ?%( (off|less|de descuento))?/giu,
  ],
  [
    'absolute',
    /\b(unlimited|guarante(e|es|ed)|always|never|best|lowest|fastest|cheapest|most reliable|ilimitad[oa]s?|garantiza(mos|do|da)?|garantías?|siempre|nunca|(el|la) mejor|más (baj|rápid|barat)[oa])\b|#1\b/giu,
  ],
  ['comparison', /\b(better|cheaper|faster|lower|more|less|mejor|más|menos) (\p{L}+ )?(than|que)\b/giu],
  [
    'limit',
    /\b(today only|limited time|(offer )?(ends|expires)|until (january|february|march|april|may|june|july|august|september|october|november|december)( \d{1,2})?|sol[oa] hoy|tiempo limitado|vence|hasta el \d{1,2} de \p{L}+)\b/giu,
  ],
];

/** The claims of a script in their order; where two begin in one another, the first stands. A guess that points a reviewer to them. */
export const claimsIn = (script: string): readonly Claim[] => {
  const found = signs.flatMap(([kind, sign]) =>
    [...script.matchAll(sign)].map(({ index, 0: words }): Claim => ({ from: index, to: index + words.length, kind })),
  );
  const sorted = found.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const kept: Claim[] = [];
  for (const claim of sorted) if (claim.from >= (kept.at(-1)?.to ?? 0)) kept.push(claim);
  return kept;
};
