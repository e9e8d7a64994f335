import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { HOUR } from '../../kernel/time.ts';

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

/** What the files of one source say of the hour around an instant (half an hour to each side). */
export const heldBy = (
  files: readonly File[],
  at: number,
): { readonly state: 'held' | 'gap'; readonly why: string } => {
  const spanned = files.filter(({ firstAt, lastAt }) => firstAt !== null && lastAt !== null);
  const near = spanned.filter(
    ({ firstAt, lastAt }) => (firstAt ?? 0) < at + HOUR / 2 && (lastAt ?? 0) >= at - HOUR / 2,
  );
  if (near.some(({ state }) => state === 'purged')) return { state: 'gap', why: 'its calls of that hour were purged' };
  const kept = near.filter(({ state }) => state === 'kept');
  const unread = kept.reduce((n, { quarantined }) => n + quarantined, 0);
  if (unread > 0) return { state: 'gap', why: `${unread} rows of its files of that hour could not be read` };
  const around = kept.some(({ firstAt }) => (firstAt ?? at) <= at) && kept.some(({ lastAt }) => (lastAt ?? at) >= at);
  return around
    ? { state: 'held', why: 'its files hold calls before and after that instant' }
    : { state: 'gap', why: 'no file of it reaches over that instant' };
};

/** The gate keeps every call that it answers before it answers: only a purge, or a time before it was asked, leaves a gap. */
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
  const held = Number(groups.purged) === 0;
  const why = held
    ? `it keeps each call before it answers: ${Number(groups.calls ?? 0)} calls of that hour`
    : 'its calls of that hour were purged';
  return [{ kind: 'gate', name: 'call gate', state: held ? 'held' : 'gap', why, files: [] }];
};

/** Which records hold the hour of a call: each switch's, and the gate's. Without a switch nothing is whole. */
export const coverageAt = async (ctx: Ctx, at: number): Promise<Coverage> => {
  const sources = await ctx.tx
    .selectFrom('callSource')
    .select(['id', 'name', 'endedAt'])
    .where((eb) => eb.or([eb('endedAt', 'is', null), eb('endedAt', '>', at)]))
    .orderBy('name')
    .execute();
  const files = await ctx.tx
    .selectFrom('callFile')
    .select(['sourceId', 'sha256', 'state', 'quarantined', 'firstAt', 'lastAt'])
    .where('firstAt', '<', at + HOUR / 2)
    .where('lastAt', '>=', at - HOUR / 2)
    .execute();
  const switches = sources.map(({ id: sourceId, name }) => {
    const own = files.filter((file) => file.sourceId === sourceId);
    return { kind: 'calls' as const, name, ...heldBy(own, at), files: own.map(({ sha256 }) => sha256) };
  });
  const told = [...switches, ...(await gateAt(ctx, at))];
  // what passes the gate is what customers place: without a switch's records nothing is known of calls that came from elsewhere
  return { complete: switches.length > 0 && told.every(({ state }) => state === 'held'), sources: told };
};
