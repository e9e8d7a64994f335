import { type Fields, isFields } from '../cdr/documents.ts';
import { numberIn, textIn } from './read-objects.ts';

/** What an account said at onboarding that it would do; null where it said nothing. */
export type Account = {
  readonly account: string;
  readonly use: string;
  readonly perDay: number | null;
  readonly peakCps: number | null;
};

/** An account of nobody's list: nothing is declared, nothing is known. */
export const undeclared = (account: string): Account => ({
  account,
  use: '',
  perDay: null,
  peakCps: null,
});

/** Reads {"account","declared":{"use","perDay","peakCps"}}; all but the account may be missing, and what else stands there is passed over. */
export const readAccount = (fields: Fields): Account | string => {
  const account = textIn(fields, 'account');
  if (account === null) return "'account' is missing: name the account as the call records do";
  const declared = isFields(fields.declared) ? fields.declared : {};
  const { use } = declared;
  return {
    account,
    use: Array.isArray(use) ? use.join(' ') : (textIn(declared, 'use') ?? ''),
    perDay: numberIn(declared, 'perDay'),
    peakCps: numberIn(declared, 'peakCps'),
  };
};
