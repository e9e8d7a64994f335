import type { Ctx } from '../../db/context.ts';
import { localDate } from '../customers/dates.ts';
import { raiseAlert } from '../pretexting/raise-alert.ts';
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

type Why = { readonly reason: 'wrong-tries' | 'many-accounts'; readonly rest: number };

/** Locks whom so many tries come from, and has compliance look into it, 64.2010(a): an alert a day. Gives the lock's last instant. */
export const suspect = async (ctx: Ctx, counted: Counted, { reason, rest }: Why): Promise<number> => {
  const { id, untilAt } = await lock(ctx, counted, { reason, rest });
  await raiseAlert(ctx, {
    noticed: `${whys[reason]} It is locked: look in the list of locks whose it is.`,
    task: {
      kind: 'pretexting-suspected',
      subject: `authentication-lock:${id}`,
      dueAt: ctx.at + pretexting.rest,
      key: `${counted.key.toString('hex').slice(0, 32)}/${localDate(ctx.carrier.zone, ctx.at)}`,
    },
  });
  return untilAt;
};

const whys = {
  'many-accounts': 'Secrets or codes of many accounts were tried from one origin within a day.',
  'wrong-tries': 'Through one person or machine of ours very many wrong tries were made within an hour.',
} as const;

/** Looks whether wrong secrets of many accounts came from one origin within a day; then it is suspected, and true. */
export const watchOrigin = async (ctx: Ctx, origin: Counted): Promise<boolean> => {
  if ((await accountsTriedFrom(ctx, origin)) < pretexting.accounts) return false;
  await suspect(ctx, origin, { reason: 'many-accounts', rest: pretexting.rest });
  return true;
};
