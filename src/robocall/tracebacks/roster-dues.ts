import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { rosterLaw } from './clock.ts';

/** How long ahead a roster must reach. */
const daysAhead = 7;

/** Until when a place is held without a break from now on (epoch ms). */
const heldUntil = async (ctx: Ctx, place: 'first' | 'backup'): Promise<number> => {
  const turns = await ctx.tx
    .selectFrom('onCallTurn')
    .select(['fromAt', 'untilAt'])
    .where('place', '=', place)
    .where('untilAt', '>', ctx.at)
    .orderBy('fromAt')
    .execute();
  let until = ctx.at;
  for (const turn of turns) if (turn.fromAt <= until) until = Math.max(until, turn.untilAt);
  return until;
};

/** A roster that ends within a week. A carrier that never put anybody on call has none. */
export const rosterDues: DueSource = async (ctx) => {
  const any = await ctx.tx.selectFrom('onCallTurn').select('id').limit(1).executeTakeFirst();
  if (any === undefined) return [];
  const found: Due[] = [];
  for (const place of ['first', 'backup'] as const) {
    const day = dayNumber(dateAt(ctx, await heldUntil(ctx, place)));
    if (day > dayNumber(dateAt(ctx, ctx.at)) + daysAhead) continue;
    const as = place === 'first' ? 'first' : 'the backup';
    found.push({
      key: `on-call:${place}`,
      what: `Put somebody on call as ${as} for traceback requests`,
      subject: `on-call:${place}`,
      cite: rosterLaw[0],
      bound: 'by',
      day,
      promisedDay: null,
      steps: [{ day, counted: true, why: `on ${dateOfDay(day)} the last turn of whoever is ${as} ends` }],
      roles: ['network', 'compliance'],
    });
  }
  return found;
};
