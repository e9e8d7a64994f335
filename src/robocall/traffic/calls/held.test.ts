// Whether the files of a switch can prove that a call of an hour was not there.
import { describe, expect, it } from 'vitest';
import { type HeldFile, heldBy as heldOver } from './held.ts';

const at = Date.parse('2026-11-18T15:00:00Z');
const half = 30 * 60_000;
const came = Date.parse('2026-11-18T17:00:00Z');
/** At half past five. */
const heldBy = (files: readonly HeldFile[], around: number) =>
  heldOver(files, { from: around - half, until: around + half }, came + half);
const file = (from: string, until: string, more: object): HeldFile => ({
  ...{ sha256: 'a'.repeat(64), state: 'kept', calls: 10_000, quarantined: 0, takenAt: came },
  firstAt: Date.parse(`2026-11-18T${from}Z`),
  lastAt: Date.parse(`2026-11-18T${until}Z`),
  ...more,
});

describe('The hour around an instant', () => {
  it('is held by one file that reaches over it, or by several of which each begins within five minutes of the last', () => {
    expect(heldBy([file('14:00:00', '16:00:00', {})], at).state).toBe('held');
    expect(heldBy([file('14:00:00', '14:58:00', {}), file('15:03:00', '16:00:00', {})], at).state).toBe('held');
    expect(heldBy([file('15:03:00', '16:00:00', {}), file('14:00:00', '14:58:00', {})], at).state).toBe('held');
  });

  it.each([
    ['between two files', [file('14:00:00', '14:50:00', {}), file('15:10:00', '16:00:00', {})], '14:50 to 15:10'],
    ['a second more than five minutes', [file('14:00:00', '14:58:00', {}), file('15:03:01', '16:00:00', {})], '14:58'],
    ['at its end', [file('14:00:00', '15:10:00', {})], '15:10 to 15:30'],
    ['at its beginning', [file('14:45:00', '16:00:00', {})], '14:30 to 14:45'],
    ['all over it', [], '14:30 to 15:30'],
  ])('has a hole %s, and the hole is named', (_, files, hole) => {
    expect(heldBy(files, at)).toMatchObject({ state: 'gap', why: expect.stringContaining(`reaches from ${hole}`) });
  });

  it('is not held while a file is being taken in: it may be of that hour', () => {
    const arriving = file('00:00:00', '00:00:00', { state: 'arriving', firstAt: null, lastAt: null });
    expect(heldBy([file('14:00:00', '16:00:00', {}), arriving], at)).toMatchObject({ state: 'gap' });
    // it holds nothing of after it came
    expect(heldBy([file('16:00:00', '23:00:00', {}), arriving], came + 2 * half).state).toBe('held');
  });

  it('is not held for ever by a file that was never taken in: nobody finished it in an hour, and a switch is not a week late', () => {
    const lost = (state: 'arriving' | 'broken', before: number) =>
      file('00:00:00', '00:00:00', { state, firstAt: null, lastAt: null, takenAt: at - before });
    const day = 86_400_000;
    const whole = file('14:00:00', '16:00:00', {});
    for (const state of ['arriving', 'broken'] as const) {
      expect(heldBy([whole, lost(state, -1000)], at)).toMatchObject({ state: 'gap', why: expect.any(String) });
      expect(heldBy([whole, lost(state, -3 * half)], at).state).toBe('gap');
      expect(heldBy([whole, lost(state, 2 * half)], at).state).toBe('held');
    }
    const late = (days: number) => ({ ...lost('broken', 0), takenAt: at + days * day });
    expect(heldOver([whole, late(6)], { from: at - half, until: at + half }, at + 9 * day).why).toMatch(
      /bring it again/,
    );
    expect(heldOver([whole, late(8)], { from: at - half, until: at + half }, at + 9 * day).state).toBe('held');
  });

  it('is held by the files of a quiet switch, however far apart their calls are by chance; a missing file is still seen', () => {
    // a call in four minutes: forty without one are no wonder
    const quiet = { calls: 31 };
    const before = file('12:00:00', '14:00:00', quiet);
    expect(heldBy([before, file('14:39:00', '16:39:00', quiet)], at).state).toBe('held');
    expect(heldBy([before, file('14:41:00', '16:41:00', quiet)], at)).toMatchObject({
      why: expect.stringMatching(/14:30 to 14:41/),
    });
    // a busy switch is not so silent
    const busy = { calls: 3000 };
    expect(heldBy([file('12:00:00', '14:00:00', busy), file('14:39:00', '16:39:00', busy)], at).state).toBe('gap');
  });

  it('takes no mean of fewer than twenty calls: five minutes without one are a hole', () => {
    const few = (calls: number) => [file('12:00:00', '14:00:00', { calls }), file('14:36:00', '16:39:00', { calls })];
    expect(heldBy(few(19), at)).toMatchObject({ state: 'gap', why: expect.stringMatching(/14:30 to 14:36/) });
    expect(heldBy(few(20), at).state).toBe('held');
  });

  it('is not held where no row of a file could be read, as where it was not taken in: its neighbours tell nothing of it', () => {
    const bad = (days: number) =>
      file('00:00:00', '00:00:00', {
        ...{ calls: 0, quarantined: 12, firstAt: null, lastAt: null },
        takenAt: at + days * 86_400_000,
      });
    const [whole, later] = [file('14:00:00', '16:00:00', {}), at + 9 * 86_400_000];
    const over = (one: HeldFile) => heldOver([whole, one], { from: at - half, until: at + half }, later);
    expect(over(bad(6))).toEqual({ state: 'gap', why: 'no row of a file of it could be read' });
    expect(over(bad(8)).state).toBe('held');
    expect(over({ ...bad(6), quarantined: 0 }).state).toBe('held');
  });

  it('of a longer time names the hole with its days', () => {
    const span = { from: at - 3 * 86_400_000, until: at };
    expect(heldOver([file('09:00:00', '16:00:00', {})], span, came)).toMatchObject({
      why: 'no file of it reaches from 2026-11-15 15:00 to 2026-11-18 09:00 UTC',
    });
  });

  it('is not held where rows could not be read or calls were purged', () => {
    expect(heldBy([file('14:00:00', '16:00:00', { quarantined: 1 })], at).why).toMatch(/1 rows/);
    expect(heldBy([file('14:00:00', '16:00:00', { state: 'purged' })], at).why).toMatch(/purged/);
  });
});
