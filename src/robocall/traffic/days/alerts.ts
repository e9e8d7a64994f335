import { z } from 'zod';
import { told } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { date, id, pageOf, paging, when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { found } from '../../../kernel/problem.ts';
import { readFor, recordReading } from '../calls/purpose.ts';
import { reason, trafficAlertRow } from './record.ts';
import { mayReadTraffic, timeOf } from './shown.ts';

const law = ['47 CFR 64.6305(a)(2)', '47 CFR 64.6305(d)(2)(ii)'];

/** An alert as another capability needs it: what it is about, when, and why in words. */
export type Alert = Pick<
  z.output<typeof trafficAlertRow>,
  'id' | 'accountRef' | 'accountId' | 'day' | 'kind' | 'score' | 'reasons' | 'raisedAt'
>;

/** The alert of an id; `not-found` where there is none. Whoever shows its reasons puts the reading on record. */
export const alertOf = async (ctx: Ctx, alertId: string): Promise<Alert> =>
  found(
    await ctx.tx.selectFrom('trafficAlert').selectAll().where('id', '=', alertId).executeTakeFirst(),
    'traffic alert',
  );

const listed = trafficAlertRow
  .pick({ id: true, accountRef: true, accountId: true, day: true, kind: true, score: true })
  .extend({ codes: z.array(z.string()), raised: when });

export const listAlerts = operation({
  http: 'GET /v1/traffic-alerts',
  says: 'Show which account-days were put before a person, the newest first: the account, the day, the score and the kinds of reasons',
  law,
  may: [...mayReadTraffic, 'auditor', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({ accountId: id.optional(), from: date.optional(), ...paging }),
  gives: pageOf(listed),
  async run(ctx: Ctx, { accountId, from, cursor, limit = 50 }) {
    let query = ctx.tx
      .selectFrom('trafficAlert')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (accountId !== undefined) query = query.where('accountId', '=', accountId);
    if (from !== undefined) query = query.where('day', '>=', from);
    if (cursor !== undefined) query = query.where('id', '<', id.parse(cursor));
    const rows = await query.execute();
    const items = rows.slice(0, limit).map(({ carrierId: _carrier, reasons, raisedAt, ...row }) => ({
      ...row,
      codes: reasons.map(({ code }) => code),
      raised: told(ctx, raisedAt),
    }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});

export const showAlert = operation({
  http: 'POST /v1/traffic-alerts/{alertId}:read',
  says: 'Read an alert with its reasons in words, their counts and sample calls, as it was raised; who read it and why goes on record',
  law: [...law, '47 U.S.C. 222(d)(2)'],
  may: mayReadTraffic,
  by: 'anyone',
  takes: readFor.extend({ alertId: id }),
  gives: listed.omit({ codes: true }).extend({ reasons: z.array(reason) }),
  async run(ctx: Ctx, { alertId, purpose, reason: why }) {
    const { accountRef, accountId, day, kind, score, reasons, raisedAt } = await alertOf(ctx, alertId);
    const calls = reasons.reduce((sum, one) => sum + one.calls.length, 0);
    await recordReading(
      ctx,
      { purpose, reason: why },
      { subject: `traffic-alert:${alertId}`, calls, ...timeOf(ctx, day, day) },
    );
    return { id: alertId, accountRef, accountId, day, kind, score, reasons, raised: told(ctx, raisedAt) };
  },
});
