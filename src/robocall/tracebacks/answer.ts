import { z } from 'zod';
import { dateAt, monthsAfter, startOf } from '../../carriers/promises/local-time.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { promised, tracebackLaw } from './clock.ts';
import { personOf, tracebackOf } from './store.ts';

export const approveTraceback = operation({
  http: 'POST /v1/tracebacks/{tracebackId}:approve',
  says: 'Approve an answer that names a customer, as another person than the one who prepared it',
  law: tracebackLaw,
  may: ['network', 'compliance', 'counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({ tracebackId: id }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { tracebackId }) {
    const { state, preparedBy } = await tracebackOf(ctx, tracebackId);
    if (state !== 'prepared') refuse('wrong-state', 'No answer waits for approval.', 'Show the request.');
    const approvedBy = personOf(ctx);
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

/** From how many tracebacks of one upstream in twelve months on it is looked at. */
const repeated = 3;

/** How many answers of the last twelve months named this upstream; from the third on somebody reviews it. */
const countUpstream = async (ctx: Ctx, upstream: string, tracebackId: string): Promise<number> => {
  const since = startOf(ctx, monthsAfter(dateAt(ctx, ctx.at), -12));
  const rows = await ctx.tx
    .selectFrom('traceback')
    .select('upstream')
    .where('upstream', 'is not', null)
    .where('answeredAt', '>=', since)
    .execute();
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const times = rows.filter((row) => plain(row.upstream ?? '') === plain(upstream)).length;
  if (times >= repeated)
    await openTask(ctx, {
      kind: 'know-your-upstream',
      subject: `traceback:${tracebackId}`,
      why: `${times} tracebacks in twelve months led to one upstream provider: review what you know of it and whether you go on taking its calls`,
      role: 'compliance',
      dueAt: null,
      key: plain(upstream),
    });
  return times;
};

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
    await ctx.tx
      .updateTable('traceback')
      .set({ state: 'answered', answeredAt: ctx.at, answeredHow: how, answeredReference: reference })
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
        cpni: row.outcome === 'matched' ? ['call-detail'] : [],
      },
    });
    const times = row.upstream === null ? null : await countUpstream(ctx, row.upstream, tracebackId);
    return { id: tracebackId, inTime, fromThisUpstream: times };
  },
});
