import type { Ctx } from '../../db/context.ts';
import { record, sealed } from '../../ledger/record.ts';
import type { Investigation } from './record.ts';
import { accountIn } from './store.ts';

/** A number as the gate compares it: the digits behind the plus sign. */
const digits = (number: string): number => Number(number.slice(1));

/** Refuses the calls of the account that is looked into which show one of these numbers (E.164 with `+`); the gate learns of it by itself. */
export const blockNumbers = async (ctx: Ctx, row: Investigation, numbers: readonly string[]): Promise<void> => {
  const accountId = accountIn(row);
  const of = { accountId, investigationId: row.id, fromAt: ctx.at, placedBy: ctx.actor.name };
  const until = { endedAt: null, endedBy: null };
  const wanted = [...new Set(numbers)].map((number) => ({ id: ctx.id(), number: digits(number), ...of, ...until }));
  await ctx.tx
    .insertInto('blockedNumber')
    .values(wanted)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await record(ctx, {
    kind: 'account.numbers-blocked',
    subject: `voice-account:${accountId}`,
    happenedAt: ctx.at,
    facts: { numbers: wanted.length, numbersHash: sealed(row.salt, numbers.toSorted().join(' ')) },
  });
};

/** Ends what an investigation blocked. Returns how many numbers that were. */
export const unblockNumbers = async (ctx: Ctx, { id, accountId }: Investigation): Promise<number> => {
  const ended = await ctx.tx
    .updateTable('blockedNumber')
    .set({ endedAt: ctx.at, endedBy: ctx.actor.name })
    .where('investigationId', '=', id)
    .where('endedAt', 'is', null)
    .returning('id')
    .execute();
  if (ended.length === 0) return 0;
  await record(ctx, {
    kind: 'account.numbers-unblocked',
    subject: `voice-account:${accountId ?? ''}`,
    happenedAt: ctx.at,
    facts: { numbers: ended.length },
  });
  return ended.length;
};
