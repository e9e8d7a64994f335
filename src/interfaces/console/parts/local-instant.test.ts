import { expect, it } from 'vitest';
import { instantsOf, localOf } from './local-instant.ts';

const chicago = 'America/Chicago';

it("reads a local time by the carrier's zone, in winter and in summer", () => {
  expect(instantsOf('2026-11-27T08:30', chicago)).toEqual(['2026-11-27T14:30:00.000Z']);
  expect(instantsOf('2026-07-01T08:30', chicago)).toEqual(['2026-07-01T13:30:00.000Z']);
  expect(instantsOf('2026-07-01T00:05', 'America/New_York')).toEqual(['2026-07-01T04:05:00.000Z']);
});

it('reads the hours around a change of the clocks, and shows the same again', () => {
  for (const local of ['2026-03-08T01:30', '2026-03-08T03:30', '2026-11-01T00:30', '2026-11-01T02:30'])
    expect(instantsOf(local, chicago).map((instant) => localOf(instant, chicago))).toEqual([local]);
});

it('knows that an hour of spring never comes, and one of autumn comes twice', () => {
  expect(instantsOf('2026-03-08T02:30', chicago)).toEqual([]);
  expect(instantsOf('2026-11-01T01:30', chicago)).toEqual(['2026-11-01T06:30:00.000Z', '2026-11-01T07:30:00.000Z']);
  expect(instantsOf('', chicago)).toEqual([]);
});
