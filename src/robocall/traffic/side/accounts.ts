import type { Zone } from '../../../kernel/time.ts';
import { beginningOf } from './moment.ts';
import { type Fields, numberIn, textIn } from './read-objects.ts';

/** What an account said at onboarding that it would do; null where it said nothing. */
export type Account = {
  readonly account: string;
  readonly sinceMs: number | null;
  readonly use: string;
  readonly perDay: number | null;
  readonly peakCps: number | null;
};

/** An account of nobody's list: nothing is declared, nothing is known. */
export const undeclared = (account: string): Account => ({
  account,
  sinceMs: null,
  use: '',
  perDay: null,
  peakCps: null,
});

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads {"account","since","declared":{"use","perDay","peakCps"}}; all but the account may be missing. */
export const readAccount =
  (zone: Zone) =>
  (fields: Fields): Account | string => {
    const account = textIn(fields, 'account');
    if (account === null) return "'account' is missing: name the account as the call records do";
    const since = textIn(fields, 'since');
    const sinceMs = since === null ? null : beginningOf(since, zone);
    if (since !== null && sinceMs === null) return "'since' is neither a date nor an instant: write 2026-03-10";
    const declared = isFields(fields.declared) ? fields.declared : {};
    const { use } = declared;
    return {
      account,
      sinceMs,
      use: Array.isArray(use) ? use.join(' ') : (textIn(declared, 'use') ?? ''),
      perDay: numberIn(declared, 'perDay'),
      peakCps: numberIn(declared, 'peakCps'),
    };
  };
