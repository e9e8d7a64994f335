import { randomInt } from 'node:crypto';

// Crockford's base 32: no I, L, O, U, so that a code survives reading aloud
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new one-time code of 40 random bits, e.g. `K7QF-29XM`. With three tries it is never guessed. */
export const newOneTimeCode = (): string => {
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(32)] ?? '0');
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
};

/** A new one-time code to be heard, e.g. `4829-1560-3377`: twelve digits, as nearly 40 random bits, since letters are misheard. */
export const newSpokenCode = (): string =>
  Array.from({ length: 3 }, () => randomInt(10_000).toString().padStart(4, '0')).join('-');

/** A code as typed, in the one form that is hashed. */
export const tidyOneTimeCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0')
    .replace(/^(.{4})/, '$1-');
