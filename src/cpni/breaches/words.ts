type Language = 'en' | 'es';

/** What a breach is of, with the words that may stand before it. */
const ofWhat = {
  en: String.raw`((all|some|many|several|of|your|our|the|their|these|those|certain|customers?|subscribers?|call|calling|telephone|billing|account|personal|private|proprietary|network) )*(records?|information|data|cpni|accounts?|files?|details|passwords?|calls)\b`,
  es: String.raw`(sin (su )?(permiso|autorizacion) )?(a )?((todos|todas|algunos|algunas|muchos|de|su|sus|el|la|los|las|nuestros|nuestras|ciertos|ciertas) )*(registros?|informacion|datos|cpni|cuentas?|archivos?|contrasenas?|llamadas)\b`,
} as const;

// said of what happened, not of what a carrier guards against: every notice speaks of protecting CPNI from others
const tells: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [
    /\bbreach(es|ed|ing)?\b/,
    /\b(data|security|privacy|cyber) (incident|event|leak|theft)s?\b/,
    /\b(was|were|been) (\w+ly )?(accessed|obtained|acquired|viewed|seen|exposed|stolen|compromised|disclosed|taken|released|leaked|copied)\b/,
    new RegExp(
      String.raw`\b(accessed|obtained|acquired|viewed|saw|seen|exposed|stole|stolen|compromised|disclosed|took|taken|released|leaked|copied|downloaded|published|sold) ${ofWhat.en}`,
    ),
    /\b(gained|obtained|got|had) (\w+ )?access to\b/,
    /\b(access|disclosure|intrusion|leak|theft)\b[^.]{0,80}? (occurred|happened|took place)\b/,
    /\bhack(ed|ers?|ing)\b/,
  ],
  es: [
    /\b(brecha|vulneracion|filtracion)(es|s)?\b/,
    /\b(violacion|fuga|robo)(es|s)? (de|en)( la| las| los| sus| su)? (datos|seguridad|informacion|privacidad|cpni|registros)\b/,
    /\b(incidentes? de|ataques? (contra|a) (la|nuestra)) (seguridad|privacidad|datos)\b/,
    /\b(fue|fueron|sido) (\w+mente )?(accedid|obtenid|robad|divulgad|expuest|vist|revelad|comprometid|vulnerad|sustraid|filtrad|copiad)(o|a)s?\b/,
    /\b(ha|han) visto (\w+mente )?(comprometid|expuest|vulnerad|afectad)(o|a)s?\b/,
    new RegExp(
      String.raw`\b((ha|han|haya|hayan|pudo|pudieron|podria|podrian)( haber)? )?(accedio|accedieron|accedido|obtuvo|obtuvieron|obtenido|robo|robaron|robado|divulgo|divulgaron|divulgado|vio|vieron|visto|revelo|revelaron|revelado|copio|copiaron|copiado|sustrajo|sustrajeron|sustraido|expuso|expusieron|expuesto|filtro|filtraron|filtrado|descargo|descargaron|descargado|vendio|vendieron|vendido) ${ofWhat.es}`,
    ),
    /\b(obtuvo|obtuvieron|tuvo|tuvieron|logro|lograron) acceso a\b/,
    /\b(hubo|ocurrio|sucedio|se produjo|tuvo lugar) (un|una) (acceso|divulgacion|intrusion|incidente|robo)\b/,
    /\b(hackeo|hackead[oa]s?|piratas? informaticos?)\b/,
  ],
};

// an accent or an apostrophe hides no word
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ');

/** The first words of a text that tell of a breach, folded; null where none does. A guess that a person may correct. */
export const tellsOfBreach = (language: Language, text: string): string | null => {
  const words = folded(text);
  for (const sign of tells[language]) {
    const found = sign.exec(words);
    if (found !== null) return found[0];
  }
  return null;
};
