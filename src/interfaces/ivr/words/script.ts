import { english } from './english.ts';
import { spanish } from './spanish.ts';

/** Everything the line says. After the greeting it speaks one language. */
export type Script = { readonly [K in keyof typeof english]: string };

export const scripts: Readonly<Record<'en' | 'es', Script>> = { en: english, es: spanish };

/** Digits or letters one by one, as a voice reads them. */
export const spelled = (text: string): string => [...text.replace(/[^0-9A-Z]/g, '')].join(', ');

/** Fills `{name}` with values. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
