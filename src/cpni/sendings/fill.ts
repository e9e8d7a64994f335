import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import { versionsOf } from '../notices/newest-versions.ts';
import { type Run, wantSlice } from './runs.ts';
import { newToken } from './token.ts';

/** Customers looked at in one transaction: far below five seconds on a slow machine. */
const slice = 5000;

type Seen = {
  readonly id: string;
  readonly language: 'en' | 'es';
  readonly wanted: boolean;
  readonly renews: string | null;
};

/** The next customers, and whether each is to get the notice: whom no version of it has reached since a day, nor is on its way to. */
const nextCustomers = async (ctx: Ctx, { groupId, since, accounts, preparedUpTo }: Run): Promise<readonly Seen[]> => {
  const { rows } = await sql<Seen>`
    select c.id, c.language, w.wanted, case when w.wanted then (
        select d.id from delivery d join notice_version v on v.carrier_id = d.carrier_id and v.id = d.version_id
        where d.customer_id = c.id and v.group_id = ${groupId}
        order by d.sent_at desc, d.id desc limit 1) end as renews
    from (
      select id, language from customer
      where left_at is null and (${preparedUpTo}::uuid is null or id > ${preparedUpTo}::uuid)
        and (${accounts}::text[] is null or account = any(${accounts}::text[]))
      order by id limit ${slice}) c
    cross join lateral (select not exists (
        select 1 from delivery d join notice_version v on v.carrier_id = d.carrier_id and v.id = d.version_id
        where d.customer_id = c.id and v.group_id = ${groupId} and d.sent_at >= ${since}
          and not exists (select 1 from permission_event b where b.notice = d.id and b.type = 'bounced'))
      -- what is on its way, or in doubt until its letter is posted, does not go a second time
      and not exists (
        select 1 from message m join notice_version v on v.carrier_id = m.carrier_id and v.id = m.version_id
        where m.customer_id = c.id and v.group_id = ${groupId} and m.state in ('queued', 'trying', 'letter'))
      as wanted) w
    order by c.id`.execute(ctx.tx);
  return rows;
};

type Addressed = { readonly id: string; readonly versionId: string; readonly renews: string | null };

/** Queues a message to each; whom another sending took meanwhile it leaves to that one. Answers how many it queued. */
const queue = async (ctx: Ctx, { id: runId, groupId }: Run, rows: readonly Addressed[]): Promise<number> => {
  let queued = 0;
  for (let from = 0; from < rows.length; from += 2000) {
    const values = rows.slice(from, from + 2000).map(({ id: customerId, versionId, renews }) => ({
      id: ctx.id(),
      runId,
      groupId,
      customerId,
      versionId,
      token: newToken(),
      state: 'queued' as const,
      why: null,
      tries: 0,
      inDoubtAt: null,
      hangUps: 0,
      tryFrom: 0,
      lane: null,
      messageId: null,
      deliveryId: null,
      changedAt: ctx.at,
      batchId: null,
      sequence: null,
      renews,
    }));
    const { numInsertedOrUpdatedRows } = await ctx.tx
      .insertInto('message')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    queued += Number(numInsertedOrUpdatedRows ?? 0);
  }
  return queued;
};

/** Takes the next slice of customers into a sending that is being prepared, and wants the slice after it. */
export const fill = async (ctx: Ctx, run: Run): Promise<Run> => {
  const versions = await versionsOf(ctx, run.groupId, run.preparedAt);
  const seen = await nextCustomers(ctx, run);
  const wanted = seen.filter((one) => one.wanted);
  const rows = wanted.flatMap(({ id, language, renews }) => {
    const version = versions.get(language);
    return version === undefined ? [] : [{ id, versionId: version.id, renews }];
  });
  const last = seen.at(-1);
  const filled: Run = {
    ...run,
    state: seen.length < slice ? 'prepared' : 'preparing',
    preparedUpTo: last?.id ?? run.preparedUpTo,
    customers: run.customers + (await queue(ctx, run, rows)),
    withoutLanguage: run.withoutLanguage + wanted.length - rows.length,
  };
  const { id, state, preparedUpTo, customers, withoutLanguage } = filled;
  await ctx.tx
    .updateTable('sendingRun')
    .set({ state, preparedUpTo, customers, withoutLanguage })
    .where('id', '=', id)
    .execute();
  if (state === 'preparing') await wantSlice(ctx, id);
  else {
    const { groupId, solicitationId, breachId, notOfBreach } = run;
    const facts = { groupId, solicitationId, breachId, notOfBreach, customers, withoutLanguage };
    await record(ctx, { kind: 'sending.prepared', subject: `sending:${id}`, happenedAt: ctx.at, facts });
  }
  return filled;
};
