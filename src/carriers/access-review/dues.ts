import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import type { DueSource } from '../obligations/due.ts';
import { dateAt, dayNumber, monthsAfter } from '../promises/local-time.ts';
import { accessReviewSettingRow } from './record.ts';
import { monthsBetween } from './store.ts';

/** The next review of access: months after the last one that was closed, or after the carrier came here. */
export const accessReviewDues: DueSource = async (ctx) => {
  const last = await ctx.tx
    .selectFrom('accessReview')
    .select(['id', 'closedOn'])
    .where('closedOn', 'is not', null)
    .orderBy('closedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { createdAt } = await ctx.tx.selectFrom('carrier').select('createdAt').executeTakeFirstOrThrow();
  const since = last?.closedOn ?? dateAt(ctx, createdAt);
  const months = await monthsBetween(ctx);
  const day = dayNumber(monthsAfter(since, months));
  return [
    {
      key: 'access-review',
      what: 'Review who may see CPNI: every member, role and key',
      subject: last === undefined ? `carrier:${ctx.carrier.id}` : `access-review:${last.id}`,
      cite: '47 CFR 64.2010(a)',
      bound: 'by',
      day,
      promisedDay: null,
      steps: [{ day, counted: true, why: `${months} months after ${since}, as the carrier set itself` }],
      roles: ['compliance', 'officer'],
    },
  ];
};

const setting = z.strictObject(accessReviewSettingRow.pick({ months: true }).shape);

export const setReviewMonths = operation({
  http: 'PUT /v1/access-reviews/settings',
  says: 'Set how many months pass at most from one review of access to the next',
  law: ['47 CFR 64.2010(a)'],
  may: ['compliance', 'officer'],
  by: 'person',
  takes: setting,
  gives: setting,
  async run(ctx: Ctx, { months }) {
    const before = await monthsBetween(ctx);
    await ctx.tx.insertInto('accessReviewSetting').values({ id: ctx.id(), months, setAt: ctx.at }).execute();
    const subject = `carrier:${ctx.carrier.id}`;
    const facts = { before, after: months };
    await record(ctx, { kind: 'access-review.months-set', subject, happenedAt: ctx.at, facts });
    return { months };
  },
});
