import { z } from 'zod';
import { settleTask } from '../../carriers/tasks/end.ts';
import { underSeal } from '../../carriers/under-seal.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { lacking } from '../../law/questions/instrument-opens.ts';
import { record, sealed } from '../../ledger/record.ts';
import { legalRequestAssessmentRow } from './record.ts';
import { demandLaw } from './roles.ts';
import { showing, shownRequest } from './shown.ts';
import { openRequest } from './store.ts';

const { finding, mayGive, why } = legalRequestAssessmentRow.shape;

export const assessLegalRequest = operation({
  http: 'POST /v1/legal-requests/{requestId}:assess',
  says: 'Say whether a demand binds, and which of the classes of CPNI it asks for it opens; a later assessment takes its place',
  law: demandLaw,
  may: ['counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({ requestId: id, finding, mayGive, why }),
  gives: shownRequest,
  async run(ctx: Ctx, { requestId, ...found }) {
    const request = await openRequest(ctx, requestId);
    if (found.finding !== 'valid' && found.mayGive.length > 0)
      refuse('invalid-input', `'mayGive': a demand that is ${found.finding} opens nothing.`, 'Leave mayGive empty.');
    const beyond = found.mayGive.find((one) => !request.classes.includes(one));
    if (beyond !== undefined)
      refuse(
        'invalid-input',
        `'mayGive': it does not ask for ${beyond}.`,
        `It asks for ${request.classes.join(', ')}.`,
      );
    for (const one of found.mayGive) {
      const lacks = lacking(request.kind, one);
      if (lacks !== null)
        refuse('invalid-input', `'mayGive': ${lacks}; this is a ${request.kind}.`, 'Leave it out and object to it.');
    }
    const by = { assessedBy: ctx.actor.id ?? '', assessorName: ctx.actor.name, assessedAt: ctx.at };
    await ctx.tx
      .insertInto('legalRequestAssessment')
      .values({ id: ctx.id(), requestId, ...found, ...by })
      .execute();
    await record(underSeal(ctx, request.secrecy), {
      kind: 'legal-request.assessed',
      subject: `legal-request:${requestId}`,
      happenedAt: ctx.at,
      facts: { finding: found.finding, mayGive: found.mayGive, why: sealed(request.salt, found.why) },
    });
    await settleTask(ctx, { kind: 'legal-request-assess', key: requestId, outcome: 'done', note: 'It was assessed.' });
    return showing(ctx, request);
  },
});
