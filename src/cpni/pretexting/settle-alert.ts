import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import { closeTask } from '../../carriers/tasks/close.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { yearDates } from '../complaints/year.ts';
import { recordFinding } from './findings.ts';
import { type PretextingAlert, pretexterFindingRow, pretextingAlertRow } from './record.ts';

const law = ['47 CFR 64.2010(a)', '47 CFR 64.2009(e)'];

const alert = z.strictObject({
  alertId: id,
  ...pretextingAlertRow.pick({ subject: true, noticed: true, taskId: true, raisedOn: true }).shape,
  settledAt: when.nullable(),
  ...pretextingAlertRow.pick({ settledBy: true, findingId: true, whyNone: true }).shape,
});

const shown = (ctx: Ctx, row: PretextingAlert): z.input<typeof alert> => {
  const { id: alertId, carrierId: _, key: __, raisedAt: ___, settledAt, ...kept } = row;
  return { alertId, ...kept, settledAt: settledAt === null ? null : told(ctx, settledAt) };
};

/** The alerts of a year, and of them those that wait for a judgement. */
export const alertsOf = (ctx: Ctx, first: string, last: string) =>
  ctx.tx
    .selectFrom('pretextingAlert')
    .selectAll()
    .where('raisedOn', '>=', first)
    .where('raisedOn', '<=', last)
    .orderBy('raisedAt', 'desc')
    .execute();

export const listAlerts = operation({
  http: 'GET /v1/pretexting-alerts',
  says: 'The attempts at pretexting that were noticed in a year, the latest first: which became a finding, which were none and why, and which wait for a judgement',
  law,
  may: ['supervisor', 'compliance', 'officer', 'counsel', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({ year: z.coerce.number().int().min(1996).max(9999) }),
  gives: z.strictObject({ items: z.array(alert) }),
  async run(ctx: Ctx, { year }) {
    const { first, last } = yearDates(year);
    return { items: (await alertsOf(ctx, first, last)).map((row) => shown(ctx, row)) };
  },
});

const judgement = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('pretexting'), ...pretexterFindingRow.pick({ method: true, steps: true }).shape }),
  z.strictObject({ as: z.literal('no-pretexting'), why: pretextingAlertRow.shape.whyNone.unwrap() }),
]);

/** What an alert becomes by a judgement; a finding is entered for it, of the day it was noticed. */
const becomes = async (ctx: Ctx, { raisedOn }: PretextingAlert, judged: z.output<typeof judgement>) => {
  if (judged.as === 'no-pretexting') return { findingId: null, whyNone: judged.why };
  const { method, steps } = judged;
  const finding = { learnedOn: raisedOn, knownFrom: 'own-experience', method, steps } as const;
  return { findingId: (await recordFinding.run(ctx, finding)).id, whyNone: null };
};

const closeIts = async (ctx: Ctx, { taskId }: PretextingAlert, note: string): Promise<void> => {
  const task = await ctx.tx.selectFrom('task').select('closedAt').where('id', '=', taskId).executeTakeFirstOrThrow();
  if (task.closedAt === null) await closeTask.run(ctx, { taskId, outcome: 'done', note });
};

export const settleAlert = operation({
  http: 'POST /v1/pretexting-alerts/{alertId}:settle',
  says: 'Say what an alert of pretexting was: a finding, with how it was tried and the steps taken, or why it is none; its task is closed with it',
  law,
  may: ['compliance'],
  by: 'person',
  takes: z.strictObject({ alertId: id, judged: judgement }),
  gives: alert,
  async run(ctx: Ctx, { alertId, judged }) {
    const row = found(
      await ctx.tx.selectFrom('pretextingAlert').selectAll().where('id', '=', alertId).forUpdate().executeTakeFirst(),
      'alert',
    );
    if (row.settledAt !== null)
      refuse('wrong-state', `It was settled already by ${row.settledBy}.`, 'List the alerts of the year.');
    const what = await becomes(ctx, row, judged);
    const settled = await ctx.tx
      .updateTable('pretextingAlert')
      .set({ ...what, settledAt: ctx.at, settledBy: ctx.actor.name })
      .where('id', '=', alertId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'pretexting.settled',
      subject: `pretexting-alert:${alertId}`,
      happenedAt: ctx.at,
      facts: { about: row.subject, as: judged.as, finding: what.findingId, why: what.whyNone },
    });
    await closeIts(ctx, row, judged.as === 'pretexting' ? 'It became a finding.' : `It was none: ${judged.why}.`);
    return shown(ctx, settled);
  },
});
