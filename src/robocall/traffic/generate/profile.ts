/** Talk of answered calls: each kind with its weight, its middle in seconds and how far its logarithm strays. */
export type Talk = readonly (readonly [weight: number, seconds: number, spread: number])[];

/** Which numbers are shown. `own` and `rotating` are in the inventory; the others are not the account's. */
export type Shown =
  | { readonly kind: 'own' | 'rotating'; readonly numbers: number; readonly exchanges: number }
  | { readonly kind: 'pool'; readonly numbers: number }
  | { readonly kind: 'any' | 'neighbour' };

/** Who is called. */
export type Called =
  | { readonly kind: 'list'; readonly repeats: number }
  | { readonly kind: 'customers'; readonly people: number }
  | { readonly kind: 'one' | 'sequential' | 'abroad' };

/** A stream of calls: what a business, or a part of it, does in a day. */
export type Stream = {
  readonly perDay: number;
  /** The weight of each day, Sunday first. */
  readonly week: readonly number[];
  /** From and until which hour of the Eastern clock; past midnight above 24. */
  readonly hours: readonly [number, number];
  readonly shown: Shown;
  readonly called: Called;
  readonly answered: number;
  readonly invalid: number;
  readonly blocked: number;
  /** Given up by the caller within five seconds of ringing. */
  readonly ringOnce: number;
  /** Of all calls of the stream, those that come in. */
  readonly inbound: number;
  readonly talk: Talk;
  /** Complaints and tracebacks a million calls: traffic.md 2.4. */
  readonly complaints: number;
  readonly tracebacks: number;
};

/** A kind of account, labelled. */
export type Profile = {
  readonly name: string;
  readonly label: 'legal' | 'illegal';
  /** `fit`: weights are fitted on it. `left-out`: never looked at for that. */
  readonly serves: 'fit' | 'left-out';
  readonly declaredUse: string;
  readonly declaredPerDay: number;
  readonly declaredCps: number;
  readonly streams: readonly Stream[];
  /** What makes it illegal, from some day on (0: from the first); comes from an address of its own. */
  readonly bad: { readonly stream: Stream; readonly fromDay: number } | null;
  /** By how much a day is busier than the one before; 1 for none. */
  readonly growth: number;
};

const workdays = [0, 1, 1, 1, 1, 1, 0];
const allWeek = [0.6, 1, 1, 1, 1, 1, 0.8];

/** An office that calls its customers and is called by them. */
export const office: Stream = {
  perDay: 180,
  week: workdays,
  hours: [8, 18],
  shown: { kind: 'own', numbers: 8, exchanges: 1 },
  called: { kind: 'customers', people: 700 },
  answered: 0.68,
  invalid: 0.01,
  blocked: 0.002,
  ringOnce: 0.01,
  inbound: 0.35,
  talk: [
    [0.2, 25, 0.8],
    [0.8, 140, 1],
  ],
  complaints: 2,
  tracebacks: 0,
};

/** A lawful dialer to people who do not know the caller: traffic.md 7.2, smartcustomerservice.com, amdify. */
export const dialer: Stream = {
  ...office,
  perDay: 1600,
  week: [0, 1, 1, 1, 1, 1, 0.4],
  hours: [9, 20],
  shown: { kind: 'own', numbers: 20, exchanges: 6 },
  called: { kind: 'list', repeats: 0.15 },
  answered: 0.34,
  invalid: 0.035,
  blocked: 0.008,
  inbound: 0.04,
  talk: [
    [0.45, 4.5, 0.5],
    [0.35, 20, 0.7],
    [0.2, 150, 0.8],
  ],
  complaints: 30,
};

/** Recorded notices that people expect. */
export const notices: Stream = {
  ...office,
  perDay: 700,
  week: allWeek,
  hours: [8, 20],
  shown: { kind: 'own', numbers: 4, exchanges: 1 },
  called: { kind: 'customers', people: 5000 },
  answered: 0.72,
  invalid: 0.015,
  inbound: 0.03,
  talk: [
    [0.1, 4, 0.4],
    [0.75, 24, 0.35],
    [0.15, 60, 0.6],
  ],
  complaints: 5,
};

/** An unlawful blast: 6.5 s on average (XCast), 93 % below fifteen seconds (Avid), a list nobody scrubbed. */
export const blast: Stream = {
  ...office,
  perDay: 4500,
  week: [0.3, 1, 1, 1, 1, 1, 0.5],
  hours: [9, 20],
  shown: { kind: 'own', numbers: 12, exchanges: 4 },
  called: { kind: 'list', repeats: 0.02 },
  answered: 0.2,
  invalid: 0.11,
  blocked: 0.05,
  inbound: 0,
  talk: [
    [0.62, 4, 0.45],
    [0.31, 9, 0.4],
    [0.07, 35, 0.9],
  ],
  complaints: 70,
  tracebacks: 0.5,
};

/** An account of one stream. */
export const account = (
  name: string,
  label: Profile['label'],
  serves: Profile['serves'],
  declaredUse: string,
  stream: Stream,
): Profile => ({
  name,
  label,
  serves,
  declaredUse,
  declaredPerDay: Math.round(stream.perDay * 1.3),
  declaredCps: Math.max(1, Math.round(stream.perDay / 3000)),
  streams: label === 'legal' ? [stream] : [],
  bad: label === 'legal' ? null : { stream, fromDay: 0 },
  growth: 1,
});
