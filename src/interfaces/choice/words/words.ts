import { english } from './english.ts';
import { spanish } from './spanish.ts';

export type Language = 'en' | 'es';

/** Everything the customer's pages say. A page is written from one of these whole, so that languages never mix. */
export type Words = { readonly [K in keyof typeof english]: string };

export const wordsIn: Readonly<Record<Language, Words>> = { en: english, es: spanish };

/** The words that an enumeration of the notice is told by. */
export const told = (
  words: Words,
  prefix:
    | 'cpni'
    | 'recipient'
    | 'purpose'
    | 'way'
    | 'complaint'
    | 'send'
    | 'came'
    | 'sent'
    | 'change'
    | 'told'
    | 'chose'
    | 'how',
  word: string,
): string => {
  const found = Object.entries(words).find(([key]) => key === `${prefix}:${word}`);
  if (found === undefined) throw new Error(`no words for '${prefix}:${word}'`);
  return found[1];
};

/** The language that the browser asks for first, of the two we speak. */
export const preferred = (acceptLanguage: string | undefined): Language =>
  /^\s*es\b/i.test(acceptLanguage ?? '') ? 'es' : 'en';

/** Fills `{name}` with values. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

const locale = { en: 'en-US', es: 'es-US' } as const;

/** A date `YYYY-MM-DD` as people write it. */
export const writtenDate = (language: Language, date: string): string =>
  new Intl.DateTimeFormat(locale[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** An instant in the carrier's zone as people write it, seconds included. */
export const writtenInstant = (language: Language, at: string, zone: string): { date: string; time: string } => {
  const instant = new Date(at);
  const options = { timeZone: zone } as const;
  return {
    date: new Intl.DateTimeFormat(locale[language], { ...options, dateStyle: 'long' }).format(instant),
    time: new Intl.DateTimeFormat(locale[language], {
      ...options,
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    }).format(instant),
  };
};
