import { screenWords } from './screen-words.ts';

const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;

export const words = {
  ...screenWords,
  lead: 'Files of the National Do Not Call Registry and answers of the Reassigned Numbers Database, by the day on which they were given out. Days tell how many calls went to their numbers.',
  none: 'No list was taken in. Without one nobody is told how many calls of a customer go to numbers on the registry.',
  kind: 'List',
  whatItIs: 'What the file is',
  kinds: { 'do-not-call': 'do-not-call registry', reassigned: 'reassigned numbers' },
  open: (kind: string, day: string) => `${kind}, ${day}`,
  publishedOn: 'Given out on',
  askedOn: 'Day of the file',
  standing: 'In force',
  standings: {
    'in-force': 'in force',
    'in-force-in-part': 'in force for some of its area codes',
    replaced: 'a newer file has its area codes',
    over: 'its answers are too old',
    'not-on-disk': 'not on this disk: take it in again',
    'taken-away': 'taken away',
  },
  numbers: 'Numbers',
  areaCodes: 'Area codes',
  codesInForce: 'In force for',
  noCodes: 'none',
  takenAt: 'Taken in',
  takenBy: 'By',
  until: 'Counts until',
  hash: 'SHA-256 of the file',
  reassigned: 'Of them reassigned',
  noData: 'Without data',
  unread: 'Lines not read',
  goneAt: 'Taken away',
  goneBy: 'By',
  goneWhy: 'Because',
  take: 'Take a list in',
  takeLead:
    'One number a line; of reassigned numbers, the answer behind it. The same file of the same day is taken once.',
  file: 'The file',
  taken: (numbers: number, unread: number, known: boolean) =>
    `${known ? 'It was taken in before' : 'Taken in'}: ${counted(numbers, 'number')}${unread === 0 ? '' : `, ${counted(unread, 'line')} not read`}. Days of which it speaks are scored again after the hour.`,
  away: 'Take it away',
  awayLead:
    'It counts no more from now on, and the days that it told of are scored again. It stays on record, with the reason.',
  awayWhy: 'Why: the wrong day, the wrong kind, somebody else’s file',
  awayDone: 'Taken away: no day is compared with it any more.',
  record: 'Record',
} as const;
