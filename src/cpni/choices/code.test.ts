import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOfCode, newCode, tidyCode } from './code.ts';

test('a code is sixteen letters of thirty-two, and no two are equal', () => {
  const codes = new Set(Array.from({ length: 5000 }, newCode));
  expect(codes.size).toBe(5000);
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('each of the eighty bits is one half of the time', () => {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const ones = new Array<number>(80).fill(0);
  for (let n = 0; n < 4000; n += 1)
    [...newCode().replaceAll('-', '')].forEach((letter, place) => {
      for (let bit = 0; bit < 5; bit += 1)
        if ((letters.indexOf(letter) >> bit) & 1) ones[place * 5 + bit] = (ones[place * 5 + bit] ?? 0) + 1;
    });
  for (const count of ones) expect(Math.abs(count - 2000)).toBeLessThan(250);
});

test('a code typed in small letters, without hyphens, with O for zero or l for one is the same code', () => {
  fc.assert(
    fc.property(fc.constant(0), () => {
      const code = newCode();
      const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
      return tidyCode(typed) === code && hashOfCode(code).equals(hashOfCode(tidyCode(typed) ?? ''));
    }),
  );
});

test('what cannot be a code is none', () => {
  for (const typed of ['', 'K7QF', 'K7QF-29XM-0TB4-HN8', 'K7QF-29XM-0TB4-HN8U', 'K7QF-29XM-0TB4-HN8W-0'])
    expect(tidyCode(typed)).toBeNull();
});
