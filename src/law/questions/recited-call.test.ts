import { describe, expect, it } from 'vitest';
import { callRecited, type RecitedCall } from './recited-call.ts';

const told: RecitedCall = { number: 'matches', day: 'matches', timeApart: 'not-said', lengthApart: 'not-said' };
const missing = (changes: Partial<RecitedCall>) => callRecited({ ...told, ...changes }).missing;

describe('A call is recited, 64.2010(b),', () => {
  it('by its number and day; what the customer does not say counts for nothing', () => {
    expect(callRecited(told)).toEqual({ recited: true, missing: 'nothing', cite: '47 CFR 64.2010(b)' });
    expect(missing({ number: 'differs' })).toBe('number');
    expect(missing({ day: 'differs' })).toBe('day');
  });

  it('with a time within a quarter of an hour and a length within a minute, if he says them (doubt D-35)', () => {
    expect(missing({ timeApart: 15, lengthApart: 1 })).toBe('nothing');
    expect(missing({ timeApart: 15.02 })).toBe('time');
    expect(missing({ lengthApart: 1.02 })).toBe('length');
    expect(callRecited({ ...told, timeApart: 16 }).recited).toBe(false);
  });
});
