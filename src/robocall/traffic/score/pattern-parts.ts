import { between, percent, share, wilson } from '../metrics/proportion.ts';
import { limits } from '../thresholds/limits.ts';
import type { Part } from './part.ts';

const fewest = 30;

const ringOnce: Part = ({ of, doubt }) => {
  if (of.attempts < fewest) return null;
  const [begins, full] = limits.ringOnce;
  const strength = between(wilson(of.ringOnce, of.attempts, doubt).low, begins, full);
  if (strength === 0) return null;
  return {
    code: 'ring-once',
    strength,
    value: share(of.ringOnce, of.attempts),
    threshold: begins,
    why: `${of.ringOnce} of ${of.attempts} calls were given up by the caller within five seconds of ringing`,
    sample: 'ring-once',
  };
};

const sequential: Part = ({ of, doubt }) => {
  if (of.pairs < fewest) return null;
  const [begins, full] = limits.sequential;
  const strength = between(wilson(of.sequential, of.pairs, doubt).low, begins, full);
  if (strength === 0) return null;
  return {
    code: 'sequential-dialing',
    strength,
    value: share(of.sequential, of.pairs),
    threshold: begins,
    why: `${of.sequential} of ${of.pairs} calls went to a number at most ten above the one before`,
    sample: 'any',
  };
};

/** Many calls to one number within an hour that are no talks: who dials into a conference bridge talks. */
const oneDestination: Part = ({ of }) => {
  const { n: inHour, talks } = of.oneDestination;
  const [begins, full] = limits.oneDestination;
  const strength = between(inHour - talks, begins, full) * between(share(talks, inHour), 0.5, 0.1);
  if (strength === 0) return null;
  return {
    code: 'one-destination',
    strength,
    value: inHour,
    threshold: begins,
    why: `${inHour} calls to one number within an hour, ${talks} of them talks of over a minute; ${of.attempts} calls in all reached for ${of.distinctCalled} numbers`,
    sample: 'any',
  };
};

/** What networks downstream say by SIP 608 and 603 "Network Blocked" (FCC 25-15). */
const blocked: Part = ({ of, doubt }) => {
  const hits = of.blocked;
  if (hits === 0 || of.completable < fewest) return null;
  const [begins, full] = limits.blocked;
  const strength = between(wilson(hits, of.completable, doubt).low, begins, full);
  if (strength === 0) return null;
  return {
    code: 'blocked-downstream',
    strength,
    value: share(hits, of.completable),
    threshold: begins,
    why: `${hits} of ${of.completable} attempts (${percent(share(hits, of.completable))}) were blocked by a network downstream as unwanted`,
    sample: 'blocked',
  };
};

const limitHits: Part = ({ of, doubt }) => {
  const hits = of.limitRejected;
  const all = hits + of.attempts;
  if (hits === 0 || all < fewest) return null;
  const [begins, full] = limits.limitHits;
  const strength = between(wilson(hits, all, doubt).low, begins, full);
  if (strength === 0) return null;
  return {
    code: 'limit-hits',
    strength,
    value: share(hits, all),
    threshold: begins,
    why: `${hits} of ${all} attempts were refused by the account's own limits`,
    sample: 'refused',
  };
};

export const patternParts: readonly Part[] = [ringOnce, sequential, oneDestination, blocked, limitHits];
