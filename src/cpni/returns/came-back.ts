import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { DAY } from '../../kernel/time.ts';
import { local } from '../customers/dates.ts';
import { bounce } from '../notices/bounce.ts';
import { letterInstead } from '../sendings/message-of.ts';

export type CameBack = {
  readonly deliveryId: string;
  /** Epoch ms. */
  readonly at: number;
  readonly why: 'undeliverable-email' | 'returned-mail';
};

const next = {
  'undeliverable-email': 'The notice came back by e-mail: send it by mail; its wait starts anew with the letter.',
  'returned-mail': 'The letter came back: find a good address before the notice goes out again.',
} as const;

/** A notice came back for good: its silence counts no more, and somebody sends it in another form. The same twice is one. */
export const cameBack = async (ctx: Ctx, { deliveryId, at, why }: CameBack): Promise<'recorded' | 'known'> => {
  const { sentAt } = await ctx.tx
    .selectFrom('delivery')
    .select('sentAt')
    .where('id', '=', deliveryId)
    .executeTakeFirstOrThrow();
  // clocks of two servers differ: nothing comes back before it went out
  const returned = local(ctx.carrier.zone, Math.min(ctx.at, Math.max(at, sentAt)));
  const { outcome, customerId } = await bounce.run(ctx, { deliveryId, at: returned, why });
  if (outcome === 'recorded' && !(why === 'undeliverable-email' && (await letterInstead(ctx, deliveryId))))
    await openTask(ctx, {
      kind: why === 'returned-mail' ? 'address-wanted' : 'letter-wanted',
      subject: `customer:${customerId}`,
      why: next[why],
      role: 'marketing',
      dueAt: ctx.at + 7 * DAY,
      key: deliveryId,
    });
  return outcome;
};
