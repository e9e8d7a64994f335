import { expect, it } from 'vitest';
import { likenessTo, nameKey, wordsOf } from './names.ts';

const like = (a: string, b: string) => likenessTo(wordsOf(a))(wordsOf(b));

it.each([
  ['DOE, John', 'John Doe'],
  ['EXAMPLE TRADING CO', 'Example Trading Company, LLC'],
  ['Éxample Tráding', 'example trading'],
])('%s and %s are one name', (a, b) => {
  expect(nameKey(a)).toBe(nameKey(b));
  expect(like(a, b)).toBe(1);
});

it.each([
  ['EXAMPLE TRADING CO', 'Exampel Trading Inc.'],
  ['DOE, John', 'Jon Doe'],
  ['AL-RAHMAN, Abdul', 'Abdel Alrahman'],
  ['DOE, John', 'John Michael Doe'],
  ['MUHAMMAD, Ali Hassan', 'Mohammed Ali Hassan'],
])('%s is like %s: a person looks', (a, b) => expect(like(a, b)).toBeGreaterThanOrEqual(0.85));

it.each([
  ['EXAMPLE TRADING CO', 'Prairie Dental Group'],
  ['DOE, John', 'John Smith'],
  ['GLOBAL TRADING', 'Global Voice Services of Iowa'],
  ['AHMED', 'Ahmed Family Dental Group'],
  ['BANK OF THE EAST', 'East Side Bakery'],
])('%s is not like %s', (a, b) => expect(like(a, b)).toBeLessThan(0.85));

it('is the same both ways round, and never more than 1', () => {
  for (const [a, b] of [
    ['Acme Voice', 'Acme Voice Networks Holding'],
    ['a', 'b'],
    ['Doe Johnathan', 'Doe John'],
    ['Ltd', 'Limited'],
  ] as const) {
    expect(like(a, b)).toBe(like(b, a));
    expect(like(a, b)).toBeLessThanOrEqual(1);
  }
});
