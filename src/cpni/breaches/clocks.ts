import type { z } from 'zod';
import { promisedConcepts } from '../../carriers/promises/in-force.ts';
import { dateAt, dayNumber, easternDay, startOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { dateOfDay } from '../../kernel/time.ts';
import type { Closures } from '../../law/calendar.ts';
import { clock } from '../../law/clocks/clocks.ts';
import type { agencyDirectionRow, breachRow } from './record.ts';

export type Breach = z.output<typeof breachRow>;
export type Direction = z.output<typeof agencyDirectionRow>;

/** The directions of a breach in the order they were recorded: the last one stands. */
export const directionsOf = (ctx: Ctx, breachId: string): Promise<Direction[]> =>
  ctx.tx
    .selectFrom('agencyDirection')
    .selectAll()
    .where('breachId', '=', breachId)
    .orderBy('recordedAt')
    .orderBy('id')
    .execute();

/** Last day of the delay that agencies direct; a release ends it. Null: none was directed. */
export const delayUntil = (directions: readonly Direction[]): number | null => {
  const last = directions[directions.length - 1];
  return last === undefined ? null : dayNumber(last.untilDay);
};

/** When the report to law enforcement is due, by rule and by the carrier's own promise of seven days; null before determination. */
export const reportClock = async (ctx: Ctx, breach: Breach, closures: Closures) => {
  if (breach.determinedOn === null || breach.intentional === 'no') return null;
  const promised = await promisedConcepts(ctx, ctx.at);
  const promise = promised.includes('P47') ? { calendarDays: 7 } : null;
  const answer = clock('breach-report', { determined: dayNumber(breach.determinedOn), promise, closures });
  const { promisedDue: promisedDay } = answer;
  return { ...answer, promisedDay, promisedDue: promisedDay === null ? null : dateOfDay(promisedDay) };
};

/** The first day on which customers may be told; null before the report, or where the rule sets no hold. */
export const customerClock = (breach: Breach, directions: readonly Direction[], closures: Closures) => {
  if (breach.reportedAt === null || breach.intentional === 'no') return null;
  const reported = easternDay(breach.reportedAt);
  return clock('breach-customer-notice', { reported, agencyDelayUntil: delayUntil(directions), closures });
};

/** Whether an instant lies on or after a day both in Eastern time and at the carrier: the hold is over for both. */
export const reached = (ctx: Ctx, at: number, day: number): boolean =>
  easternDay(at) >= day && at >= startOf(ctx, dateOfDay(day)) && dateAt(ctx, at) >= dateOfDay(day);
