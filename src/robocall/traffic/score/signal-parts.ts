import { between, percent, share, surprise, wilson } from '../metrics/proportion.ts';
import { limits } from '../thresholds/limits.ts';
import type { Range } from '../thresholds/uses.ts';
import { type Case, counted, type Finding, type Part } from './part.ts';

/** Complaints about all numbers of the account together: spread over hundreds of numbers they show nowhere else. */
const complaints: Part = ({ signals, complaintRate }) => {
  const { complaints: count, complaintCalls: calls, complaintNumbers: numbers } = signals;
  if (count < 2) return null;
  const usual = Math.max(calls * complaintRate, 0.02);
  const strength = between(surprise(count, usual), ...limits.complaints);
  if (strength === 0) return null;
  return {
    code: 'complaints',
    strength,
    value: count,
    threshold: Math.ceil(usual),
    why: `${counted(count, 'complaint')} of ${counted(numbers, 'number')} of the account, on ${calls} calls of these days; ${Math.round(usual * 10) / 10} would be usual`,
    sample: 'any',
  };
};

const monthOfDays = 30;

/** One traced call stands for a million: it opens an investigation on its day, and weighs on the days about it. */
const traceback: Part = ({ signals }) => {
  if (signals.traceback === null) return null;
  const { days, key, count } = signals.traceback;
  if (days > monthOfDays) return null;
  return {
    code: 'traceback',
    strength: days === 0 ? 1 : 0.6,
    value: count,
    threshold: 1,
    why: `${counted(count, 'traceback')} of calls of this account${days === 0 ? ', one of this day' : `, the nearest ${counted(Math.abs(days), 'day')} ${days > 0 ? 'before' : 'after'}`} (call ${key})`,
    sample: 'any',
  };
};

const fewest = 50;

type Hits = Pick<Finding, 'code' | 'sample'> & {
  readonly hits: number;
  readonly asked: number;
  readonly range: Range;
  readonly what: string;
};

/** Calls to numbers that a list holds, at the end of their interval that favours the account. */
const listed = ({ doubt }: Case, { code, sample, hits, asked, range, what }: Hits): Finding | null => {
  if (asked < fewest || range[0] > 1) return null;
  const strength = between(wilson(hits, asked, doubt).low, ...range);
  if (strength === 0) return null;
  const why = `${hits} of ${asked} calls ${what} (${percent(share(hits, asked))}); suspicion begins at ${percent(range[0])}`;
  return { code, strength, value: share(hits, asked), threshold: range[0], why, sample };
};

/** The registry binds telephone solicitation: 47 CFR 64.1200(c)(2). Who has consent or a customer may call, so it weighs with other things only. */
const doNotCall: Part = (of) =>
  listed(of, {
    code: 'do-not-call-hits',
    hits: of.of.listed.dncHits,
    asked: of.of.listed.dncAsked,
    range: of.expected.doNotCall,
    what: 'to area codes of the list went to numbers on the do-not-call registry',
    sample: 'do-not-call',
  });

/** Consent does not pass with a number: 47 CFR 64.1200(m). */
const reassigned: Part = (of) =>
  listed(of, {
    code: 'reassigned-numbers',
    hits: of.of.listed.goneHits,
    asked: of.of.listed.goneAsked,
    range: limits.reassigned,
    what: 'to numbers that were asked about went to numbers that are disconnected or another person’s since',
    sample: 'reassigned',
  });

export const signalParts: readonly Part[] = [complaints, traceback, doNotCall, reassigned];
