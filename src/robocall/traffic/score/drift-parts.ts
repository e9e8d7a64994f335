import type { Measure } from '../metrics/measure.ts';
import { between, middleOf, percent, risen, share, wilson } from '../metrics/proportion.ts';
import { limits } from '../thresholds/limits.ts';
import type { Range } from '../thresholds/uses.ts';
import type { Case, Finding, Part, PeerFigure } from './part.ts';

/** A multiple that grows from where suspicion begins to where it is full, by its logarithm. */
const grown = (times: number, [begins, full]: Range): number =>
  between(Math.log2(times), Math.log2(begins), Math.log2(full));

const fewestDays = 3;
const fewestCalls = 60;

const sum = (days: readonly Measure[], of: (day: Measure) => number): number =>
  days.reduce((total, day) => total + of(day), 0);

const hasHistory = ({ before, of }: Case): boolean =>
  before.length >= fewestDays && sum(before, (day) => day.attempts) >= fewestCalls && of.attempts >= 40;

/** More calls than on any usual day before, and more than declared: who grows as he said grows without reason given here. */
const volume: Part = (of) => {
  if (!hasHistory(of)) return null;
  const usual = Math.max(middleOf(of.before.map((day) => day.attempts)), 20);
  const most = Math.max(usual, ...of.before.map((day) => day.attempts));
  if (of.of.attempts <= (of.account.perDay ?? 0) * 1.2) return null;
  const strength = Math.min(
    grown(of.of.attempts / usual, limits.volumeOverUsual),
    grown(of.of.attempts / most, limits.volumeOverMost),
  );
  if (strength === 0) return null;
  return {
    code: 'volume-changed',
    strength,
    value: of.of.attempts,
    threshold: usual * limits.volumeOverUsual[0],
    why: `${of.of.attempts} calls where ${Math.round(usual)} were usual on the ${of.before.length} days before and ${most} the most`,
    sample: 'any',
  };
};

const shape: Part = (of) => {
  if (!hasHistory(of) || of.of.answered < 30) return null;
  const answered = sum(of.before, (day) => day.answered);
  const under15 = sum(of.before, (day) => day.under15);
  const rise = share(of.of.under15, of.of.answered) - share(under15, answered);
  const strength = Math.min(
    between(risen(under15, answered, of.of.under15, of.of.answered), ...limits.talkDeviations),
    between(rise, ...limits.talkRose),
  );
  if (strength === 0) return null;
  return {
    code: 'talk-changed',
    strength,
    value: share(of.of.under15, of.of.answered),
    threshold: share(under15, answered) + limits.talkRose[0],
    why: `${percent(share(of.of.under15, of.of.answered))} of answered calls were over within 15 s, ${percent(share(under15, answered))} on the ${of.before.length} days before`,
    sample: 'short',
  };
};

// an hour in which fewer than one call in two hundred fell before is one in which the account does not call
const silent = 0.005;

const hours: Part = (of) => {
  if (!hasHistory(of) || sum(of.before, (day) => day.attempts) < 200) return null;
  const all = sum(of.before, (day) => day.attempts);
  const inNew = of.of.byHour.reduce((total, calls, hour) => {
    const earlier = sum(of.before, (day) => day.byHour[hour] ?? 0);
    return earlier <= silent * all ? total + calls : total;
  }, 0);
  const strength = between(wilson(inNew, of.of.attempts, of.doubt).low, ...limits.newHours);
  if (strength === 0) return null;
  return {
    code: 'hours-changed',
    strength,
    value: share(inNew, of.of.attempts),
    threshold: limits.newHours[0],
    why: `${inNew} of ${of.of.attempts} calls fell in hours of the day in which the account hardly called on the ${of.before.length} days before`,
    sample: 'any',
  };
};

const abroad: Part = (of) => {
  if (!hasHistory(of) || of.of.abroad < 10) return null;
  const all = sum(of.before, (day) => day.attempts);
  const before = sum(of.before, (day) => day.abroad);
  const rise = share(of.of.abroad, of.of.attempts) - share(before, all);
  const strength = Math.min(
    between(risen(before, all, of.of.abroad, of.of.attempts), ...limits.abroadDeviations),
    between(rise, ...limits.abroadRose),
  );
  if (strength === 0) return null;
  return {
    code: 'destinations-changed',
    strength,
    value: share(of.of.abroad, of.of.attempts),
    threshold: share(before, all) + limits.abroadRose[0],
    why: `${of.of.abroad} of ${of.of.attempts} calls went abroad, ${before} of ${all} on the days before`,
    sample: 'abroad',
  };
};

const fewestForDelivery = 200;

/** The delivery rate of calls: how many of the attempts were answered, beside the account's own days before. */
const delivery: Part = (of) => {
  if (!hasHistory(of) || of.of.completable < fewestForDelivery) return null;
  const all = sum(of.before, (day) => day.completable);
  const answered = sum(of.before, (day) => day.completed);
  if (all < fewestForDelivery) return null;
  const usual = share(answered, all);
  const now = share(of.of.completed, of.of.completable);
  const strength = Math.min(
    between(-risen(answered, all, of.of.completed, of.of.completable), ...limits.deliveryDeviations),
    between(1 - now / Math.max(usual, 0.01), ...limits.deliveryFell),
  );
  if (strength === 0) return null;
  return {
    code: 'delivery-fell',
    strength,
    value: now,
    threshold: usual * (1 - limits.deliveryFell[0]),
    why: `${percent(now)} of ${of.of.completable} attempts were answered, ${percent(usual)} of ${all} on the days before`,
    sample: 'any',
  };
};

const strayed = (figure: PeerFigure | null, value: number, direction: 1 | -1): number =>
  figure === null ? 0 : between((direction * (value - figure.middle)) / figure.spread, ...limits.unlikePeers);

type Strayed = {
  readonly what: string;
  readonly value: number;
  readonly figure: PeerFigure | null;
  readonly strength: number;
};

/** The measure in which the account strays furthest from others of the same declared use. Six-second shares are left out: sources round them differently. */
const peers: Part = (of): Finding | null => {
  const { of: day, peers: figures, shape: pooled, level } = of;
  if (level !== 'account' || pooled.answered < 30) return null;
  const one = (what: string, figure: PeerFigure | null, value: number, direction: 1 | -1): Strayed => ({
    what,
    value,
    figure,
    strength: strayed(figure, value, direction),
  });
  const all = [
    one('of answered calls over within 15 s', figures.under15, share(pooled.under15, pooled.answered), 1),
    one('of answered calls over two minutes', figures.over120, share(pooled.over120, pooled.answered), -1),
    one('of attempts to numbers that do not exist', figures.invalid, share(pooled.invalid, pooled.completable), 1),
    one('of calls given up after one ring', figures.ringOnce, share(day.ringOnce, day.attempts), 1),
  ];
  const [worst] = all.toSorted((a, b) => b.strength - a.strength);
  if (worst === undefined || worst.figure === null || worst.strength === 0) return null;
  return {
    code: 'unlike-peers',
    strength: worst.strength,
    value: worst.value,
    threshold: worst.figure.middle,
    why: `${percent(worst.value)} ${worst.what}; the middle of ${worst.figure.accounts} other accounts of the same declared use is ${percent(worst.figure.middle)}`,
    sample: 'any',
  };
};

export const driftParts: readonly Part[] = [volume, shape, hours, abroad, delivery, peers];
