import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay } from '../../kernel/time.ts';
import { type Held, targetsOf } from './target.ts';
import { wordsOf } from './words.ts';

const number: Held = { kind: 'number', id: 'n', since: '2025-01-01', until: null, cameThatDay: false };
const email: Held = { kind: 'email', id: 'e', since: '2026-05-02', until: null, cameThatDay: false };
const postal: Held = { kind: 'postal', id: 'p', since: '2025-01-01', until: null, cameThatDay: false };
const waysOn = (held: readonly Held[], day: string) => targetsOf(held, day).map(({ way }) => way);

describe('Where a change is told', () => {
  it('is a text to the number of record first, then e-mail, then a call to the number, then a letter', () =>
    expect(waysOn([postal, email, number], '2026-06-01')).toEqual(['text', 'email', 'call', 'mail']));

  it('is an address from its thirtieth day on, and the number while the only address is ten days old', () => {
    expect(waysOn([{ ...email, since: '2026-05-22' }, number], '2026-06-01')).toEqual(['text', 'call']);
    expect(waysOn([email], '2026-05-31')).toEqual([]);
    expect(waysOn([email], '2026-06-01')).toEqual(['email']);
  });

  it('is what stood before the first change of the day, even where it ended since, but after what stands still', () => {
    const ended = { ...postal, until: '2026-06-01' };
    expect(waysOn([ended], '2026-06-01')).toEqual(['mail']);
    expect(waysOn([ended], '2026-06-02')).toEqual([]);
    expect(waysOn([{ ...number, until: '2026-06-01' }, email], '2026-06-01')).toEqual(['email', 'text', 'call']);
  });

  it('is never what came to the account that day, whenever it is said to be linked since', () => {
    expect(waysOn([{ ...email, since: '2020-01-01', cameThatDay: true }], '2026-06-01')).toEqual([]);
    expect(waysOn([{ ...number, since: '2026-06-01' }], '2026-06-01')).toEqual([]);
  });

  it('is for whatever was held never younger than the day, and an address never younger than thirty days', () => {
    const day = fc.integer({ min: 20_000, max: 20_200 }).map(dateOfDay);
    const held = fc.record({
      kind: fc.constantFrom('number', 'email', 'postal'),
      id: fc.uuid(),
      since: day,
      until: fc.option(day),
      cameThatDay: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(held, { maxLength: 8 }), day, (all, changedOn) => {
        for (const { way, heldOn } of targetsOf(all, changedOn)) {
          const days = (Date.parse(changedOn) - Date.parse(heldOn)) / 86_400_000;
          expect(days).toBeGreaterThanOrEqual(way === 'text' || way === 'call' ? 1 : 30);
        }
      }),
    );
  });
});

describe('What is told of a change', () => {
  it('is the same sentence for every customer and value: only the carrier stands in it, in both languages', () => {
    for (const what of ['password', 'backup-method', 'online-account', 'address-of-record'] as const)
      for (const language of ['en', 'es'] as const) {
        const words = wordsOf(language, 'Prairie Voice LLC', what);
        expect(words.replace('Prairie Voice LLC', 'X')).toBe(wordsOf(language, 'X', what));
        // two texts of a telephone at most
        expect(words.length).toBeLessThan(300);
        expect(words).not.toMatch(/\d/);
      }
  });
});
