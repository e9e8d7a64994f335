import type { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import { localDate } from '../customers/dates.ts';
import type { accountChangeRow } from '../customers/record.ts';
import type { AccountNotice } from './record.ts';
import { type Held, type Target, targetsOf } from './target.ts';

export type Change = z.output<typeof accountChangeRow>;

/** A change by its id. */
export const changeOf = (ctx: Ctx, changeId: string) =>
  ctx.tx.selectFrom('accountChange').selectAll().where('id', '=', changeId).executeTakeFirst();

export const noticesOf = (ctx: Ctx, changeId: string): Promise<AccountNotice[]> =>
  ctx.tx.selectFrom('accountNotice').selectAll().where('changeId', '=', changeId).orderBy('try').execute();

const heldOf = async (ctx: Ctx, { customerId, changedOn }: Change): Promise<readonly Held[]> => {
  const { zone } = ctx.carrier;
  const dated = (at: number | null): string | null => (at === null ? null : localDate(zone, at));
  const services = await ctx.tx
    .selectFrom('customerService')
    .select(['id', 'fromAt', 'untilAt'])
    .where('customerId', '=', customerId)
    .where('provider', 'is', null)
    .where('number', 'is not', null)
    .execute();
  const contacts = await ctx.tx
    .selectFrom('customerContact')
    .select(['id', 'kind', 'linkedDay', 'untilAt'])
    .where('customerId', '=', customerId)
    .execute();
  const came = await ctx.tx
    .selectFrom('accountChange')
    .select('subject')
    .where('customerId', '=', customerId)
    .where('changedOn', '=', changedOn)
    .where('how', '=', 'created')
    .execute();
  const fresh = new Set(came.map(({ subject }) => subject));
  return [
    ...services.map(({ id, fromAt, untilAt }) => ({
      kind: 'number' as const,
      id,
      since: localDate(zone, fromAt),
      until: dated(untilAt),
      cameThatDay: false,
    })),
    ...contacts.flatMap(({ id, kind, linkedDay, untilAt }) =>
      kind === 'phone'
        ? []
        : [{ kind, id, since: linkedDay, until: dated(untilAt), cameThatDay: fresh.has(`contact:${id}`) }],
    ),
  ];
};

/** The ways to tell of a change that were not tried yet, the best first. */
export const waysLeft = async (ctx: Ctx, change: Change): Promise<readonly Target[]> => {
  const tried = new Set((await noticesOf(ctx, change.id)).map(({ serviceId, contactId }) => serviceId ?? contactId));
  return targetsOf(await heldOf(ctx, change), change.changedOn).filter(
    ({ serviceId, contactId }) => !tried.has(serviceId ?? contactId),
  );
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
