import { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import { underSeal } from '../../carriers/under-seal.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import type { LegalRequest } from './record.ts';
import { legalRequestRow } from './record.ts';
import { demandLaw } from './roles.ts';
import { showing, shownRequest } from './shown.ts';
import { answersTo, openRequest } from './store.ts';

const outcome = legalRequestRow.shape.outcome.unwrap();
type Outcome = z.output<typeof outcome>;

const answerBehind: { readonly [o in Outcome]: 'given' | 'objected' | 'none-found' | null } = {
  complied: 'given',
  'complied-in-part': 'given',
  objected: 'objected',
  'none-found': 'none-found',
  // nobody wants anything any more
  withdrawn: null,
};

/** What was held for it stays held until a person ends that, too: an appeal may come. */
const askForTheHold = async (ctx: Ctx, { id: requestId, holdId }: LegalRequest): Promise<void> => {
  const hold = await ctx.tx
    .selectFrom('legalHold')
    .select('id')
    .where('id', '=', holdId)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  if (hold === undefined) return;
  await openTask(ctx, {
    kind: 'legal-request-hold',
    subject: `legal-request:${requestId}`,
    why: `The legal request is closed; hold ${holdId} still keeps records for it: end it, or say why it stays`,
    role: 'counsel',
    dueAt: null,
    key: requestId,
  });
};

export const closeLegalRequest = operation({
  http: 'POST /v1/legal-requests/{requestId}:close',
  says: 'Close a demand with its outcome, which an answer on record bears out; its hold stays until counsel ends it',
  law: demandLaw,
  may: ['compliance', 'counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({ requestId: id, outcome, closing: legalRequestRow.shape.closing.unwrap() }),
  gives: shownRequest,
  async run(asked: Ctx, { requestId, outcome: came, closing }) {
    const request = await openRequest(asked, requestId);
    const ctx = underSeal(asked, request.secrecy);
    const behind = answerBehind[came];
    const answers = await answersTo(ctx, [requestId]);
    if (behind !== null && !answers.some(({ kind }) => kind === behind))
      refuse('wrong-state', `'outcome': no answer of the kind ${behind} is on record.`, 'Record the answer first.');
    const closed = await ctx.tx
      .updateTable('legalRequest')
      .set({ closedAt: ctx.at, outcome: came, closing, closerName: ctx.actor.name })
      .where('id', '=', requestId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'legal-request.closed',
      subject: `legal-request:${requestId}`,
      happenedAt: ctx.at,
      facts: { outcome: came, closing: sealed(request.salt, closing) },
    });
    await askForTheHold(ctx, closed);
    return showing(ctx, closed);
  },
});
