import { z } from 'zod';
import { settleTask } from '../../carriers/tasks/end.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { takeUp } from '../investigations/take-up.ts';
import { promised, tracebackLaw } from './clock.ts';
import { logDisclosure } from './disclose.ts';
import { proofsOf } from './proof.ts';
import { type AnswerSheet, sheetOf } from './sheet.ts';
import { tracebackOf } from './store.ts';
import { countUpstream } from './upstreams.ts';

export const approveTraceback = operation({
  http: 'POST /v1/tracebacks/{tracebackId}:approve',
  says: 'Approve an answer that names a customer, as another person than the one who prepared it',
  law: tracebackLaw,
  may: ['network', 'compliance', 'counsel', 'officer'],
  by: 'person-fresh',
  takes: z.strictObject({ tracebackId: id }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { tracebackId }) {
    const { state, preparedBy } = await tracebackOf(ctx, tracebackId);
    if (state !== 'prepared') refuse('wrong-state', 'No answer waits for approval.', 'Show the request.');
    const approvedBy = personOf(ctx).id;
    if (approvedBy === preparedBy)
      refuse('same-person', 'Who prepared the answer does not approve it.', 'Ask a colleague to look at it.');
    await ctx.tx
      .updateTable('traceback')
      .set({ approvedBy, approvedAt: ctx.at })
      .where('id', '=', tracebackId)
      .execute();
    await record(ctx, {
      kind: 'traceback.approved',
      subject: `traceback:${tracebackId}`,
      happenedAt: ctx.at,
      facts: {},
    });
    return { id: tracebackId };
  },
});

/** Puts what leaves with an answer into the log of disclosures: a call that is not ours is none. */
const disclosed = (ctx: Ctx, { accountId }: { readonly accountId: string | null }, sheet: AnswerSheet) =>
  sheet.found === null
    ? null
    : logDisclosure(ctx, {
        ...{ toName: sheet.requester.name, to: sheet.requester.kind, reference: sheet.request.reference, accountId },
        reason: 'Answer to a traceback request, 47 CFR 64.1200(n)(1)',
      });

export const answerTraceback = operation({
  http: 'POST /v1/tracebacks/{tracebackId}:answer',
  says: 'Record that the prepared answer was given: in the requester’s portal or by mail, with its reference; this is the disclosure of call records',
  law: [...tracebackLaw, '47 U.S.C. 222(d)(2)', '47 CFR 64.2009(c)'],
  may: ['network', 'compliance'],
  by: 'person',
  takes: z.strictObject({
    tracebackId: id,
    how: z.enum(['portal', 'mail']),
    reference: z.string().trim().min(1).max(500),
  }),
  gives: z.strictObject({ id, inTime: z.enum(['yes', 'late']), fromThisUpstream: z.int().nullable() }),
  async run(ctx: Ctx, { tracebackId, how, reference }) {
    const row = await tracebackOf(ctx, tracebackId);
    if (row.state !== 'prepared')
      refuse('wrong-state', 'No answer is prepared.', 'Prepare it first, or show the request.');
    if (row.accountId !== null && row.approvedBy === null)
      refuse(
        'wrong-state',
        'It names a customer, and no second person has approved it.',
        'Ask a colleague to approve it.',
      );
    const sheet = sheetOf(row);
    const disclosureId = await disclosed(ctx, row, sheet);
    await ctx.tx
      .updateTable('traceback')
      .set({ disclosureId, state: 'answered', answeredAt: ctx.at, answeredHow: how, answeredReference: reference })
      .where('id', '=', tracebackId)
      .execute();
    const inTime: 'yes' | 'late' = ctx.at <= row.receivedAt + promised ? 'yes' : 'late';
    await record(ctx, {
      kind: 'traceback.answered',
      subject: `traceback:${tracebackId}`,
      happenedAt: ctx.at,
      facts: {
        how,
        inTime,
        to: row.requesterId,
        outcome: row.outcome,
        disclosure: disclosureId,
        proofs: (await proofsOf(ctx, tracebackId)).map(({ hash }) => hash),
      },
    });
    // whose calls these are stands fixed from here on; what we only passed on is its upstream's to look into
    if (row.role === 'originating')
      await takeUp(ctx, {
        ...{ trigger: 'traceback', reference: `traceback:${tracebackId}`, accountId: row.accountId },
        ...{ why: 'A call of it was traced', secrecy: 'none' },
      });
    await settleTask(ctx, { kind: 'traceback', key: tracebackId, outcome: 'done', note: 'It is answered' });
    const upstream = sheet.found?.upstream ?? null;
    const times = upstream === null ? null : await countUpstream(ctx, upstream, tracebackId);
    return { id: tracebackId, inTime, fromThisUpstream: times };
  },
});
