import { describe, expect, test } from 'vitest';
import { endOfNotice } from './notice-end.ts';

const ends = (sent: string): string => new Date(endOfNotice('America/Chicago', Date.parse(sent))).toISOString();

describe('A notice, and the code on it, ends', () => {
  test.each([
    ['after its second anniversary, in the carrier’s zone', '2026-06-05T16:00:00Z', '2028-06-06T05:00:00.000Z'],
    ['by the local day of its sending, not the day in UTC', '2026-06-06T04:59:59Z', '2028-06-06T05:00:00.000Z'],
    ['a day later when sent a second later', '2026-06-06T05:00:00Z', '2028-06-07T05:00:00.000Z'],
    ['in winter time when the anniversary is in winter', '2026-12-01T16:00:00Z', '2028-12-02T06:00:00.000Z'],
    ['after 28 February when sent on the 29th', '2028-02-29T16:00:00Z', '2030-03-01T06:00:00.000Z'],
  ])('%s', (_, sent, end) => {
    expect(ends(sent)).toBe(end);
  });
});
