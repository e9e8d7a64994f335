/** The three clauses that 64.2007(b)(2)(i)-(iii) of 2002 asked of an agreement, and that carriers still promise. */
export const clauseNames = ['useLimit', 'noOnward', 'safeguards'] as const;
export type ClauseName = (typeof clauseNames)[number];

export type Clauses = { readonly [name in ClauseName]: string | null };

/** Each demand is words that must all stand in one sentence, in any order. */
const demands: { readonly [name in ClauseName]: readonly (readonly RegExp[])[] } = {
  useLimit: [
    [
      /\b(only|solely|exclusively|for no (other )?purpose|not\b.{0,60}\bother than|limited to)\b/,
      /\b(use|uses|used|using|access\w*)\b/,
      /\b(market\w*|provi(de|ding|sion)|perform\w*|purpose|services?)\b/,
    ],
  ],
  noOnward: [
    [
      /\b(not|no|never|neither|prohibit\w*|refrain|without)\b/,
      /\b(disclos\w*|shar(e|ed|ing)|sell\w*|transfer\w*|reveal\w*|permit\w*|allow\w*|provide|give)\b/,
      /\b(third part(y|ies)|any (other )?(person|party|entity)|anyone|others?|any other)\b/,
    ],
  ],
  safeguards: [
    [
      /\b(protect\w*|safeguard\w*|secur(e|ity)|confidential\w*|precaution\w*)\b/,
      /\b(measures?|protections?|procedures?|safeguards?|controls?|precautions?|maintain\w*|ensure\w*|keep|steps)\b/,
      /\b(confidential\w*|secret|cpni|customer (proprietary|information)|information)\b/,
    ],
  ],
};

/** What makes a sentence hold none of it, whatever its words. */
const voids: { readonly [name in ClauseName]: RegExp } = {
  useLimit: /\b(may (also )?use\b.{0,80}\b(any|other|own) purposes?|without (limitation|restriction))\b/,
  noOnward:
    /\b(may (also )?(disclose|share|transfer|sell)\b(?!.{0,120}\b(only )?(if|where|when|as) (required|compelled)\b))/,
  safeguards: /\b(no obligation|not (be )?(obliged|required|responsible))\b/,
};

const sentencesOf = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    // a clause ends with its sentence or its semicolon; a number such as 64.2007 ends none
    .split(/(?<=[.;:!?])\s+(?=[A-Z(“"0-9])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

const holds = (name: ClauseName, sentence: string): boolean => {
  const folded = sentence.toLowerCase();
  return demands[name].some((all) => all.every((word) => word.test(folded))) && !voids[name].test(folded);
};

/** The sentence of an agreement that holds each clause, or null. What it misses, a person may point at. */
export const clausesOf = (text: string): Clauses => {
  const sentences = sentencesOf(text);
  const first = (name: ClauseName): string | null => sentences.find((sentence) => holds(name, sentence)) ?? null;
  return { useLimit: first('useLimit'), noOnward: first('noOnward'), safeguards: first('safeguards') };
};

/** Whether words stand in a text, however its lines were broken. */
export const standsIn = (text: string, quote: string): boolean => {
  const folded = (of: string): string => of.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
  return quote.trim().length >= 20 && folded(text).includes(folded(quote));
};

/** What each clause must say, for a person to whom it is missing. */
export const clauseDuties: { readonly [name in ClauseName]: string } = {
  useLimit: 'CPNI may be used only to market or provide the services for which it was given',
  noOnward: 'CPNI may not be used by or disclosed to anybody else unless law compels it',
  safeguards: 'protections keep CPNI confidential for as long as it is held',
};
