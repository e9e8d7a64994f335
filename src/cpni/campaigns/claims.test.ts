import fc from 'fast-check';
import { expect, it } from 'vitest';
import { claimsIn } from './claims.ts';

const told = (script: string): readonly string[] =>
  claimsIn(script).map(({ from, to, kind }) => `${kind}: ${script.slice(from, to)}`);

it('finds what a script claims, in English and in Spanish, in its order', () => {
  expect(told('Dear customer, 500 minutes for $9 a month, free for 30 days. Guaranteed the lowest rate.')).toEqual([
    'price: $9 a month',
    'free: free',
    'absolute: Guaranteed',
    'absolute: lowest',
  ]);
  expect(told('Save 20% off today only: cheaper than your cable company, no contract.')).toEqual([
    'saving: Save',
    'saving: 20% off',
    'limit: today only',
    'comparison: cheaper than',
    'free: no contract',
  ]);
  expect(told('Llamadas ilimitadas por 9 dólares al mes, gratis hasta el 5 de mayo. Ahorre más que nunca.')).toEqual([
    'absolute: ilimitadas',
    'price: 9 dólares al mes',
    'free: gratis',
    'limit: hasta el 5 de mayo',
    'saving: Ahorre',
    'comparison: más que',
    'absolute: nunca',
  ]);
});

it('finds nothing where nothing is claimed', () => {
  expect(told('May we use what we know of your calls to offer you long distance? Freedom Street 12.')).toEqual([]);
});

it('marks places of the script in order and never one in another', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('$9 a month ', 'free ', 'better than ', 'best ', '20% off ', 'Bob ', 'é ', '😀')),
      (words) => {
        const script = words.join('');
        let after = 0;
        for (const { from, to } of claimsIn(script)) {
          expect(from).toBeGreaterThanOrEqual(after);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(script.length);
          after = to;
        }
      },
    ),
    { examples: [[['best ', 'better than ', '😀', '$9 a month ']]] },
  );
});
