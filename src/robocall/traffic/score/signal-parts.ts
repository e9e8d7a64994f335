import { between, surprise } from '../metrics/proportion.ts';
import { limits } from '../thresholds/limits.ts';
import { counted, type Part } from './part.ts';

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

export const signalParts: readonly Part[] = [complaints, traceback];
