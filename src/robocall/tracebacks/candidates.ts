import { basename } from 'node:path';
import { z } from 'zod';
import { instantOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { DAY, HOUR, MINUTE } from '../../kernel/time.ts';
import { toNumber } from '../numbers/normalise.ts';
import { engineOf } from '../traffic/calls/engine.ts';
import { pathsIn } from '../traffic/calls/parts.ts';
import { type FoundCall, search } from '../traffic/calls/queries.ts';
import type { CallAsked } from './confirm.ts';

/** A call that may be the one, and why it stands where it stands. */
export const candidateShown = z.strictObject({
  fileId: id,
  row: z.int(),
  rank: z.int(),
  reason: z.string(),
  secondsOff: z.int(),
  callKey: z.string().nullable(),
  accountRef: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  start: when.nullable(),
  outcome: z.string(),
  attest: z.string().nullable(),
  sourceIp: z.string().nullable(),
  trunkOut: z.string().nullable(),
});
export type Candidate = z.output<typeof candidateShown>;

/** Digits by which a number is found whatever its form: the last ten of a North American one. */
const keyOf = (text: string): string => {
  const digits = String(toNumber(text) ?? text.replace(/\D/g, ''));
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
};

type Look = { readonly by: 'both' | 'called' | 'calling'; readonly within: number };

/** The looks, the narrowest first: a number that has many calls must not push the right one out. */
const looks: readonly Look[] = [
  { by: 'both', within: 5 * MINUTE },
  { by: 'both', within: HOUR },
  { by: 'both', within: DAY },
  { by: 'called', within: 5 * MINUTE },
  { by: 'calling', within: 5 * MINUTE },
  { by: 'called', within: HOUR },
];
const mostOfALook = 1000;

/** What was looked for, in words: a proof of absence lists it. */
export const termsOf = ({ called, calling }: CallAsked): readonly string[] => {
  const numbers = calling === null ? 'the called number' : 'both numbers in any form';
  return [
    `${numbers}: five minutes, an hour and a day to each side, which covers zones mistaken by whole hours`,
    `called number ending in ${keyOf(called).slice(-4)} from any caller: an hour to each side`,
    ...(calling === null
      ? []
      : ['the calling number to any other number, as after forwarding: five minutes to each side']),
  ];
};

type Tier = { readonly tier: number; readonly reason: string };

const sentence = (by: Look['by']): string =>
  ({
    both: 'both numbers match',
    called: 'the called number matches',
    calling: 'the calling number matches another called number, as after forwarding',
  })[by];

/** How near a found call is to what was asked: a lower tier is nearer. */
export const tierOf = (by: Look['by'], off: number): Tier => {
  const far = Math.abs(off);
  const hours = Math.round(off / HOUR);
  const words = sentence(by);
  if (far <= 5 * MINUTE)
    return { tier: { both: 0, called: 3, calling: 4 }[by], reason: `${words}, within five minutes` };
  if (by === 'both' && hours !== 0 && Math.abs(hours) <= 13 && Math.abs(off - hours * HOUR) <= 5 * MINUTE)
    return {
      tier: 1,
      reason: `${words}, ${Math.abs(hours)} whole hours ${hours > 0 ? 'later' : 'earlier'}: a zone was mistaken`,
    };
  if (far <= HOUR) return { tier: by === 'both' ? 2 : 6, reason: `${words}, within an hour` };
  return { tier: 5, reason: `${words}, within a day` };
};

/** For a zone mistake what counts is the distance to the whole hour. */
const distance = (tier: number, off: number): number =>
  tier === 1 ? Math.abs(off - Math.round(off / HOUR) * HOUR) + Math.abs(Math.round(off / HOUR)) : Math.abs(off);

const shown = (row: FoundCall, reason: string, off: number, rank: number): Candidate => ({
  fileId: basename(row.file, '.parquet'),
  row: row.source_row,
  rank,
  reason,
  secondsOff: Math.round(off / 1000),
  callKey: row.call_key,
  accountRef: row.account_ref,
  from: row.from ?? row.from_raw,
  to: row.to ?? row.to_raw,
  start: row.start === null ? null : new Date(row.start).toISOString(),
  outcome: row.outcome,
  attest: row.attest,
  sourceIp: row.src_ip,
  trunkOut: row.trunk_out,
});

/** Calls that may be the one that was asked about, the most likely first; at most twenty. */
export const candidatesFor = async (ctx: Ctx, call: CallAsked): Promise<readonly Candidate[]> => {
  const at = instantOf('at', call.at);
  const [called, calling] = [keyOf(call.called), call.calling === null ? null : keyOf(call.calling)];
  const found = new Map<string, { row: FoundCall; off: number; tier: number; reason: string }>();
  for (const { by, within } of looks) {
    if (by === 'calling' && calling === null) continue;
    const [from, until] = [at - within - 1000, at + within + 1000];
    const wanted = { called: by === 'calling' ? null : called, calling: by === 'called' ? null : calling };
    const paths = await pathsIn(ctx, from, until);
    for (const row of await search(engineOf(ctx.dataFolder), paths, { from, until, ...wanted, limit: mostOfALook })) {
      const key = `${row.file} ${row.source_row}`;
      const off = (row.start ?? row.answer ?? row.end ?? at) - at;
      const { tier, reason } = tierOf(by, off);
      // the first look that finds a call says why: it is the narrowest
      if (!found.has(key)) found.set(key, { row, off, tier, reason });
    }
  }
  return [...found.values()]
    .sort((a, b) => a.tier - b.tier || distance(a.tier, a.off) - distance(b.tier, b.off))
    .slice(0, 20)
    .map(({ row, reason, off }, n) => shown(row, reason, off, n + 1));
};
