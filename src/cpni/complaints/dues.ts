import { z } from 'zod';
import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { complaintSettingRow } from './record.ts';

/** The rule names no interval. */
const usualDays = 30;

const openDaysOf = async (ctx: Ctx): Promise<number> => {
  const row = await ctx.tx
    .selectFrom('complaintSetting')
    .select('openDays')
    .orderBy('setAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.openDays ?? usualDays;
};

/** Complaints that nobody resolved yet, by the carrier's own measure of days. */
export const complaintDues: DueSource = async (ctx) => {
  const days = await openDaysOf(ctx);
  const rows = await ctx.tx
    .selectFrom('complaint')
    .select(['id', 'receivedOn'])
    .where('resolvedAt', 'is', null)
    .orderBy('receivedOn')
    .limit(1000)
    .execute();
  return rows.map(({ id, receivedOn }): Due => {
    const day = dayNumber(receivedOn) + days;
    return {
      key: `complaint-open:${id}`,
      what: 'Resolve the complaint: founded, unfounded or undetermined, and what was done',
      subject: `complaint:${id}`,
      cite: '47 CFR 64.2009(e)',
      bound: 'by',
      day,
      promisedDay: null,
      steps: [{ day, counted: true, why: `${days} days after ${receivedOn}, as the carrier set itself` }],
      roles: ['compliance', 'supervisor'],
    };
  });
};

const setting = z.strictObject(complaintSettingRow.pick({ openDays: true }).shape);

export const setOpenDays = operation({
  http: 'PUT /v1/complaints/settings',
  says: 'Set how many days a complaint may stay open before it counts as late',
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance'],
  by: 'person',
  takes: setting,
  gives: setting,
  async run(ctx: Ctx, { openDays }) {
    const before = await openDaysOf(ctx);
    await ctx.tx.insertInto('complaintSetting').values({ id: ctx.id(), openDays, setAt: ctx.at }).execute();
    await record(ctx, {
      kind: 'complaints.open-days-set',
      subject: `carrier:${ctx.carrier.id}`,
      happenedAt: ctx.at,
      facts: { before, after: openDays },
    });
    return { openDays };
  },
});
