import { z } from 'zod';
import { pastDate } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { standingNil } from './nil-report.ts';
import { complaintCategory } from './record.ts';

const telephone = /(?:\+?\d[\s().-]*){7,}/;
const email = /\S+@\S+\.\S+/;

/** Refuses a summary that holds what is itself CPNI or names a customer: telephone and account numbers, e-mail addresses. */
const withoutCpni = (summary: string): void => {
  if (telephone.test(summary) || email.test(summary))
    refuse(
      'invalid-input',
      "'summary': it holds a telephone or account number or an e-mail address.",
      'Say what happened without them; the customer is known where the complaint came in.',
    );
};

type Said = {
  readonly sourceId: string;
  readonly category: z.output<typeof complaintCategory>;
  readonly receivedOn: string;
  readonly summary: string;
};

/** Writes a complaint down, with the leaf of its evidence; `returnedMailId` is the reply it was made of, once, or null. */
export const writeComplaint = async (
  ctx: Ctx,
  { sourceId, category, receivedOn, summary }: Said,
  returnedMailId: string | null,
) => {
  withoutCpni(summary);
  pastDate(ctx, 'receivedOn', receivedOn);
  const source = await ctx.tx
    .selectFrom('intakeSource')
    .select(['name', 'feeds'])
    .where('id', '=', sourceId)
    .executeTakeFirst();
  const { name, feeds } = found(source, 'source');
  if (!feeds.includes('complaints'))
    refuse('invalid-input', `'sourceId': '${name}' brings no complaints in.`, 'Name the source they came from.');
  const complaintId = ctx.id();
  const salt = ctx.salt();
  const open = { returnedMailId, disposition: null, resolution: null, resolvedAt: null };
  await ctx.tx
    .insertInto('complaint')
    .values({ id: complaintId, sourceId, category, receivedOn, summary, salt, recordedAt: ctx.at, ...open })
    .execute();
  const contradicts = (await standingNil(ctx, 'complaints', Number(receivedOn.slice(0, 4))))?.id ?? null;
  const { leaf } = await record(ctx, {
    kind: 'complaint.recorded',
    subject: `complaint:${complaintId}`,
    happenedAt: ctx.at,
    facts: { category, receivedOn, source: name, summary: sealed(salt, summary), contradicts },
  });
  return { complaint: { id: complaintId, category, receivedOn, contradicts }, leaf };
};

export const enterComplaint = operation({
  http: 'POST /v1/complaints',
  says: 'Record a complaint of an unauthorized release of CPNI: category, source, date received, summary without CPNI',
  law: ['47 CFR 64.2009(e)'],
  may: ['agent', 'supervisor', 'compliance', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({
    sourceId: id,
    category: complaintCategory,
    receivedOn: date,
    summary: z.string().min(1).max(4000),
  }),
  gives: z.strictObject({
    id,
    category: complaintCategory,
    receivedOn: date,
    /** the nil report for that year that this complaint contradicts */
    contradicts: id.nullable(),
  }),
  run: async (ctx: Ctx, input) => (await writeComplaint(ctx, input, null)).complaint,
});
