import type { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import type { accountChangeRow } from '../customers/record.ts';
import { heldOf } from './held.ts';
import type { AccountNotice } from './record.ts';
import { type Target, targetsOf } from './target.ts';

export type Change = z.output<typeof accountChangeRow>;

/** A change by its id. */
export const changeOf = (ctx: Ctx, changeId: string) =>
  ctx.tx.selectFrom('accountChange').selectAll().where('id', '=', changeId).executeTakeFirst();

export const noticesOf = (ctx: Ctx, changeId: string): Promise<AccountNotice[]> =>
  ctx.tx.selectFrom('accountNotice').selectAll().where('changeId', '=', changeId).orderBy('try').execute();

/** The ways to tell of a change that were not tried yet, the best first. */
export const waysLeft = async (ctx: Ctx, change: Change): Promise<readonly Target[]> => {
  const named = ({ way, serviceId, contactId }: Pick<Target, 'way' | 'serviceId' | 'contactId'>) =>
    `${way} ${serviceId ?? contactId}`;
  const tried = new Set((await noticesOf(ctx, change.id)).map(named));
  return targetsOf(await heldOf(ctx, change), change.changedOn).filter((target) => !tried.has(named(target)));
};

/** Writes down where a change is about to be told. */
export const addNotice = async (ctx: Ctx, change: Change, target: Target): Promise<AccountNotice> => {
  const before = await noticesOf(ctx, change.id);
  const notice = await ctx.tx
    .insertInto('accountNotice')
    .values({
      id: ctx.id(),
      changeId: change.id,
      try: before.length + 1,
      ...target,
      changedOn: change.changedOn,
      state: target.way === 'mail' ? 'letter' : 'trying',
      reference: null,
      madeAt: ctx.at,
      sentAt: null,
      tokenHash: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (notice.state === 'letter') await recordNotice(ctx, change, notice);
  return notice;
};

/** The evidence of what became of a notice: which change, which way, never where to. */
export const recordNotice = (ctx: Ctx, change: Change, { id, way, state }: AccountNotice) =>
  record(ctx, {
    kind: `account-notice.${state}`,
    subject: `customer:${change.customerId}`,
    happenedAt: ctx.at,
    facts: { notice: id, change: change.id, what: change.what, way, state },
  });

/** Nothing was held long enough before the change: a person finds out how to reach the customer. */
export const nowhereToTell = (ctx: Ctx, change: Change): Promise<string> =>
  openTask(ctx, {
    kind: 'account-notice-nowhere',
    subject: `customer:${change.customerId}`,
    why: 'An account was changed, and no number or address of record held before the change can be reached: tell the customer in person and note how.',
    role: 'compliance',
    dueAt: ctx.at,
    key: change.id,
  });
