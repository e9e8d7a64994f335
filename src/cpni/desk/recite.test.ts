import { describe, expect, it } from 'vitest';
import { isRecited } from './recite.ts';

const zone = 'America/Chicago';
const number = '+13195550102';
const told = (day: string, time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { number, day, minute: hours * 60 + minutes, minutes: null };
};
const call = (start: string) => ({ otherNumber: number, startAt: Date.parse(start), talkMs: 60_000 });
const is = (start: string, day: string, time: string) => isRecited(zone, call(start), told(day, time));

describe('The time that a customer says of a call is that of the clock on his wall,', () => {
  it('on a day like any other', () => {
    expect(is('2026-05-29T16:30:00Z', '2026-05-29', '11:15')).toBe(true);
    expect(is('2026-05-29T16:30:00Z', '2026-05-29', '11:14')).toBe(false);
  });

  it('after the clocks went forward that night', () => {
    // 14:00, thirteen hours after midnight
    expect(is('2026-03-08T19:00:00Z', '2026-03-08', '14:00')).toBe(true);
    expect(is('2026-03-08T19:00:00Z', '2026-03-08', '13:00')).toBe(false);
    // 03:05 is ten minutes after 01:55
    expect(is('2026-03-08T08:05:00Z', '2026-03-08', '01:55')).toBe(true);
  });

  it('after the clocks went back that night, and in the hour that came twice', () => {
    // 14:00, fifteen hours after midnight
    expect(is('2026-11-01T20:00:00Z', '2026-11-01', '14:00')).toBe(true);
    expect(is('2026-11-01T20:00:00Z', '2026-11-01', '15:00')).toBe(false);
    // both are 01:30
    expect(is('2026-11-01T06:30:00Z', '2026-11-01', '01:30')).toBe(true);
    expect(is('2026-11-01T07:30:00Z', '2026-11-01', '01:30')).toBe(true);
    expect(is('2026-11-01T07:30:00Z', '2026-11-01', '02:01')).toBe(false);
  });

  it('and another day is another call, however near to midnight', () => {
    expect(is('2026-05-30T05:05:00Z', '2026-05-29', '23:58')).toBe(false);
    expect(is('2026-05-30T05:05:00Z', '2026-05-30', '00:00')).toBe(true);
  });
});
