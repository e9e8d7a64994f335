import { createHash, randomBytes } from 'node:crypto';

// Crockford's base 32: no I, L, O, U, so that a code survives handwriting and a telephone
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 16;

/** Ten bytes as a code: four groups of four, e.g. `K7QF-29XM-0TB4-HN8W`. */
export const codeFrom = (tenBytes: Buffer): string => {
  let bits = BigInt(`0x${tenBytes.toString('hex')}`);
  let text = '';
  for (let i = 0; i < length; i += 1) {
    text = (alphabet[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return grouped(text);
};

/** A new code of 80 random bits. */
export const newCode = (): string => codeFrom(randomBytes(10));

const grouped = (text: string): string => text.match(/.{4}/g)?.join('-') ?? text;

/** A code as typed, in the one form that is hashed; null when it cannot be one. */
export const tidyCode = (typed: string): string | null => {
  const text = typed
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0');
  return text.length === length && [...text].every((letter) => alphabet.includes(letter)) ? grouped(text) : null;
};

/** SHA-256 of a tidy code: all that is kept of it. */
export const hashOfCode = (code: string): Buffer => createHash('sha256').update(code).digest();

// 0 and 1 hold no letters; the rest as ITU-T E.161 prints them
const keys = new Map(
  ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'].flatMap((on, i) =>
    [...on].map((letter) => [letter, String(i + 2)]),
  ),
);

/** A tidy code as the keys of a telephone spell it: sixteen digits. */
export const keypadOf = (code: string): string =>
  [...code.replaceAll('-', '')].map((letter) => keys.get(letter) ?? letter).join('');
