import type { Ctx } from '../../db/context.ts';
import { dateAt } from '../promises/local-time.ts';
import type { CpniStanding, Programme } from './lapse.ts';

const usual: Programme = { months: 12, startDays: 14, graceDays: 14 };

/** The intervals that stand; a year and twice fourteen days where the carrier set none. */
export const programmeOf = async (ctx: Ctx): Promise<Programme> =>
  (await ctx.tx
    .selectFrom('personnelSetting')
    .select(['months', 'startDays', 'graceDays'])
    .orderBy('setAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? usual;

type Held = { readonly personId: string; readonly fromAt: number; readonly untilAt: number | null };

/** Since when somebody is here without a break: a change of roles ends one membership and begins the next at once. */
const joinedAt = (held: readonly Held[]): number | null => {
  const [last, ...earlier] = [...held].sort((a, b) => b.fromAt - a.fromAt);
  if (last === undefined || last.untilAt !== null) return null;
  return earlier.reduce((since, one) => (one.untilAt === since ? one.fromAt : since), last.fromAt);
};

type Manual = { readonly id: string; readonly title: string; readonly publishedAt: number };

/** Publication of the oldest version, newer than the one last read, of any manual; versions come in their order. */
const unreadAt = (manuals: readonly Manual[], read: ReadonlySet<string>): number | null => {
  const unread = new Map<string, number>();
  for (const { id, title, publishedAt } of manuals) {
    if (read.has(id)) unread.delete(title);
    else if (!unread.has(title)) unread.set(title, publishedAt);
  }
  return unread.size === 0 ? null : Math.min(...unread.values());
};

const grouped = <T extends { readonly personId: string }>(rows: readonly T[]): ReadonlyMap<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.personId, [...(groups.get(row.personId) ?? []), row]);
  return groups;
};

const trainings = (ctx: Ctx, persons: readonly string[]) =>
  ctx.tx
    .selectFrom('completion')
    .select('personId')
    .select((eb) => eb.fn.max('completedOn').as('last'))
    .where('passed', '=', true)
    .where('personId', 'in', persons)
    .groupBy('personId')
    .execute();

const courseSince = async (ctx: Ctx): Promise<string | null> => {
  const first = await ctx.tx
    .selectFrom('course')
    .select('publishedAt')
    .orderBy('publishedAt')
    .limit(1)
    .executeTakeFirst();
  return first === undefined ? null : dateAt(ctx, first.publishedAt);
};

/** What is on record of persons who have a role here now. Whoever has none is not in the answer. */
export const standingsOf = async (ctx: Ctx, persons: readonly string[]): Promise<ReadonlyMap<string, CpniStanding>> => {
  const standings = new Map<string, CpniStanding>();
  if (persons.length === 0) return standings;
  const programme = await programmeOf(ctx);
  const since = await courseSince(ctx);
  const manuals = await ctx.tx
    .selectFrom('manual')
    .select(['id', 'title', 'publishedAt'])
    .orderBy('publishedAt')
    .execute();
  const held = await ctx.tx
    .selectFrom('membership')
    .select(['personId', 'fromAt', 'untilAt'])
    .where('personId', 'in', persons)
    .execute();
  const read = grouped(
    await ctx.tx
      .selectFrom('acknowledgment')
      .select(['personId', 'manualId'])
      .where('personId', 'in', persons)
      .execute(),
  );
  const trained = new Map((await trainings(ctx, persons)).map(({ personId, last }) => [personId, last]));
  for (const [personId, rows] of grouped(held)) {
    const joined = joinedAt(rows);
    if (joined === null) continue;
    const unread = unreadAt(manuals, new Set((read.get(personId) ?? []).map(({ manualId }) => manualId)));
    standings.set(personId, {
      ...programme,
      joinedOn: dateAt(ctx, joined),
      courseSince: since,
      trainedOn: trained.get(personId) ?? null,
      unreadSince: unread === null ? null : dateAt(ctx, unread),
    });
  }
  return standings;
};
