import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { dossierOf } from './dossier.ts';
import { flagCode } from './flags.ts';
import { onboardingFlagAnswerRow } from './record.ts';
import { lockedCase } from './store.ts';

const { verdict, answer } = onboardingFlagAnswerRow.shape;

export const answerFlag = operation({
  http: 'POST /v1/onboarding/{caseId}/flags:answer',
  says: 'Answer one red flag of a case: acceptable and why, not so after all, or a reason to refuse; what changes later is asked anew',
  law: ['47 CFR 64.1200(n)(4)'],
  may: ['onboarding', 'compliance'],
  by: 'person',
  takes: z.strictObject({ caseId: id, flag: flagCode, verdict, answer }),
  gives: z.strictObject({ id, flag: flagCode, verdict }),
  async run(ctx: Ctx, { caseId, flag, ...said }) {
    const { flags } = await dossierOf(ctx, await lockedCase(ctx, caseId));
    const raised =
      flags.find((one) => one.flag === flag) ??
      refuse('wrong-state', `'flag': the case does not raise ${flag}.`, 'Show the case to see its red flags.');
    const { id: answeredBy, name: answererName } = personOf(ctx);
    const answerId = ctx.id();
    await ctx.tx
      .insertInto('onboardingFlagAnswer')
      .values({
        id: answerId,
        caseId,
        flag,
        grounds: raised.grounds,
        ...said,
        answeredBy,
        answererName,
        answeredAt: ctx.at,
      })
      .execute();
    await record(ctx, {
      kind: 'onboarding.flag-answered',
      subject: `onboarding:${caseId}`,
      happenedAt: ctx.at,
      facts: { answer: answerId, flag, points: raised.points, why: raised.why, verdict: said.verdict },
    });
    return { id: answerId, flag, verdict: said.verdict };
  },
});
