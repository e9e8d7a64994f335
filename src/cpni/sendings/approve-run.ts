import { z } from 'zod';
import { faultOfMail, mailSettings } from '../../carriers/mail/settings.ts';
import { settleTask } from '../../carriers/tasks/end.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found, Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { demandNoHold } from './breach-hold.ts';
import { sendingRunRow } from './record.ts';
import { approvalTask, dropRest, heldRun, lanes, wantBatch } from './runs.ts';
import { demandSameWording } from './wording.ts';

const demandMailDomains = async (ctx: Ctx): Promise<void> => {
  const detail = faultOfMail(await mailSettings(ctx));
  if (detail === null) return;
  throw new Problem('wrong-state', {
    detail,
    fix: 'Publish the records; they are looked up again within the hour, or when the settings are entered again.',
    cite: '47 CFR 64.2008(d)(3)',
  });
};

export const approveRun = operation({
  http: 'POST /v1/sendings/{runId}:approve',
  says: 'Approve a prepared sending as another person than who prepared it; from then on it goes out',
  law: ['47 CFR 64.2009(d)'],
  may: ['supervisor'],
  by: 'person-fresh',
  takes: z.strictObject({ runId: id }),
  gives: sendingRunRow.pick({ id: true, state: true }),
  async run(ctx: Ctx, { runId }) {
    const run = await heldRun(ctx, runId);
    if (run.state === 'preparing')
      refuse('wrong-state', 'It is still being prepared.', 'Wait until GET /v1/sendings/{runId} says it is prepared.');
    if (run.state !== 'prepared') refuse('wrong-state', `It is ${run.state}.`, 'Prepare another sending.');
    if (run.preparedBy === ctx.actor.id)
      refuse('same-person', 'Who prepared a sending does not approve it.', 'Ask another supervisor.');
    await demandSameWording(ctx, run);
    await demandMailDomains(ctx);
    await demandNoHold(ctx, run);
    await ctx.tx
      .updateTable('sendingRun')
      .set({ state: 'approved', approvedBy: ctx.actor.id, approverName: ctx.actor.name, approvedAt: ctx.at })
      .where('id', '=', runId)
      .execute();
    await record(ctx, { kind: 'sending.approved', subject: `sending:${runId}`, happenedAt: ctx.at, facts: {} });
    const note = 'The sending was approved.';
    await settleTask(ctx, { kind: approvalTask, key: runId, outcome: 'done', note });
    for (let lane = 0; lane < lanes; lane += 1) await wantBatch(ctx, runId, lane, ctx.at);
    return { id: runId, state: 'approved' as const };
  },
});

export const stopRun = operation({
  http: 'POST /v1/sendings/{runId}:stop',
  says: 'Stop a sending: what has not gone out does not go out',
  law: ['47 CFR 64.2009(d)'],
  may: ['supervisor', 'compliance', 'marketing'],
  by: 'person',
  takes: z.strictObject({ runId: id, why: z.string().min(1) }),
  gives: sendingRunRow.pick({ id: true, state: true }),
  async run(ctx: Ctx, { runId, why }) {
    const run = await heldRun(ctx, runId);
    if (run.state === 'stopped') refuse('wrong-state', 'It is stopped.', 'Prepare another sending.');
    await ctx.tx.updateTable('sendingRun').set({ state: 'stopped', why }).where('id', '=', runId).execute();
    await dropRest(ctx, runId);
    await record(ctx, { kind: 'sending.stopped', subject: `sending:${runId}`, happenedAt: ctx.at, facts: { why } });
    const note = 'The sending was stopped; those whose notice ends are prepared again.';
    await settleTask(ctx, { kind: approvalTask, key: runId, outcome: 'not-needed', note });
    return { id: runId, state: 'stopped' as const };
  },
});

export const showRun = operation({
  http: 'GET /v1/sendings/{runId}',
  says: 'How far a sending is: how many wait, went out, become letters, and why',
  law: ['47 CFR 64.2008(a)(2)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ runId: id }),
  gives: sendingRunRow
    .pick({ id: true, state: true, groupId: true, why: true, approverName: true, customers: true })
    .extend({ messages: z.record(z.string(), z.int()), letters: z.record(z.string(), z.int()) }),
  async run(ctx: Ctx, { runId }) {
    const run = found(
      await ctx.tx.selectFrom('sendingRun').selectAll().where('id', '=', runId).executeTakeFirst(),
      'sending',
    );
    const counts = await ctx.tx
      .selectFrom('message')
      .select(['state', 'why'])
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('runId', '=', runId)
      .groupBy(['state', 'why'])
      .execute();
    const sum = (of: 'state' | 'why', rows: typeof counts): Record<string, number> => {
      const sums: Record<string, number> = {};
      for (const row of rows) sums[row[of] ?? 'no reason'] = (sums[row[of] ?? 'no reason'] ?? 0) + Number(row.n);
      return sums;
    };
    const { id: own, state, groupId, why, approverName, customers } = run;
    const letters = counts.filter((row) => row.state === 'letter' || row.state === 'posted');
    const shown = { id: own, state, groupId, why, approverName, customers };
    return { ...shown, messages: sum('state', counts), letters: sum('why', letters) };
  },
});
