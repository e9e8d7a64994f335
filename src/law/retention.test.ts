import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalRecords, keptThrough } from './47cfr/64.2007.ts';
import { noticeRecords } from './47cfr/64.2008.ts';
import { campaignRecord } from './47cfr/64.2009.ts';
import { breachRecords } from './47cfr/64.2011.ts';
import { agreementKept } from './47cfr/64.6301.ts';
import { dayOfCivil } from './calendar.ts';
import { floorOf, floors, goesFrom } from './retention.ts';

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const campaign = { description: 'Two months free for a second line', cpniUsed: 1, products: ['second line'] };

/** The rule of each paragraph that names a time, for a record that ended and went. */
const holds: Readonly<Record<string, (ended: number, purged: number) => boolean>> = {
  '47 CFR 64.2007(a)(3)': (ended, purged) => approvalRecords.holds({ ended, purged }),
  '47 CFR 64.2008(a)(2)': (ended, purged) => noticeRecords.holds({ sent: ended, purged }),
  '47 CFR 64.2009(c)': (ended, purged) => campaignRecord.holds({ ...campaign, ended, purged }),
  '47 CFR 64.2011(d)': (ended, purged) => breachRecords.holds({ ended, purged }),
  '47 CFR 64.6301(b)(4)': (ended, purged) => agreementKept.holds({ ended, purged }),
};

describe('The floors of retention', () => {
  it('are those of the rules: kept to the day before, free to go on the day', () =>
    fc.assert(
      fc.property(fc.integer({ min: 12_000, max: 30_000 }), fc.constantFrom(...Object.keys(holds)), (ended, cite) => {
        const months = floors.find((floor) => floor.cite === cite)?.months ?? 0;
        const from = goesFrom(ended, months);
        expect(holds[cite]?.(ended, from)).toBe(true);
        expect(holds[cite]?.(ended, from - 1)).toBe(false);
      }),
    ));

  it('count February 29 to March 1, the longer way', () => {
    expect(goesFrom(day('2024-02-29'), 12)).toBe(day('2025-03-01'));
    expect(goesFrom(day('2024-02-29'), 24)).toBe(day('2026-03-01'));
    expect(goesFrom(day('2024-02-29'), 48)).toBe(day('2028-02-29'));
    expect(goesFrom(day('2025-12-31'), 18)).toBe(day('2027-07-01'));
  });

  it('counted back, no day after it can have ended what goes today', () =>
    fc.assert(
      fc.property(fc.integer({ min: 12_000, max: 30_000 }), fc.integer({ min: 1, max: 120 }), (today, months) => {
        const newest = goesFrom(today, -months);
        for (let ended = newest + 1; ended < newest + 40; ended += 1)
          expect(goesFrom(ended, months)).toBeGreaterThan(today);
      }),
    ));

  it('in whole years are counted as the sections count them', () =>
    fc.assert(
      fc.property(fc.integer({ min: 12_000, max: 30_000 }), fc.integer({ min: 1, max: 9 }), (ended, years) => {
        expect(goesFrom(ended, years * 12)).toBe(keptThrough(ended, years));
      }),
    ));

  it('are the longest of the paragraphs that a class stands under, and none under others', () => {
    expect(floorOf(['47 CFR 64.2009(c)', '47 CFR 64.2011(d)'])).toBe(24);
    expect(floorOf(['47 CFR 64.2009(e)'])).toBe(0);
    expect(dayOfCivil(2026, 1, 1)).toBe(day('2026-01-01'));
  });
});
