import { asJson, type Ctx } from '../../../db/context.ts';
import { record } from '../../../ledger/record.ts';
import { takeUp } from '../../investigations/take-up.ts';
import type { Alert } from './alerts.ts';

/** An alert as it was raised. */
export type Raised = { readonly id: string; readonly accountId: string | null };

/** Puts a day before a person, once a kind; evidence names the voice account and the reasons, never a number or a name. */
export const raise = async (ctx: Ctx, alert: Omit<Alert, 'id' | 'raisedAt'>): Promise<Raised | null> => {
  const { accountId, day, kind, score, reasons } = alert;
  const id = ctx.id();
  const added = await ctx.tx
    .insertInto('trafficAlert')
    .values({ ...alert, id, reasons: asJson(reasons), raisedAt: ctx.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) return null;
  await record(ctx, {
    kind: 'traffic.alert',
    subject: `traffic-alert:${id}`,
    happenedAt: ctx.at,
    facts: {
      account: accountId,
      day,
      kind,
      score,
      reasons: reasons.map(({ code, value, threshold, points }) => ({ code, value, threshold, points })),
    },
  });
  const why = 'Its traffic of a day was put before a person';
  await takeUp(ctx, { trigger: 'alert', reference: `traffic-alert:${id}`, accountId, why, secrecy: 'none' });
  return { id, accountId };
};
