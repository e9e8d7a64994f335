import { z } from 'zod';
import { pastInstant, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { record } from '../../ledger/record.ts';
import { onboardingCallRow } from './record.ts';
import { lockedCase } from './store.ts';

const { spokeWith, notes } = onboardingCallRow.shape;

export const recordCall = operation({
  http: 'POST /v1/onboarding/{caseId}/calls',
  says: 'Record the call in which a person of ours spoke with the applicant: with whom, when and what was said',
  law: ['47 CFR 64.1200(n)(4)'],
  may: ['onboarding'],
  by: 'person',
  takes: z.strictObject({ caseId: id, calledAt: when, spokeWith, notes }),
  gives: z.strictObject({ id, called: when, caller: z.string() }),
  async run(ctx: Ctx, { caseId, calledAt, ...call }) {
    await lockedCase(ctx, caseId);
    const at = pastInstant(ctx, 'calledAt', calledAt);
    const { id: callerId, name: callerName } = personOf(ctx);
    const callId = ctx.id();
    await ctx.tx
      .insertInto('onboardingCall')
      .values({ id: callId, caseId, calledAt: at, ...call, callerId, callerName, recordedAt: ctx.at })
      .execute();
    const facts = { call: callId };
    await record(ctx, { kind: 'onboarding.called', subject: `onboarding:${caseId}`, happenedAt: at, facts });
    return { id: callId, called: told(ctx, at), caller: callerName };
  },
});
