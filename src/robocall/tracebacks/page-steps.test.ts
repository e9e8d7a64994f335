// Who is called to a traceback request, and when.
import { describe, expect, it } from 'vitest';
import { pageSteps, type Waiting } from './page-steps.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const request = (more: Partial<Waiting>): Waiting => ({
  receivedAt: 0,
  recordedAt: 0,
  acknowledgedAt: null,
  ruleDue: null,
  ...more,
});

describe('A request', () => {
  it.each([
    [0, ['arrived']],
    [15 * MINUTE - 1, ['arrived']],
    [15 * MINUTE, ['arrived', 'backup']],
    [30 * MINUTE, ['arrived', 'backup', 'everyone']],
    [2 * HOUR - 1, ['arrived', 'backup', 'everyone']],
    [2 * HOUR, ['arrived', 'backup', 'everyone', 'two-hours']],
  ])('that nobody has taken after %s ms calls %s', (at, steps) => {
    expect(pageSteps(request({}), at)).toEqual(steps);
  });

  it('that somebody took calls nobody anew, whoever comes on call, and is remembered all the same', () => {
    const taken = request({ acknowledgedAt: 60_000 });
    expect(pageSteps(taken, HOUR)).toEqual([]);
    expect(pageSteps(taken, 9 * HOUR)).toEqual(['eight-hours']);
    expect(pageSteps(taken, 22 * HOUR)).toEqual(['twenty-two-hours']);
  });

  it('that was entered late is not reminded of hours that lay before', () => {
    const late = request({ recordedAt: 9 * HOUR, acknowledgedAt: 9 * HOUR });
    expect(pageSteps(late, 10 * HOUR)).toEqual([]);
    expect(pageSteps(late, 16 * HOUR)).toEqual(['sixteen-hours']);
  });

  it('whose rule ends after our promise is remembered two hours before it, too', () => {
    const weekend = request({ acknowledgedAt: 1, ruleDue: 72 * HOUR });
    expect(pageSteps(weekend, 70 * HOUR - 1)).toEqual(['twenty-two-hours']);
    expect(pageSteps(weekend, 70 * HOUR)).toEqual(['rule']);
    expect(pageSteps(request({ acknowledgedAt: 1, ruleDue: 24 * HOUR }), 23 * HOUR)).toEqual(['twenty-two-hours']);
  });
});
