import type { codeWay } from './record.ts';

type Language = 'en' | 'es';
type Way = (typeof codeWay.options)[number];

const holds: Readonly<Record<Language, Readonly<Record<Way, string>>>> = {
  en: { text: '15 minutes', email: '30 minutes', letter: '21 days from the day you asked for it' },
  es: { text: '15 minutos', email: '30 minutos', letter: '21 días desde el día en que lo pidió' },
};

export const codeSubjects: Readonly<Record<Language, string>> = {
  en: 'Your code for online access',
  es: 'Su código para el acceso en línea',
};

/** What goes out with a code: that it is for the customer alone, and what to do if he asked for none. */
export const codeWords = (language: Language, carrier: string, way: Way, code: string): string =>
  language === 'en'
    ? `${carrier}: your code is ${code}. It works once, for ${holds.en[way]}. Type it in yourself: nobody of ours asks you for it. If you did not ask for a code, call us at the number on your bill.`
    : `${carrier}: su código es ${code}. Sirve una vez, por ${holds.es[way]}. Escríbalo usted mismo: nadie de nuestra empresa se lo pedirá. Si no pidió un código, llámenos al número de su factura.`;
