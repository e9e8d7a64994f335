import { showing } from '../metrics/measure.ts';
import { between, percent, share } from '../metrics/proportion.ts';
import { limits } from '../thresholds/limits.ts';
import { type Case, counted, type Finding, type Part } from './part.ts';

// an inventory has stale rows: so many numbers that nobody gave the account may be his all the same
const staleShare = 0.15;
const mostStale = 2;
const doubtful = 0.25;

const strengthOfUnauthorized = (of: Case, numbers: number, own: number): number => {
  if (of.inventory === 'unknown') return Math.max(doubtful, between(numbers, 20, 100));
  const [begins, full] = limits.unauthorizedNumbers;
  return Math.max(doubtful, between(numbers - Math.max(mostStale, staleShare * own) + begins, begins, full));
};

/** Numbers shown that the inventory gives to another or to nobody. One or two may be rows that are missing; many are not. */
const unauthorized: Part = (of) => {
  const other = showing(of.of, 'other');
  const unknown = showing(of.of, 'unknown');
  const calls = other.calls + unknown.calls;
  if (calls === 0) return null;
  const whole = of.whole;
  const shownByAll = showing(whole, 'other').numbers + showing(whole, 'unknown').numbers;
  const own = showing(whole, 'own').numbers + showing(whole, 'lapsed').numbers;
  const strength = strengthOfUnauthorized(of, shownByAll, own);
  const numbers = other.numbers + unknown.numbers;
  const whose =
    of.inventory === 'unknown'
      ? 'the inventory knows no number of this account'
      : `${other.numbers} of them another account's`;
  return {
    code: 'caller-id-not-authorized',
    strength,
    value: numbers,
    threshold: limits.unauthorizedNumbers[0],
    why:
      `${counted(calls, 'call')} of ${of.of.attempts} showed ${counted(numbers, 'number')} that the account has no right to (${whose})` +
      `${strength <= doubtful ? '; so few may be stale rows of the inventory' : ''}`,
    sample: 'unauthorized',
  };
};

const lapsed: Part = ({ of }) => {
  const { calls, numbers } = showing(of, 'lapsed');
  if (calls === 0) return null;
  return {
    code: 'caller-id-lapsed',
    strength: between(share(calls, of.attempts), 0, 0.5),
    value: numbers,
    threshold: 0,
    why: `${counted(calls, 'call')} showed ${counted(numbers, 'number')} that the account had at another time, not then`,
    sample: 'lapsed',
  };
};

/** Numbers that cannot exist must be blocked by any provider: 47 CFR 64.1200(o). */
const impossible: Part = ({ of }) => {
  const { calls, numbers } = showing(of, 'impossible');
  if (calls === 0) return null;
  const [begins, full] = limits.invalidNumbers;
  return {
    code: 'caller-id-invalid',
    strength: between(numbers, begins, full),
    value: numbers,
    threshold: begins,
    why: `${counted(calls, 'call')} showed ${counted(numbers, 'number')} that cannot exist; such calls must be blocked (47 CFR 64.1200(o))`,
    sample: 'impossible',
  };
};

const fewestPrefixes = 5;

/** Numbers of the called party's own exchange, beyond what chance gives: a rule of spoofing, hardly of a business. */
const neighbour: Part = ({ of }) => {
  if (of.neighbourPrefixes < fewestPrefixes || of.attempts < 30) return null;
  const above = (of.neighbour - of.neighbourExpected) / of.attempts;
  const [begins, full] = limits.neighbour;
  if (above <= begins) return null;
  return {
    code: 'neighbour-numbers',
    strength: between(above, begins, full),
    value: of.neighbour / of.attempts,
    threshold: begins,
    why: `${of.neighbour} of ${of.attempts} calls showed a number of the called party's own exchange; chance would give ${Math.round(of.neighbourExpected)}`,
    sample: 'any',
  };
};

const fewestOfRotation = 300;

/** Many numbers, a few calls each, spread evenly, to people who are not called twice and do not talk. */
const rotating: Part = ({ of }) => {
  const { distinctCallers: numbers, attempts } = of;
  if (attempts < fewestOfRotation || of.answered < 20) return null;
  const each = attempts / numbers;
  const strength =
    between(numbers, ...limits.rotatingNumbers) *
    between(each, ...limits.callsOfRotating) *
    between(of.distinctCalled / attempts, 0.75, 0.92) *
    between(of.under15 / of.answered, 0.5, 0.75) *
    between(of.callerEntropy, 0.8, 0.95);
  if (strength === 0) return null;
  return {
    code: 'rotating-numbers',
    strength,
    value: numbers,
    threshold: limits.rotatingNumbers[0],
    why: `${numbers} numbers were shown, about ${Math.round(each)} calls each, to ${of.distinctCalled} people of whom ${percent(of.under15 / of.answered)} of those who answered were gone within 15 s`,
    sample: 'any',
  };
};

export const callerParts: readonly ((of: Case) => Finding | null)[] = [
  unauthorized,
  lapsed,
  impossible,
  neighbour,
  rotating,
];
