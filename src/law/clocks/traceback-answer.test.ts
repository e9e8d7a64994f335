import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBusinessDay } from '../calendar.ts';
import { tracebackAnswer, type Wall } from './traceback-answer.ts';

const none = new Map<number, string>();
const hour = 3_600_000;
const dayLength = 24 * hour;

/** A wall clock that never changes: real zones are tried where the tool is tested. */
const shifted = (offset: number): Wall => ({
  dayOf: (ms) => Math.floor((ms + offset) / dayLength),
  clockOf: (ms) => ms + offset - Math.floor((ms + offset) / dayLength) * dayLength,
  at: (day, clock) => day * dayLength + clock - offset,
});
const office = shifted(-6 * hour);
const ms = (local: string): number => Date.parse(`${local}-06:00`);
const local = (at: number | null): string | null =>
  at === null ? null : new Date(at - 6 * hour).toISOString().slice(0, 19);
const answer = (received: number, closures: ReadonlyMap<number, string>) =>
  tracebackAnswer({ received, easternDay: shifted(-5 * hour).dayOf(received), office, closures });

describe('A traceback request is answered within 24 hours of office time', () => {
  it.each([
    ['Tuesday 10:00', '2026-11-17T10:00:00', '2026-11-18T10:00:00'],
    ['Friday 15:00', '2026-11-20T15:00:00', '2026-11-23T15:00:00'],
    ['Friday 18:00', '2026-11-20T18:00:00', '2026-11-24T08:00:00'],
    ['Saturday 11:00', '2026-11-21T11:00:00', '2026-11-24T08:00:00'],
    ['Sunday 23:59', '2026-11-22T23:59:59', '2026-11-24T08:00:00'],
    ['Monday 00:00', '2026-11-23T00:00:00', '2026-11-24T08:00:00'],
    ['the day before Thanksgiving', '2026-11-25T16:00:00', '2026-11-27T16:00:00'],
    ['the evening before Thanksgiving', '2026-11-25T17:30:01', '2026-11-30T08:00:00'],
    ['Thanksgiving itself', '2026-11-26T12:00:00', '2026-11-30T08:00:00'],
    ['the day after Thanksgiving', '2026-11-27T09:15:00', '2026-11-30T09:15:00'],
    ['Thursday 07:00', '2026-11-19T07:00:00', '2026-11-20T08:00:00'],
    ['the last second before opening', '2026-11-19T07:59:59', '2026-11-20T08:00:00'],
    ['the second of opening', '2026-11-19T08:00:00', '2026-11-20T08:00:00'],
    ['the second after opening', '2026-11-19T08:00:01', '2026-11-20T08:00:01'],
    ['the last second before closing', '2026-11-18T17:29:59', '2026-11-19T17:29:59'],
    ['the second of closing', '2026-11-18T17:30:00', '2026-11-19T17:30:00'],
    ['the second after closing', '2026-11-18T17:30:01', '2026-11-20T08:00:00'],
    ['midnight', '2026-11-18T00:00:00', '2026-11-19T08:00:00'],
    ['Thursday before Independence Day, kept on Friday', '2026-07-02T14:00:00', '2026-07-06T14:00:00'],
    ['Wednesday evening before it', '2026-07-01T18:00:00', '2026-07-06T08:00:00'],
    ['Christmas Eve', '2026-12-24T10:00:00', '2026-12-28T10:00:00'],
    ["New Year's Eve", '2026-12-31T17:30:00', '2027-01-04T17:30:00'],
    ['New Year of 2028, kept on 31 December', '2027-12-30T09:00:00', '2028-01-03T09:00:00'],
    ['29 February', '2028-02-29T09:00:00', '2028-03-01T09:00:00'],
  ])('received %s (%s): due %s', (_, received, due) => expect(local(answer(ms(received), none).due)).toBe(due));

  it.each([
    ['2024-01-07T22:59:59', null],
    ['2024-01-07T23:00:00', '2024-01-09T08:00:00'],
    ['2024-01-08T10:00:00', '2024-01-09T10:00:00'],
    ['2019-05-01T10:00:00', null],
  ])('received %s Central, with the rule in force from 2024-01-08 Eastern: due %s', (received, due) => {
    const given = answer(ms(received), none);
    expect(local(given.due)).toBe(due);
    expect(given.version).toBe(due === null ? null : 'TB-2024');
    expect(given.steps.length).toBeGreaterThan(0);
  });

  it("counts the office's own closures as days that do not pass", () => {
    const closures = new Map([[office.dayOf(ms('2026-11-18T12:00:00')), 'ice storm']]);
    expect(local(answer(ms('2026-11-17T10:00:00'), closures).due)).toBe('2026-11-19T10:00:00');
    expect(answer(ms('2026-11-17T10:00:00'), closures).steps.map((step) => step.why)).toContain('ice storm');
  });

  it('tells the trigger, the days passed over, the deemed receipt and the due day', () => {
    const { steps, deemedReceived } = answer(ms('2026-11-20T18:00:00'), none);
    expect(local(deemedReceived)).toBe('2026-11-23T08:00:00');
    expect(steps.map((step) => step.why)).toEqual([
      expect.stringContaining('the trigger'),
      'Saturday',
      'Sunday',
      'counts as received at 08:00',
      expect.stringContaining('due'),
    ]);
  });

  it('at any second of a century ends on a business day in office hours, at least 24 hours on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: ms('2024-01-09T00:00:00') / 1000, max: ms('2124-01-01T00:00:00') / 1000 }),
        (seconds) => {
          const { due, deemedReceived } = answer(seconds * 1000, none);
          expect(due).not.toBeNull();
          const at = due ?? 0;
          expect(isBusinessDay(office.dayOf(at), none)).toBe(true);
          expect(office.clockOf(at)).toBeGreaterThanOrEqual(8 * hour);
          expect(office.clockOf(at)).toBeLessThanOrEqual(17.5 * hour);
          expect(at - (deemedReceived ?? 0)).toBeGreaterThanOrEqual(24 * hour);
          expect(deemedReceived).toBeGreaterThanOrEqual(seconds * 1000);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
