import { z } from 'zod';
import { instantOf } from '../../carriers/promises/local-time.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { isOneCall } from '../traffic/calls/gate-copy.ts';
import { recordReading } from '../traffic/calls/purpose.ts';
import type { Asked } from '../traffic/columnar/near.ts';
import type { CallAsked } from './confirm.ts';
import { gateCalls } from './gate-calls.ts';
import { sameNumber, sought } from './number-sought.ts';
import { isFound, ranked, reach } from './rank.ts';
import type { Sighting } from './sighting.ts';
import { storedCalls } from './stored-calls.ts';

/** A call that may be the one, and why it stands where it stands. */
export const candidateShown = z.strictObject({
  ref: z.string(),
  source: z.enum(['calls', 'gate']),
  rank: z.int(),
  reason: z.string(),
  secondsOff: z.int(),
  callKey: z.string().nullable(),
  account: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  diverted: z.string().nullable(),
  start: when.nullable(),
  outcome: z.string(),
  attest: z.string().nullable(),
  sourceIp: z.string().nullable(),
  trunk: z.string().nullable(),
});
export type Candidate = z.output<typeof candidateShown>;

/** Most calls that are shown. */
const most = 20;

/** How far a search goes: until the call is surely found, or over the whole day whatever is found, as a proof of absence needs. */
export type Until = 'found' | 'all-was-read';

/** What was looked for, in words: a proof of absence lists it. */
export const termsOf = ({ called, calling }: CallAsked, read: 'an-hour' | 'a-day'): readonly string[] => {
  const tail = sought(called).tail.slice(-4);
  const numbers = calling === null ? `the called number ending in ${tail}` : 'both numbers, in any form';
  return [
    read === 'an-hour'
      ? `${numbers}: an hour to each side, where it was found`
      : `${numbers}: an hour to each side, then a day, which covers a zone mistaken by whole hours and a date by one`,
    ...(calling === null
      ? []
      : [
          `the called number ending in ${tail} from any caller, as where the caller was rewritten: an hour to each side`,
          'the calling number to any number, as after forwarding, and the legs of one call: an hour to each side',
          'the two numbers the other way round: an hour to each side',
        ]),
    'in the call records of all switches and in what the call gate carried',
  ];
};

/** What the gate kept of a call that a file of a switch brought too is told once. */
const isTold = (gate: Sighting, stored: readonly Sighting[]): boolean =>
  stored.some((call) =>
    isOneCall({
      keys: call.callKey === gate.callKey ? 'same' : 'other',
      numbers: sameNumber(call.from, gate.from) && sameNumber(call.to, gate.to) ? 'same' : 'other',
      off: call.off - gate.off,
    }),
  );

const sightings = async (work: Work, asked: Asked): Promise<readonly Sighting[]> => {
  const stored = await storedCalls(work, asked);
  const gate = await work.transaction((ctx) => gateCalls(ctx, asked));
  return [...stored, ...gate.filter((one) => !isTold(one, stored))];
};

const shown = ({ meeting: _meeting, off, start, ...call }: Sighting, reason: string, rank: number): Candidate => ({
  ...call,
  rank,
  reason,
  secondsOff: Math.round(off / 1000),
  start: start === null ? null : new Date(start).toISOString(),
});

/** What a search found: at most twenty calls, the most likely first; how many there are; what it looked for, and from when until when. */
export type Found = {
  readonly candidates: readonly Candidate[];
  readonly total: number;
  readonly terms: readonly string[];
  readonly from: number;
  readonly until: number;
};

/** Calls that may be the one that a request asks about. The search may take its time: no transaction is open meanwhile. */
export const candidatesFor = async (work: Work, call: CallAsked, until: Until): Promise<Found> => {
  const at = instantOf('at', call.at);
  const numbers = { called: sought(call.called), calling: call.calling === null ? null : sought(call.calling) };
  const anyCaller = numbers.calling === null;
  const near = await sightings(work, { at, ...numbers, ...reach.first });
  const ends = until === 'found' && isFound(ranked(near, anyCaller));
  const seen = new Set(near.map(({ ref }) => ref));
  const wide = ends ? [] : await sightings(work, { at, ...numbers, ...reach.wide });
  const found = ranked([...near, ...wide.filter(({ ref }) => !seen.has(ref))], anyCaller);
  const { within } = ends ? reach.first : reach.wide;
  return {
    candidates: found.slice(0, most).map(({ sighting, reason }, n) => shown(sighting, reason, n + 1)),
    total: found.length,
    terms: termsOf(call, ends ? 'an-hour' : 'a-day'),
    ...{ from: at - within, until: at + within },
  };
};

/** Puts on record who looked for the call of a request, and how many calls he was shown: before he is. */
export const recordSearch = async (
  ctx: Ctx,
  tracebackId: string,
  { candidates, from, until }: Found,
): Promise<void> => {
  const reading = { purpose: 'traceback', reason: `traceback:${tracebackId}` } as const;
  for (const [source, subject] of [
    ['calls', 'call-records'],
    ['gate', 'gate-calls'],
  ] as const) {
    const calls = candidates.filter((one) => one.source === source).length;
    await recordReading(ctx, reading, { subject, calls, from, until });
  }
};
