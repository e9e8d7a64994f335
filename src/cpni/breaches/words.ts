type Language = 'en' | 'es';

// said of what happened, not of what a carrier guards against: every notice speaks of protecting CPNI from others
const tells: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [
    /\bbreach(es|ed)?\b/,
    /\b(data|security|privacy|cyber) (incident|event|leak)s?\b/,
    /\b(was|were|been) (\w+ly )?(accessed|obtained|acquired|viewed|seen|exposed|stolen|compromised|disclosed|taken|released|leaked)\b/,
    /\b(gained|obtained|got|had) (\w+ )?access to\b/,
    /\bhack(ed|ers?|ing)\b/,
  ],
  es: [
    /\b(violacion|vulneracion|brecha|filtracion|fuga)(es)? (de|en)( la| las| los| sus| su)? (datos|seguridad|informacion|privacidad|cpni|registros)\b/,
    /\bincidentes? de (seguridad|privacidad|datos)\b/,
    /\b(fue|fueron|sido) (\w+mente )?(accedid|obtenid|robad|divulgad|expuest|vist|revelad|comprometid|vulnerad|sustraid|filtrad)(o|a)s?\b/,
    /\b(obtuvo|obtuvieron|tuvo|tuvieron|logro|lograron) acceso a\b/,
    /\b(hackeo|hackead[oa]s?|piratas? informaticos?)\b/,
  ],
};

const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ');

/** The first words of a text that tell of a breach, folded; null where none does. A guess that a person may correct. */
export const tellsOfBreach = (language: Language, text: string): string | null => {
  const words = folded(text);
  for (const sign of tells[language]) {
    const found = sign.exec(words);
    if (found !== null) return found[0];
  }
  return null;
};
