import { lettersKey } from '../normalise.ts';
import type { Cells } from './cells.ts';

/** The lines of the import vocabulary: what carriers stored. */
export const vocabulary = [
  'Permanent/Yes',
  'Permanent Granted',
  'opt-in flag',
  'Implied',
  'Pending',
  'Failed Delivery',
  'Denied/No',
  'opt-out flag',
  'DOC/DOV',
  'One Time',
  'Do not know',
  'blank',
  'No voice on account',
] as const;
export type Word = (typeof vocabulary)[number];

const spelled: Readonly<Record<string, Word>> = {
  'permanent yes': 'Permanent/Yes',
  permanent: 'Permanent/Yes',
  yes: 'Permanent/Yes',
  'permanent granted': 'Permanent Granted',
  granted: 'Permanent Granted',
  'opt in': 'opt-in flag',
  'opted in': 'opt-in flag',
  implied: 'Implied',
  pending: 'Pending',
  'failed delivery': 'Failed Delivery',
  'denied no': 'Denied/No',
  denied: 'Denied/No',
  no: 'Denied/No',
  'opt out': 'opt-out flag',
  'opted out': 'opt-out flag',
  'one time': 'One Time',
  'do not know': 'Do not know',
  unknown: 'Do not know',
  'no voice on account': 'No voice on account',
};

/** The line of the vocabulary that a row says; null (and the reason in `cells`) for a word that is none. */
export const wordOf = (cells: Cells): Word | null => {
  const key = lettersKey(cells.text('cpni_approval')) ?? '';
  const said = key === '' ? 'blank' : /^(doc|dov)\b/.test(key) ? 'DOC/DOV' : spelled[key];
  if (said === undefined) {
    cells.wrong('cpni_approval', `is no word of the import vocabulary: ${vocabulary.join(', ')}`);
    return null;
  }
  // a no needs no proof and stands above all else in the row
  if (cells.flag('opt_out') === true && said !== 'Denied/No') return 'opt-out flag';
  return cells.flag('opt_in') === true && said === 'blank' ? 'opt-in flag' : said;
};
