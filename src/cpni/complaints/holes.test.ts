import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holesOf, type Watched } from './holes.ts';

const day = 86_400_000;
const from = Date.parse('2025-01-01T00:00:00Z');
const until = Date.parse('2026-01-01T00:00:00Z');
const at = (days: number): number => from + days * day;

const mailbox = (outages: Watched['outages']): Watched => ({
  name: 'mailbox import',
  fromAt: at(-100),
  untilAt: null,
  outages,
});

describe('What a "none" of a year does not cover', () => {
  it('is nothing when a source ran throughout', () => expect(holesOf([mailbox([])], from, until)).toEqual([]));

  it('is three days when the mailbox was not read for three days', () =>
    expect(holesOf([mailbox([{ fromAt: at(10), untilAt: at(13) }])], from, until)).toEqual([
      'incomplete: 3 days without mailbox import',
    ]));

  it('counts a started day as a day, and overlapping outages once', () =>
    expect(
      holesOf(
        [
          mailbox([
            { fromAt: at(10), untilAt: at(12) },
            { fromAt: at(11), untilAt: at(12.5) },
          ]),
        ],
        from,
        until,
      ),
    ).toEqual(['incomplete: 3 days without mailbox import']));

  it('counts only the part of an outage inside the year and inside the watch', () => {
    expect(holesOf([mailbox([{ fromAt: at(-5), untilAt: at(1) }])], from, until)).toEqual([
      'incomplete: 1 day without mailbox import',
    ]);
    expect(holesOf([mailbox([{ fromAt: at(364), untilAt: null }])], from, until)).toEqual([
      'incomplete: 1 day without mailbox import',
    ]);
  });

  it('names the days on which no source was watched at all', () => {
    const late: Watched = { name: 'web form', fromAt: at(31), untilAt: null, outages: [] };
    expect(holesOf([late], from, until)).toEqual(['incomplete: 31 days without any intake source']);
    expect(holesOf([late, mailbox([])], from, until)).toEqual([]);
  });

  it('never shrinks when an outage is added', () => {
    const span = fc
      .tuple(fc.integer({ min: -50, max: 400 }), fc.integer({ min: 1, max: 60 }))
      .map(([start, length]) => ({ fromAt: at(start), untilAt: at(start + length) }));
    const missing = (holes: readonly string[]) =>
      holes.reduce((sum, hole) => sum + Number(/(\d+) day/.exec(hole)?.[1] ?? 0), 0);
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), span, (outages, more) => {
        const before = missing(holesOf([mailbox(outages)], from, until));
        expect(missing(holesOf([mailbox([...outages, more])], from, until))).toBeGreaterThanOrEqual(before);
        expect(before).toBeLessThanOrEqual(365);
      }),
    );
  });
});
