import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { approvalInForce } from './approval.ts';
import { mayHave, ramp } from './ramp.ts';
import { callerIdPolicy, limits, voiceAccountRow, whenBlind } from './record.ts';
import { accountView, viewOf } from './shown.ts';
import { writeLimits } from './store.ts';

export const openAccount = operation({
  http: 'POST /v1/voice-accounts',
  says: 'Open an account whose calls are carried: only on an approval of its onboarding case that is in force, and with limits',
  law: ['47 CFR 64.1200(n)(4)', '47 CFR 64.6305(a)(2)'],
  may: ['onboarding', 'network'],
  by: 'person',
  takes: z.strictObject({
    caseId: id,
    name: voiceAccountRow.shape.name.max(200),
    /** the customer of record whose account it is; null where CPNI is kept elsewhere */
    customerId: id.nullable().default(null),
    /** null: those of every new account, 1 call a second and 5 sessions */
    limits: limits.nullable().default(null),
    callerIdPolicy: callerIdPolicy.default('own-only'),
    whenBlind: whenBlind.default('pass-unsigned'),
    spc: voiceAccountRow.shape.spc.default(null),
  }),
  gives: accountView,
  async run(ctx: Ctx, { caseId, name, customerId, limits: wanted, ...rest }) {
    const approval = await approvalInForce(ctx, caseId);
    if (customerId !== null)
      found(
        await ctx.tx.selectFrom('customer').select('id').where('id', '=', customerId).executeTakeFirst(),
        'customer',
      );
    const given = wanted ?? ramp;
    mayHave(given, { tier: approval.tier, servedMs: 0, byOfficer: ctx.actor.roles.includes('officer') });
    const accountId = ctx.id();
    const limitsId = await writeLimits(ctx, accountId, given, 'opened');
    const opened = await ctx.tx
      .insertInto('voiceAccount')
      .values({
        id: accountId,
        name,
        customerId,
        caseId,
        approvalId: approval.id,
        approvalOutcome: 'approved',
        limitsId,
        ...rest,
        openedAt: ctx.at,
        endedAt: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    const row = opened ?? refuse('already-exists', "'name': an account of this name is open.", 'Give it another name.');
    await record(ctx, {
      kind: 'account.opened',
      subject: `voice-account:${accountId}`,
      happenedAt: ctx.at,
      // its name may be a person's
      facts: { case: caseId, approval: approval.id, tier: approval.tier, limits: given, customerId, ...rest },
    });
    return viewOf(ctx, row, ctx.at);
  },
});
