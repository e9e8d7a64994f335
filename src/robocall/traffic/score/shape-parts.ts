import type { SampleKind } from '../columnar/counts.ts';
import { between, percent, share, wilson } from '../metrics/proportion.ts';
import { limits } from '../thresholds/limits.ts';
import { declaredAs, type Range } from '../thresholds/uses.ts';
import { type Case, counted, type Finding, type Part } from './part.ts';

const fewest = 20;

type Counted = {
  readonly code: string;
  readonly hits: number;
  readonly of: number;
  readonly range: Range;
  readonly what: string;
  /** Over how many days it was counted. */
  readonly days: number;
  /** Which calls show it. */
  readonly sample: SampleKind;
};

const over = (days: number): string => (days === 1 ? '' : ` over ${days} days`);

/** A share that should be lower for the declared use, taken at the end of its interval that favours the account. */
const tooHigh = (of: Case, { code, hits, of: all, range, what, days, sample }: Counted): Finding | null => {
  const [begins, full] = range;
  if (all < fewest || begins > 1) return null;
  const strength = between(wilson(hits, all, of.doubt).low, begins, full);
  if (strength === 0) return null;
  return {
    code,
    strength,
    value: share(hits, all),
    threshold: begins,
    why: `${hits} of ${all} ${what}${over(days)} (${percent(share(hits, all))}); for ${declaredAs[of.peerGroup]} suspicion begins at ${percent(begins)}`,
    sample,
  };
};

const tooLow = (of: Case, { code, hits, of: all, range, what, days, sample }: Counted): Finding | null => {
  const [begins, full] = range;
  if (all < fewest || begins < 0) return null;
  const strength = between(wilson(hits, all, of.doubt).high, begins, full);
  if (strength === 0) return null;
  return {
    code,
    strength,
    value: share(hits, all),
    threshold: begins,
    why: `only ${hits} of ${all} ${what}${over(days)} (${percent(share(hits, all))}); for ${declaredAs[of.peerGroup]} suspicion begins below ${percent(begins)}`,
    sample,
  };
};

const short6: Part = (of) =>
  tooHigh(of, {
    code: 'short-calls',
    days: of.shape.days,
    hits: of.shape.short6,
    of: of.shape.answered,
    range: of.expected.short6,
    what: 'answered calls lasted six seconds or less',
    sample: 'short',
  });

const under15: Part = (of) =>
  tooHigh(of, {
    code: 'under-fifteen-seconds',
    days: of.shape.days,
    hits: of.shape.under15,
    of: of.shape.answered,
    range: of.expected.under15,
    what: 'answered calls were over within 15 s',
    sample: 'short',
  });

const talks: Part = (of) =>
  tooLow(of, {
    code: 'no-conversations',
    days: of.shape.days,
    hits: of.shape.over120,
    of: of.shape.answered,
    range: of.expected.over120,
    what: 'answered calls lasted over two minutes',
    sample: 'any',
  });

const completion: Part = (of) =>
  tooLow(of, {
    code: 'low-completion',
    days: of.shape.days,
    hits: of.shape.completed,
    of: of.shape.completable,
    range: of.expected.completion,
    what: 'attempts were answered',
    sample: 'any',
  });

const invalid: Part = (of) =>
  tooHigh(of, {
    code: 'invalid-numbers',
    days: of.shape.days,
    hits: of.shape.invalid,
    of: of.shape.completable,
    range: of.expected.invalid,
    what: 'attempts were to numbers that do not exist',
    sample: 'invalid',
  });

const outside: Part = (of) =>
  tooHigh(of, {
    code: 'outside-hours',
    days: 1,
    hits: of.of.outsideHours,
    of: of.of.attempts,
    range: of.expected.outsideHours,
    what: 'calls were begun while no state was within 8 a.m. to 9 p.m.',
    sample: 'outside-hours',
  });

/** The declared day and second, and by how much the account went beyond: only where it declared any. */
const volume: Part = ({ of, account, level }) => {
  const { perDay } = account;
  if (level !== 'account' || perDay === null || perDay <= 0 || of.attempts < 100) return null;
  const times = of.attempts / perDay;
  const strength = between(Math.log(times), Math.log(limits.volume[0]), Math.log(limits.volume[1]));
  if (strength === 0) return null;
  return {
    code: 'volume-over-declared',
    strength,
    value: of.attempts,
    threshold: perDay * limits.volume[0],
    why: `${counted(of.attempts, 'call')} in a day where ${perDay} were declared: ${Math.round(times * 10) / 10} times as many`,
    sample: 'any',
  };
};

const rate: Part = ({ of, account, level }) => {
  const { peakCps } = account;
  if (level !== 'account' || peakCps === null || peakCps <= 0 || of.attempts < 100) return null;
  const times = of.minuteCps / peakCps;
  const strength = between(Math.log(times), Math.log(limits.rate[0]), Math.log(limits.rate[1]));
  if (strength === 0) return null;
  return {
    code: 'rate-over-declared',
    strength,
    value: of.minuteCps,
    threshold: peakCps * limits.rate[0],
    why: `${Math.round(of.minuteCps * 100) / 100} calls a second over the busiest minute where a peak of ${peakCps} was declared`,
    sample: 'any',
  };
};

export const shapeParts: readonly Part[] = [short6, under15, talks, completion, invalid, outside, volume, rate];
