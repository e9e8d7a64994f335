import { isNorthAmerican, toNumber } from '../numbers/normalise.ts';
import type { Sought } from '../traffic/columnar/near.ts';

/** A number as somebody wrote it, as it is looked for: whole, and by its digits without the country code 1. */
export const sought = (text: string): Sought => {
  const number = toNumber(text);
  if (number === null) {
    const digits = text.replace(/\D/g, '');
    return { e164: `+${digits}`, tail: digits };
  }
  return { e164: `+${number}`, tail: isNorthAmerican(number) ? String(number).slice(1) : String(number) };
};

/** Whether two numbers are one, in whatever form each is written. */
export const sameNumber = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && sought(a).e164 === sought(b).e164;
