import type { OutputOf } from '../../../client/types.ts';

export type Right = OutputOf<'numbers.list'>['items'][number];
export type Checked = OutputOf<'numbers.check'>['items'][number];

export const words = {
  rights: 'Numbers it may show',
  noRights: 'It may show no number yet: a call with any is refused, or signed no higher than B.',
  number: 'Number',
  range: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
  basis: 'On what right',
  bases: {
    assigned: 'assigned by us',
    'ported-in': 'ported in',
    letter: 'letter of authorization',
    'toll-free': 'toll-free, by its responsible organization',
    'delegate-certificate': 'delegate certificate',
  },
  shown: { 'not-shown': 'not shown', unreadable: 'no telephone number' },
  evidence: 'Evidence',
  verified: 'Verified by',
  nobody: 'nobody yet: no call with it is signed A',
  until: 'Until',
  noEnd: 'no end',
  verify: 'Verify it',
  verifyTitle: 'Verify a right',
  verification: 'How you made sure',
  verifiedNow: 'Verified.',
  checkTitle: 'Check numbers',
  checkLead:
    'Paste numbers, one a line, or take a file of them: each is answered with its right, its evidence and what a call with it would be signed.',
  pasted: 'Numbers, ranges and prefixes, one a line',
  file: 'Or a text file of them',
  check: 'Check them',
  checked: (count: number) => (count === 1 ? '1 number checked' : `${count} numbers checked`),
  attest: 'A call with it',
  attests: {
    A: 'A: we know the customer and his right to this number',
    B: 'B: we know the customer, not his right to this number',
    C: 'C: we know neither',
    none: 'not carried',
  },
  why: 'Why',
  giveTitle: 'Give a right',
  numbers: 'Numbers',
  gives: {
    assigned: 'assigned by us',
    'ported-in': 'ported in',
    letter: 'by a letter of authorization',
    'toll-free': 'toll-free',
  },
  order: 'Order or ticket',
  portOrder: 'Port order',
  effectiveOn: 'Takes effect on',
  holder: 'Who holds the numbers',
  signedOn: 'Signed on',
  letterHash: 'SHA-256 of the letter',
  lastDay: 'Last day',
  responsibleOrganization: 'Responsible organization, as ATX01',
  reference: 'Subscriber record or letter',
  how: 'How you made sure that they are his',
  give: 'Give the right',
  given: 'The right is on record.',
  endTitle: 'End a right',
  end: 'End it',
  ended: 'Ended.',
  endWhy: 'Why',
  ends: {
    'ported-out': 'ported out',
    expired: 'expired',
    withdrawn: 'withdrawn',
    disconnected: 'disconnected',
    'entered-wrongly': 'entered wrongly',
  },
  reason: 'In words',
  importTitle: 'Take in a file',
  importLead: 'CSV with a header line. A trial run says of each row whether it would be taken and writes nothing.',
  importFile: 'CSV file',
  mode: 'How',
  modes: { 'dry-run': 'try it', commit: 'take it in' },
  import: 'Send the file',
  counted: (rows: string, accepted: string, refused: string) =>
    `${rows} rows: ${accepted} accepted, ${refused} refused.`,
  line: 'Line',
  column: 'Column',
  refused: 'Refused rows',
} as const;

const isBasis = (shown: Checked['shown']): shown is keyof typeof words.bases => shown in words.bases;

/** On what right a number is shown, or that it is not. */
export const shownInWords = (shown: Checked['shown']): string =>
  isBasis(shown) ? words.bases[shown] : words.shown[shown];

/** The texts of a paste or file, one a line or between commas. */
export const linesOf = (text: string): readonly string[] =>
  text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
