import { expect, it } from 'vitest';
import { instantOf, localOf } from './local-instant.ts';

it("reads a local time by the carrier's zone, in winter and in summer", () => {
  expect(instantOf('2026-11-27T08:30', 'America/Chicago')).toBe('2026-11-27T14:30:00.000Z');
  expect(instantOf('2026-07-01T08:30', 'America/Chicago')).toBe('2026-07-01T13:30:00.000Z');
  expect(instantOf('2026-07-01T00:05', 'America/New_York')).toBe('2026-07-01T04:05:00.000Z');
});

it('reads the hours around a change of the clocks, and shows the same again', () => {
  for (const local of ['2026-03-08T01:30', '2026-03-08T03:30', '2026-11-01T00:30', '2026-11-01T02:30'])
    expect(localOf(instantOf(local, 'America/Chicago'), 'America/Chicago')).toBe(local);
});
