// Which call a request means: the nearest first, each with the reason in words.
import { describe, expect, it } from 'vitest';
import type { Meeting } from '../traffic/columnar/near.ts';
import { isFound, ranked } from './rank.ts';
import type { Sighting } from './sighting.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const seen = (ref: string, meeting: Meeting, off: number, more: Partial<Sighting> = {}): Sighting => ({
  ref,
  source: 'calls',
  meeting,
  off,
  callKey: ref,
  account: null,
  from: '+12025550143',
  to: '+13035550120',
  diverted: null,
  start: 0,
  outcome: 'answered',
  attest: null,
  sourceIp: null,
  trunk: null,
  ...more,
});
const order = (...all: readonly Sighting[]) => ranked(all, false).map(({ sighting }) => sighting.ref);
const reasonOf = (one: Sighting) => ranked([one], false)[0]?.reason;

describe('A call', () => {
  it('whose numbers both match at that time comes before one that is hours off, and that before a rewritten caller', () => {
    const all = [
      seen('rewritten', 'called', 0),
      seen('hours', 'both', 5 * HOUR),
      seen('exact', 'both', 4000),
      seen('half an hour', 'both', 30 * MINUTE),
      seen('a day', 'both', 20 * HOUR + 30 * MINUTE),
      seen('another callee', 'calling', 1000),
    ];
    expect(order(...all)).toEqual(['exact', 'hours', 'half an hour', 'rewritten', 'another callee', 'a day']);
  });

  it.each([
    [5 * HOUR + 4 * MINUTE, /5 whole hours later: a zone was mistaken/],
    [-13 * HOUR, /13 whole hours earlier: a zone was mistaken/],
    [24 * HOUR - MINUTE, /a whole day later: the date was mistaken/],
    [14 * HOUR, /within a day/],
    [5 * HOUR + 6 * MINUTE, /within a day/],
    [5 * MINUTE, /within five minutes/],
    [5 * MINUTE + 1, /within an hour/],
  ])('that is %s ms off is told as such', (off, reason) => {
    expect(reasonOf(seen('one', 'both', off))).toMatch(reason);
  });

  it('with a request that names no caller says so', () => {
    expect(ranked([seen('one', 'both', 0)], true)[0]?.reason).toMatch(/the request names no caller/);
  });
});

describe('A forwarded call', () => {
  const came = seen('came', 'calling', 0, { to: '+15155550100' });

  it('is told by two legs: the number that was reached is the one that then called', () => {
    const went = seen('went', 'called', 3000, { from: '(515) 555-0100' });
    const found = ranked([seen('other', 'called', 500, { from: '+17755550100' }), came, went], false);
    expect(found.map(({ sighting }) => sighting.ref)).toEqual(['came', 'went', 'other']);
    expect(found[1]?.reason).toMatch(/leg of a forwarded call/);
    expect(isFound(found)).toBe(true);
  });

  it('is told by the key of its legs where the caller was kept', () => {
    const went = seen('went', 'called', 3000, { from: '+17755550100', callKey: 'came' });
    expect(isFound(ranked([came, went], false))).toBe(true);
  });

  it('is none where the second call came minutes later, or long before', () => {
    for (const off of [2 * MINUTE, -2 * MINUTE]) {
      const went = seen('went', 'called', off, { from: '+15155550100' });
      expect(isFound(ranked([came, went], false))).toBe(false);
    }
  });
});
