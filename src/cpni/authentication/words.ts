import type { z } from 'zod';
import type { codeServes, codeWay } from './record.ts';

type Language = 'en' | 'es';
type Way = z.output<typeof codeWay>;
type Serves = z.output<typeof codeServes>;

const holds: Readonly<Record<Language, Readonly<Record<Way, string>>>> = {
  en: { text: '15 minutes', call: '15 minutes', email: '30 minutes', letter: '21 days from the day you asked for it' },
  es: { text: '15 minutos', call: '15 minutos', email: '30 minutos', letter: '21 días desde el día en que lo pidió' },
};

export const codeSubjects: Readonly<Record<Serves, Readonly<Record<Language, string>>>> = {
  online: { en: 'Your code for online access', es: 'Su código para el acceso en línea' },
  choice: {
    en: 'Your code for your choice about your phone records',
    es: 'Su código para su decisión sobre sus registros telefónicos',
  },
};

// who asked him for a code under a pretext cannot pass it off as one for something else
const serving: Readonly<Record<Serves, Readonly<Record<Language, string>>>> = {
  online: { en: '', es: '' },
  choice: {
    en: ' to say yes or see what you chose about your phone records',
    es: ' para decir que sí o ver lo que decidió sobre sus registros telefónicos',
  },
};

/** A code on its way. */
export type CodeSent = { readonly way: Way; readonly serves: Serves; readonly secret: string };

/** What goes out with a code: what it is for, that it is for the customer alone, and what to do if he asked for none. */
export const codeWords = (language: Language, carrier: string, { way, serves, secret }: CodeSent): string =>
  language === 'en'
    ? `${carrier}: your code${serving[serves].en} is ${secret}. It works once, for ${holds.en[way]}. Type it in yourself: nobody of ours asks you for it. If you did not ask for a code, call us at the number on your bill.`
    : `${carrier}: su código${serving[serves].es} es ${secret}. Sirve una vez, por ${holds.es[way]}. Escríbalo usted mismo: nadie de nuestra empresa se lo pedirá. Si no pidió un código, llámenos al número de su factura.`;
