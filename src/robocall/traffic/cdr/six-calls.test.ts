import { describe, expect, it } from 'vitest';
import { convertCli, fixture, sixCalls } from '../../../../test/cdr.ts';
import type { CanonicalCall, Outcome } from '../canonical.ts';

const stamps: readonly string[] = ['start', 'ring', 'answer', 'end'];
const weighed = ['start', 'ring', 'answer', 'end', 'sip', 'q850', 'released_by', 'call_key'] as const;

type Told = {
  readonly format: string;
  readonly files: readonly string[];
  /** How exactly it tells its instants. */
  readonly to: 'millisecond' | 'second';
  /** Fields that it truly tells, beside the numbers and the outcome. */
  readonly tells: readonly (typeof weighed)[number][];
  /** Talk time of the six calls as it tells them, ms. */
  readonly talk: readonly number[];
  readonly rounding: CanonicalCall['talk_rounding'];
  /** Where its outcome differs from the true one. */
  readonly outcomes: readonly (Outcome | null)[];
};

const truth: readonly Outcome[] = ['answered', 'answered', 'busy', 'cancelled', 'invalid_number', 'blocked_analytics'];

const formats: readonly Told[] = [
  {
    format: 'freeswitch-csv',
    files: ['freeswitch_cdr_csv_compiled_default.csv'],
    to: 'second',
    tells: ['start', 'answer', 'end'],
    talk: [95_000, 6000, 0],
    rounding: 'stamp_diff',
    outcomes: [],
  },
  {
    format: 'asterisk-csv',
    files: ['asterisk_cdr_csv_16.csv'],
    to: 'second',
    tells: ['start', 'answer', 'end'],
    talk: [94_000, 5000, 0],
    rounding: 'floor',
    outcomes: [],
  },
  {
    format: 'asterisk-custom',
    files: ['asterisk_cdr_custom.csv'],
    to: 'second',
    tells: ['start', 'answer', 'end'],
    talk: [94_000, 5000, 0],
    rounding: 'floor',
    outcomes: [],
  },
];

const cut = (value: unknown, to: Told['to']): unknown =>
  to === 'second' && typeof value === 'string' ? value.replace(/\.\d{3}Z$/, '.000Z') : value;

describe.each(formats)('$format ($files)', ({ format, files, to, tells, talk, rounding, outcomes }) => {
  it.each([format, 'auto'])('tells the six calls as %s', async (name) => {
    const { status, calls } = await convertCli(
      ['--format', name, '--zone', 'America/New_York', ...files.map(fixture)],
      '',
    );
    expect(status).toBe(0);
    const byNumber = [...calls].sort((a, b) => (a.to_raw ?? '').localeCompare(b.to_raw ?? ''));
    expect(byNumber.map((call) => call.talk_ms)).toEqual(talk);
    for (const call of byNumber) {
      const index = sixCalls.findIndex((one) => one.to === call.to);
      const real = sixCalls[index];
      expect([call.from, call.outcome]).toEqual([real?.from, outcomes[index] ?? truth[index]]);
      expect(call.talk_rounding).toBe(rounding);
      for (const field of weighed) {
        if (tells.includes(field)) {
          expect([field, call[field]]).toEqual([
            field,
            stamps.includes(field) ? cut(real?.[field], to) : real?.[field],
          ]);
          expect(call.derived).not.toContain(field);
        } else if (field !== 'call_key' && call[field] !== null) expect(call.derived).toContain(field);
      }
    }
  });
});
