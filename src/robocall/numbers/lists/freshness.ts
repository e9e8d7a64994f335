import { dateAt, dayNumber, startOf } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { dateOfDay } from '../../../kernel/time.ts';
import type { ListRow } from './write.ts';

/**
 * Days for which a version counts as current. 64.1200(o) says "current" and names no number: a month, as its files are published
 * and as a copy of the do-not-call registry may be old. Of unused numbers only the stock is a list; what is unused of it is known
 * at every moment.
 */
export const daysFresh: Readonly<Record<ListRow['kind'], number>> = {
  'do-not-originate': 31,
  unallocated: 31,
  held: 31,
  invalid: 366,
  emergency: 366,
};

/** The lists without which a do-not-originate list is not reasonable; impossible numbers are known by their shape. */
export const needed = ['do-not-originate', 'unallocated', 'held'] as const;

/** First day of the rule, DNO-2025. */
export const ruleFrom = '2025-12-15';

/** The last day (number) on which a version counts as current. */
export const freshThrough = ({ kind, versionOn }: Pick<ListRow, 'kind' | 'versionOn'>): number =>
  dayNumber(versionOn) + daysFresh[kind];

/** From when the carrier owes lists (epoch ms): it has carried calls of accounts since, and the rule is in force; null: it owes none. */
export const owedFrom = async (ctx: Ctx): Promise<number | null> => {
  const { first } = await ctx.tx
    .selectFrom('voiceAccount')
    .select(({ fn }) => fn.min<number | null>('openedAt').as('first'))
    .executeTakeFirstOrThrow();
  if (first === null) return null;
  return Math.max(first, startOf(ctx, ruleFrom));
};

/** The instant (epoch ms) from which a version is no longer current. */
export const staleAt = (ctx: Ctx, version: Pick<ListRow, 'kind' | 'versionOn'>): number =>
  startOf(ctx, dateOfDay(freshThrough(version) + 1));

/** Today's day number at the carrier. */
export const todayOf = (ctx: Ctx): number => dayNumber(dateAt(ctx, ctx.at));
