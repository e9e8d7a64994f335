import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { sendingRunRow } from './record.ts';
import { newToken } from './token.ts';

/** The newest approved version of a notice in each language; one that was checked for e-mail before one for paper alone. */
export const versionsOf = async (ctx: Ctx, groupId: string) => {
  const rows = await ctx.tx
    .selectFrom('noticeVersion')
    .select(['id', 'language', 'methods', 'kind', 'subject', 'body', 'waitDays'])
    .where('groupId', '=', groupId)
    .where('approvedAt', 'is not', null)
    .orderBy('approvedAt')
    .execute();
  const byEmail = ({ methods }: { readonly methods: readonly string[] }) => methods.includes('email');
  return new Map([...rows.filter((row) => !byEmail(row)), ...rows.filter(byEmail)].map((row) => [row.language, row]));
};

/** Who is to get the notice: everybody here whom no version of it has reached since a day, in a language it has. */
const wanted = async (ctx: Ctx, groupId: string, since: number, accounts: readonly string[] | null) => {
  const { rows } = await sql<{ id: string; language: 'en' | 'es'; renews: string | null }>`
    select c.id, c.language, (
        select d.id from delivery d join notice_version v on v.carrier_id = d.carrier_id and v.id = d.version_id
        where d.customer_id = c.id and v.group_id = ${groupId}
        order by d.sent_at desc, d.id desc limit 1) as renews
    from customer c
    where c.left_at is null
      and (${accounts}::text[] is null or c.account = any(${accounts}::text[]))
      and not exists (
        select 1 from delivery d join notice_version v on v.carrier_id = d.carrier_id and v.id = d.version_id
        where d.customer_id = c.id and v.group_id = ${groupId} and d.sent_at >= ${since}
          and not exists (select 1 from permission_event b where b.notice = d.id and b.type = 'bounced'))
      -- what is on its way, or in doubt until its letter is posted, does not go a second time
      and not exists (
        select 1 from message m join notice_version v on v.carrier_id = m.carrier_id and v.id = m.version_id
        where m.customer_id = c.id and v.group_id = ${groupId} and m.state in ('queued', 'trying', 'letter'))
    order by c.id`.execute(ctx.tx);
  return rows;
};

const approvedRequest = async (ctx: Ctx, solicitationId: string, groupId: string): Promise<void> => {
  const row = found(
    await ctx.tx
      .selectFrom('solicitation')
      .innerJoin('noticeVersion', 'noticeVersion.id', 'solicitation.noticeVersionId')
      .select(['verdict', 'noticeVersion.groupId'])
      .where('solicitation.id', '=', solicitationId)
      .executeTakeFirst(),
    'solicitation',
  );
  if (row.groupId !== groupId)
    refuse('invalid-input', "'solicitationId' asks about another notice.", 'Name the request for this notice.');
  if (row.verdict !== 'approved')
    throw new Problem('wrong-state', {
      detail: 'No supervisor has approved this request for customers’ approval.',
      fix: 'POST /v1/solicitations/{id}:decide by a supervisor, then prepare the sending.',
      cite: '47 CFR 64.2009(d)',
    });
};

const insert = async (
  ctx: Ctx,
  runId: string,
  rows: readonly { readonly id: string; readonly versionId: string; readonly renews: string | null }[],
) => {
  for (let from = 0; from < rows.length; from += 2000) {
    const part = rows.slice(from, from + 2000);
    await ctx.tx
      .insertInto('message')
      .values(
        part.map(({ id: customerId, versionId, renews }) => ({
          id: ctx.id(),
          runId,
          customerId,
          versionId,
          token: newToken(),
          state: 'queued',
          why: null,
          tries: 0,
          lane: null,
          messageId: null,
          deliveryId: null,
          changedAt: ctx.at,
          batchId: null,
          sequence: null,
          renews,
        })),
      )
      .execute();
  }
};

export const prepareRun = operation({
  http: 'POST /v1/sendings',
  says: 'Prepare a notice to go out: to everybody whom it has not reached in so many days, each in his language; nothing goes before a supervisor approves',
  law: ['47 CFR 64.2008(a)(1)', '47 CFR 64.2008(b)', '47 CFR 64.2008(d)(2)'],
  may: ['marketing', 'compliance'],
  by: 'person',
  takes: z.strictObject({
    groupId: id,
    solicitationId: id,
    /** 640 days leave two months before the second anniversary */
    notReachedInDays: z.int().min(1).max(730).default(640),
    accounts: z.array(z.string().min(1)).max(10_000).nullable().default(null),
  }),
  gives: sendingRunRow.pick({ id: true, state: true }).extend({ customers: z.int(), withoutLanguage: z.int() }),
  async run(ctx: Ctx, { groupId, solicitationId, notReachedInDays, accounts }) {
    await approvedRequest(ctx, solicitationId, groupId);
    const versions = await versionsOf(ctx, groupId);
    if (versions.size === 0) refuse('wrong-state', 'No version of this notice is approved.', 'Approve one first.');
    const customers = await wanted(ctx, groupId, ctx.at - notReachedInDays * 86_400_000, accounts);
    const rows = customers.flatMap(({ id: customerId, language, renews }) => {
      const version = versions.get(language);
      return version === undefined ? [] : [{ id: customerId, versionId: version.id, renews }];
    });
    const runId = ctx.id();
    const preparedBy = ctx.actor.id ?? refuse('person-needed', 'A person prepares a sending.', 'Sign in.');
    await ctx.tx
      .insertInto('sendingRun')
      .values({
        id: runId,
        groupId,
        solicitationId,
        state: 'prepared',
        why: null,
        preparedBy,
        preparedAt: ctx.at,
        approvedBy: null,
        approverName: null,
        approvedAt: null,
      })
      .execute();
    await insert(ctx, runId, rows);
    const facts = { groupId, solicitationId, customers: rows.length, withoutLanguage: customers.length - rows.length };
    await record(ctx, { kind: 'sending.prepared', subject: `sending:${runId}`, happenedAt: ctx.at, facts });
    return {
      id: runId,
      state: 'prepared' as const,
      customers: facts.customers,
      withoutLanguage: facts.withoutLanguage,
    };
  },
});
