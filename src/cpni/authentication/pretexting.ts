import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import { localDate } from '../customers/dates.ts';
import { pretexting } from './limits.ts';
import { type Counted, lock } from './locks.ts';

const accountsTriedFrom = async (ctx: Ctx, origin: Counted): Promise<number> => {
  const rows = await ctx.tx
    .selectFrom('authenticationTry')
    .select('accountKey')
    .distinct()
    .where('originKey', '=', origin.key)
    .where('at', '>', ctx.at - pretexting.within)
    .where('outcome', '=', 'wrong')
    .execute();
  return rows.length;
};

/**
 * Looks whether one origin goes through accounts; then it is locked for a day and compliance looks into it, 64.2010(a): a task a day,
 * and the lock names the origin. Gives the lock's last instant (epoch ms), or null.
 */
export const watchOrigin = async (ctx: Ctx, origin: Counted): Promise<number | null> => {
  const accounts = await accountsTriedFrom(ctx, origin);
  if (accounts < pretexting.accounts) return null;
  const { id, untilAt } = await lock(ctx, origin, { reason: 'many-accounts', rest: pretexting.rest });
  await record(ctx, {
    kind: 'pretexting.suspected',
    subject: `authentication-lock:${id}`,
    happenedAt: ctx.at,
    facts: { accounts, withinHours: pretexting.within / 3_600_000 },
  });
  await openTask(ctx, {
    kind: 'pretexting-suspected',
    subject: `authentication-lock:${id}`,
    why: `Wrong secrets were tried for ${accounts} accounts from one origin within a day, and it is locked. Look whose number or address it is, tell the customers concerned if one was reached, and record the finding.`,
    role: 'compliance',
    dueAt: ctx.at + pretexting.rest,
    key: `${origin.key.toString('hex').slice(0, 32)}/${localDate(ctx.carrier.zone, ctx.at)}`,
  });
  return untilAt;
};
