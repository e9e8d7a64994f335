import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { approvalInForce } from './approval.ts';
import { beyond, mayHave } from './ramp.ts';
import { limits } from './record.ts';
import { servedSince } from './served.ts';
import { accountView, viewOf } from './shown.ts';
import { limitsAt, lockedAccount, writeLimits } from './store.ts';

export const setLimits = operation({
  http: 'PUT /v1/voice-accounts/{accountId}/limits',
  says: 'Set what an account may do at most, with the reason: at once where it is less, on its tier’s conditions where it is more',
  law: ['47 CFR 64.6305(a)(2)'],
  may: ['onboarding', 'network', 'officer'],
  by: 'person',
  takes: z.strictObject({ accountId: id, limits, reason: z.string().trim().min(1).max(1000) }),
  gives: accountView,
  async run(ctx: Ctx, { accountId, limits: wanted, reason }) {
    const account = await lockedAccount(ctx, accountId);
    if (account.endedAt !== null) refuse('wrong-state', 'Its contract has ended.', 'Open a new account.');
    const before = (await limitsAt(ctx, [accountId], ctx.at)).get(accountId);
    if (before === undefined) throw new Error(`account ${accountId} has no limits`);
    if (beyond(wanted, before)) {
      const { tier } = await approvalInForce(ctx, account.caseId);
      const servedMs = ctx.at - (await servedSince(ctx, account, 'Raise the limits when the hold has ended.'));
      mayHave(wanted, { tier, servedMs, byOfficer: ctx.actor.roles.includes('officer') });
    }
    await writeLimits(ctx, accountId, wanted, reason);
    const { callsPerSecond, burst, sessions, leaseSeconds } = before;
    await record(ctx, {
      kind: 'account.limits-set',
      subject: `voice-account:${accountId}`,
      happenedAt: ctx.at,
      facts: { before: { callsPerSecond, burst, sessions, leaseSeconds }, after: wanted, reason },
    });
    return viewOf(ctx, account, ctx.at);
  },
});
