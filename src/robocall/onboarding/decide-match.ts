import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { lockedCase } from './store.ts';

const verdict = z.enum(['same', 'other']);

export const decideMatch = operation({
  http: 'POST /v1/onboarding/{caseId}/matches/{matchId}:decide',
  says: 'Say whether a name on the sanctions list is the applicant, and by what you know it; no program decides that',
  law: ['47 CFR 64.1200(n)(4)'],
  may: ['onboarding', 'compliance'],
  by: 'person',
  takes: z.strictObject({ caseId: id, matchId: id, verdict, reason: z.string().trim().min(1).max(2000) }),
  gives: z.strictObject({ id, verdict }),
  async run(ctx: Ctx, { caseId, matchId, verdict: said, reason }) {
    await lockedCase(ctx, caseId);
    const match = found(
      await ctx.tx
        .selectFrom('onboardingMatch')
        .selectAll()
        .where('id', '=', matchId)
        .where('caseId', '=', caseId)
        .executeTakeFirst(),
      'match',
    );
    if (match.verdict !== null)
      refuse('wrong-state', 'It was decided already.', 'Screen the case again if more is known now.');
    const { id: decidedBy, name: deciderName } = personOf(ctx);
    await ctx.tx
      .updateTable('onboardingMatch')
      .set({ verdict: said, reason, decidedBy, deciderName, decidedAt: ctx.at })
      .where('id', '=', matchId)
      .execute();
    await record(ctx, {
      kind: 'onboarding.match-decided',
      subject: `onboarding:${caseId}`,
      happenedAt: ctx.at,
      facts: { match: matchId, entry: match.entryKey, likeness: match.likeness, verdict: said },
    });
    return { id: matchId, verdict: said };
  },
});
