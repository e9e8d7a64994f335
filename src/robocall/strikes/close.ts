import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { DAY } from '../../kernel/time.ts';
import {
  act,
  type Case,
  caseOf,
  type Done,
  mustBeOrdered,
  noCalls,
  signature,
  strikeAnswer,
  strikeLaw,
  told,
} from './act.ts';
import { type Detail, unsigned } from './write.ts';

/** How long (ms) an officer may think about an exception, with service suspended, before an order is carried out by itself. */
const thinking = 7 * DAY;

const close = (ctx: Ctx, opened: Case, signed: Pick<Detail, 'signedBy' | 'signerName' | 'reason'>): Promise<Done> => {
  const event = { kind: 'closed', at: ctx.at } as const;
  return act(ctx, opened, { event, detail: { ...unsigned, ...signed }, calls: noCalls }, ['close']);
};

/** Termination orders of accounts that are open, of all or of one, with the instant at which each is carried out by itself. */
export const ordersOf = async (ctx: Ctx, which: 'all' | { readonly accountId: string }) => {
  let query = ctx.tx
    .selectFrom('accountHold')
    .innerJoin('strikeFinding', 'strikeFinding.id', 'accountHold.sourceId')
    .innerJoin('voiceAccount', 'voiceAccount.id', 'accountHold.accountId')
    .select(['strikeFinding.id', 'fromAt'])
    .where('accountHold.source', '=', 'strikes')
    .where('kind', '=', 'suspended')
    .where('accountHold.endedAt', 'is', null)
    .where('voiceAccount.endedAt', 'is', null)
    .orderBy('accountHold.accountId')
    .limit(1000);
  if (which !== 'all') query = query.where('accountHold.accountId', '=', which.accountId);
  const rows = await query.execute();
  return rows.map(({ fromAt, ...row }) => ({ ...row, orderedAt: fromAt, closesAt: fromAt + thinking }));
};

/** Carries out the orders against which no officer signed within seven days. Returns how many. */
export const closeOverdue = async (ctx: Ctx): Promise<number> => {
  let closed = 0;
  const overdue = (await ordersOf(ctx, 'all')).filter(({ closesAt }) => closesAt <= ctx.at);
  for (const { id: findingId } of overdue.slice(0, 100)) {
    const opened = await caseOf(ctx, findingId);
    const reason = 'Seven days passed since termination was ordered, and no officer signed an exception.';
    await close(ctx, opened, { signedBy: null, signerName: ctx.actor.name, reason });
    closed += 1;
  }
  return closed;
};

export const closeAccount = operation({
  http: 'POST /v1/strikes/{findingId}:close',
  says: 'Carry out the termination that was ordered, for good; by itself that happens seven days after the order',
  law: strikeLaw,
  may: ['compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({ findingId: id, reason: z.string().trim().min(1).max(2000) }),
  gives: strikeAnswer,
  async run(ctx: Ctx, { findingId, reason }) {
    const opened = await caseOf(ctx, findingId);
    mustBeOrdered(opened);
    return told(opened.finding, await close(ctx, opened, signature(ctx, reason)));
  },
});
