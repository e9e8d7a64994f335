import type { Counts } from './measure.ts';
import { share, wilson } from './proportion.ts';

/** A ratio with what it is made of and the ends of its interval at two standard deviations. Below `fewest` it says little. */
export type Ratio = {
  readonly name: string;
  readonly says: string;
  readonly hits: number;
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly fewest: number;
};

type Made = readonly [name: string, says: string, hits: (of: Counts) => number, all: (of: Counts) => number];

const attempts = (of: Counts): number => of.attempts;
const completable = (of: Counts): number => of.completable;
const answered = (of: Counts): number => of.answered;

/** Every ratio by its name (traffic.md 2.1); ASR and NER count only sources that tell of unanswered calls. */
const made: readonly Made[] = [
  ['asr', 'answered of attempts', (of) => of.completed, completable],
  [
    'ner',
    'answered, busy, not answered or refused by the called party, of attempts',
    (of) => of.completed + of.busy + of.noAnswer + of.rejected,
    completable,
  ],
  ['sdr6-answered', 'answered calls of at most six seconds, of answered calls', (of) => of.short6, answered],
  ['sdr6-answered-possible', 'the same where whole seconds were written: at most', (of) => of.short6Possible, answered],
  ['sdr6-attempts', 'answered calls of at most six seconds, of attempts', (of) => of.short6, attempts],
  ['under15', 'answered calls below fifteen seconds', (of) => of.under15, answered],
  ['under60', 'answered calls below a minute', (of) => of.under60, answered],
  ['over120', 'answered calls over two minutes', (of) => of.over120, answered],
  ['invalid-called', 'attempts to numbers that do not exist', (of) => of.invalid, completable],
  ['blocked-downstream', 'attempts that a network downstream blocked as unwanted', (of) => of.blocked, completable],
  ['ring-once', 'calls given up by the caller within five seconds of ringing', (of) => of.ringOnce, attempts],
  ['sequential', 'calls to a number at most ten above the one before', (of) => of.sequential, (of) => of.pairs],
  ['called-diversity', 'different numbers called, of attempts', (of) => of.distinctCalled, attempts],
  ['abroad', 'calls to other countries', (of) => of.abroad, attempts],
  ['outside-hours', 'calls begun while no contiguous state is within 8:00 to 21:00', (of) => of.outsideHours, attempts],
  [
    'limit-refused',
    'attempts that the account’s own limits refused, of all',
    (of) => of.limitRejected,
    (of) => of.limitRejected + of.attempts,
  ],
];

const fewest = 20;

/** The ratios of counts, each with its counts: those of windows that are added are made of added counts. */
export const ratiosOf = (of: Counts): readonly Ratio[] =>
  made.map(([name, says, hitsIn, allIn]) => {
    const [hits, all] = [hitsIn(of), allIn(of)];
    return { name, says, hits, of: all, share: share(hits, all), ...wilson(hits, all, 2), fewest };
  });
