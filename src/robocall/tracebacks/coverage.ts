import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { HOUR, MINUTE } from '../../kernel/time.ts';
import { unkeptIn } from '../call-gate/spool.ts';
import { heldIn } from '../traffic/calls/held.ts';

/** Whether a source holds the calls around an instant: only what is held can prove that a call was not there. */
export const coverageShown = z.strictObject({
  complete: z.boolean(),
  sources: z.array(
    z.strictObject({
      kind: z.enum(['calls', 'gate']),
      name: z.string(),
      state: z.enum(['held', 'gap']),
      why: z.string(),
      files: z.array(z.string()),
    }),
  ),
});
export type Coverage = z.output<typeof coverageShown>;

/** What the gate answered and no database took yet, of every process of this node: it is not searched, so it is a gap. */
const waitingSince = async (ctx: Ctx, at: number): Promise<string | null> => {
  const { since, unreadableBytes } = await unkeptIn(join(ctx.dataFolder, 'gate'));
  // a file is as old as the first group that waits in it; its calls may be some seconds older
  if (since !== null && since - MINUTE < at + HOUR / 2) return 'calls that it answered then wait to be put on record';
  return unreadableBytes === 0 ? null : 'lines that it kept cannot be read: they may be of that hour';
};

/** The gate keeps every call that it answers before it answers: a purge, or what waits to be put on record, leaves a gap. */
const gateAt = async (ctx: Ctx, at: number): Promise<Coverage['sources']> => {
  const since = await ctx.tx
    .selectFrom('gateCredential')
    .select('fromAt')
    .where('fromAt', '<=', at + HOUR / 2)
    .limit(1)
    .executeTakeFirst();
  const groups = await ctx.tx
    .selectFrom('gateGroup')
    .select(({ fn }) => [
      fn.countAll<number>().as('groups'),
      fn.sum<number | null>('calls').as('calls'),
      sql<number>`count(*) filter (where lines is null)`.as('purged'),
    ])
    .where('fromAt', '>=', at - HOUR / 2)
    .where('fromAt', '<', at + HOUR / 2)
    .executeTakeFirstOrThrow();
  // a carrier whose calls ask no gate has no such record
  if (since === undefined && Number(groups.groups) === 0) return [];
  const gap = Number(groups.purged) > 0 ? 'its calls of that hour were purged' : await waitingSince(ctx, at);
  const why = gap ?? `it keeps each call before it answers: ${Number(groups.calls ?? 0)} calls of that hour`;
  return [{ kind: 'gate', name: 'call gate', state: gap === null ? 'held' : 'gap', why, files: [] }];
};

/** Which records hold the hour of a call: each switch's, and the gate's. Without a switch nothing is whole. */
export const coverageAt = async (ctx: Ctx, at: number): Promise<Coverage> => {
  const held = await heldIn(ctx, { from: at - HOUR / 2, until: at + HOUR / 2 });
  const switches = held.map((one) => ({ kind: 'calls' as const, ...one, files: [...one.files] }));
  const told = [...switches, ...(await gateAt(ctx, at))];
  // what passes the gate is what customers place: without a switch's records nothing is known of calls that came from elsewhere
  return { complete: switches.length > 0 && told.every(({ state }) => state === 'held'), sources: told };
};
