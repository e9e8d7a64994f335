import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOfCivil } from '../../law/calendar.ts';
import { biennialNotice } from '../../law/clocks/biennial-notice.ts';
import { lastSentEndingBy } from './ending.ts';

test('A notice of 29 February 2028 ends with that of the 28th, on 28 February 2030, and not a day earlier', () => {
  expect(lastSentEndingBy(dayOfCivil(2030, 2, 27))).toBe(dayOfCivil(2028, 2, 27));
  expect(lastSentEndingBy(dayOfCivil(2030, 2, 28))).toBe(dayOfCivil(2028, 2, 29));
  expect(lastSentEndingBy(dayOfCivil(2030, 3, 1))).toBe(dayOfCivil(2028, 3, 1));
});

test('On any day: what was sent up to then has ended, what was sent a day later has not', () => {
  fc.assert(
    fc.property(fc.integer({ min: dayOfCivil(2010, 1, 1), max: dayOfCivil(2060, 1, 1) }), (day) => {
      const sent = lastSentEndingBy(day);
      expect(biennialNotice({ sent }).due).toBeLessThanOrEqual(day);
      expect(biennialNotice({ sent: sent + 1 }).due).toBeGreaterThan(day);
    }),
  );
});
