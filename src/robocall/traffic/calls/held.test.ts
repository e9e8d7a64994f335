// Whether the files of a switch can prove that a call of an hour was not there.
import { describe, expect, it } from 'vitest';
import { heldBy } from './coverage.ts';

const at = Date.parse('2026-11-18T15:00:00Z');
const file = (from: string, until: string, more: object) => ({
  ...{ sha256: 'a'.repeat(64), state: 'kept' as const, quarantined: 0 },
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
  });

  it('is not held where rows could not be read or calls were purged', () => {
    expect(heldBy([file('14:00:00', '16:00:00', { quarantined: 1 })], at).why).toMatch(/1 rows/);
    expect(heldBy([file('14:00:00', '16:00:00', { state: 'purged' })], at).why).toMatch(/purged/);
  });
});
