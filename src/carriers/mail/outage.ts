import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import { told } from '../promises/local-time.ts';
import { openTask } from '../tasks/open.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How long to leave a server alone that has been down so long (both ms): half as long again, one minute at least, thirty at most. */
export const pauseAfter = (down: number): number => {
  const pause = Math.min(30 * minute, Math.max(minute, Math.round(down / 2)));
  // a person is told after an hour, not later because of a long pause
  return down < hour ? Math.min(pause, hour - down) : pause;
};

/** Notes that the mail server has taken no message, and answers when to try again (epoch ms). After an hour a person is told. */
export const serverIsDown = async (ctx: Ctx): Promise<number> => {
  const { downSince } = await ctx.tx
    .updateTable('mailSetting')
    .set((eb) => ({ downSince: eb.fn.coalesce('downSince', eb.val(ctx.at)) }))
    .returning('downSince')
    .executeTakeFirstOrThrow();
  const since = downSince ?? ctx.at;
  if (since === ctx.at) await record(ctx, { kind: 'mail.down', subject: 'mail', happenedAt: ctx.at, facts: {} });
  if (ctx.at - since >= hour)
    await openTask(ctx, {
      kind: 'mail-server',
      subject: 'mail',
      why: `The mail server has taken no message since ${told(ctx, since)}; what waits goes out when it does.`,
      role: 'compliance',
      dueAt: null,
      key: 'mail',
    });
  return ctx.at + pauseAfter(ctx.at - since);
};

/** Notes that the mail server answers messages, and answers whether it did so before. */
export const serverAnswers = async (ctx: Ctx): Promise<'as before' | 'again'> => {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('mailSetting')
    .set({ downSince: null })
    .where('downSince', 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return 'as before';
  await record(ctx, { kind: 'mail.up', subject: 'mail', happenedAt: ctx.at, facts: {} });
  return 'again';
};
