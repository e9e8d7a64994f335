import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { HOUR, MINUTE } from '../../kernel/time.ts';
import { unkeptIn } from '../call-gate/spool.ts';

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

type File = {
  readonly sha256: string;
  readonly state: 'arriving' | 'kept' | 'purged';
  readonly quarantined: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
};

/** Between the last call of a file and the first of the next a switch may have been silent so long; longer, a file may be missing. */
const silence = 5 * MINUTE;

type Span = { readonly from: number; readonly until: number };

/** The first stretch of a time over which no file reaches, or null where they reach over the whole of it. */
const holeIn = ({ from, until }: Span, files: readonly File[]): Span | null => {
  const spans = files
    .flatMap(({ firstAt, lastAt }) => (firstAt === null || lastAt === null ? [] : [{ from: firstAt, until: lastAt }]))
    .toSorted((a, b) => a.from - b.from);
  let reached = Number.NEGATIVE_INFINITY;
  for (const span of spans) {
    const start = Math.max(reached, from);
    if (span.from > Math.max(reached + silence, from) && start < until)
      return { from: start, until: Math.min(span.from, until) };
    reached = Math.max(reached, span.until);
  }
  return reached >= until ? null : { from: Math.max(reached, from), until };
};

const clockOf = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** What the files of one source say of the hour around an instant (half an hour to each side). */
export const heldBy = (
  files: readonly File[],
  at: number,
): { readonly state: 'held' | 'gap'; readonly why: string } => {
  if (files.some(({ state }) => state === 'arriving'))
    return { state: 'gap', why: 'a file of it is still being taken in' };
  const spanned = files.filter(({ firstAt, lastAt }) => firstAt !== null && lastAt !== null);
  const near = spanned.filter(
    ({ firstAt, lastAt }) => (firstAt ?? 0) < at + HOUR / 2 && (lastAt ?? 0) >= at - HOUR / 2,
  );
  if (near.some(({ state }) => state === 'purged')) return { state: 'gap', why: 'its calls of that hour were purged' };
  const kept = near.filter(({ state }) => state === 'kept');
  const unread = kept.reduce((n, { quarantined }) => n + quarantined, 0);
  if (unread > 0) return { state: 'gap', why: `${unread} rows of its files of that hour could not be read` };
  const hole = holeIn({ from: at - HOUR / 2, until: at + HOUR / 2 }, kept);
  return hole === null
    ? { state: 'held', why: 'its files reach over the whole of that hour' }
    : { state: 'gap', why: `no file of it reaches from ${clockOf(hole.from)} to ${clockOf(hole.until)} UTC` };
};

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
  const sources = await ctx.tx
    .selectFrom('callSource')
    .select(['id', 'name', 'endedAt'])
    .where((eb) => eb.or([eb('endedAt', 'is', null), eb('endedAt', '>', at)]))
    // the gate's calls are read where the gate kept them, of today too; its days in call records are copies
    .where('format', '!=', 'gate')
    .orderBy('name')
    .execute();
  const files = await ctx.tx
    .selectFrom('callFile')
    .select(['sourceId', 'sha256', 'state', 'quarantined', 'firstAt', 'lastAt'])
    // what is being taken in may hold any hour
    .where((eb) =>
      eb.or([
        eb('state', '=', 'arriving'),
        eb.and([eb('firstAt', '<', at + HOUR / 2 + silence), eb('lastAt', '>=', at - HOUR / 2 - silence)]),
      ]),
    )
    .execute();
  const switches = sources.map(({ id: sourceId, name }) => {
    const own = files.filter((file) => file.sourceId === sourceId);
    return { kind: 'calls' as const, name, ...heldBy(own, at), files: own.map(({ sha256 }) => sha256) };
  });
  const told = [...switches, ...(await gateAt(ctx, at))];
  // what passes the gate is what customers place: without a switch's records nothing is known of calls that came from elsewhere
  return { complete: switches.length > 0 && told.every(({ state }) => state === 'held'), sources: told };
};
