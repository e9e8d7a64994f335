import { z } from 'zod';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { receiptNumber } from '../../ledger/receipt-number.ts';
import { enterComplaint, writeComplaint } from './enter.ts';
import { complaintIntakeRow } from './record.ts';

const law = ['47 CFR 64.2009(e)'];
const { number, contact, language } = complaintIntakeRow.shape;

/** A way by web that is watched today: whoever knows its id may enter a complaint. */
const openForm = async (ctx: Ctx, sourceId: string): Promise<void> => {
  const today = dateAt(ctx, ctx.at);
  const source = await ctx.tx
    .selectFrom('intakeSource')
    .select('id')
    .where('id', '=', sourceId)
    .where('kind', '=', 'web')
    .where('fromDay', '<=', today)
    .where((eb) => eb.or([eb('untilDay', 'is', null), eb('untilDay', '>=', today)]))
    .executeTakeFirst();
  found(source, 'complaint form');
};

export const showForm = operation({
  http: 'GET /v1/complaint-forms/{sourceId}',
  says: 'Whose form for complaints a web source is, while it is watched',
  law,
  may: ['agent', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({ sourceId: id }),
  gives: z.strictObject({ carrier: z.string(), demo: z.boolean() }),
  async run(ctx: Ctx, { sourceId }) {
    await openForm(ctx, sourceId);
    return { carrier: ctx.carrier.name, demo: ctx.carrier.demo };
  },
});

export const submitComplaint = operation({
  http: 'POST /v1/complaint-forms/{sourceId}/complaints',
  says: 'Take a complaint that anybody entered on the public page, dated today, and give its number; whether he is a customer is neither asked nor said',
  law,
  may: ['agent', 'compliance'],
  by: 'anyone',
  takes: enterComplaint.takes.omit({ receivedOn: true }).extend({ contact, language }),
  gives: z.strictObject({ number, receivedOn: date }),
  async run(ctx: Ctx, { contact: reach, language: spoken, ...said }) {
    await openForm(ctx, said.sourceId);
    const { complaint, leaf } = await writeComplaint(ctx, { ...said, receivedOn: dateAt(ctx, ctx.at) }, null);
    // a receipt's number with another letter before it: it proves itself by the entry
    const given = receiptNumber(leaf).replace(/^R/, 'C');
    await ctx.tx
      .insertInto('complaintIntake')
      .values({ complaintId: complaint.id, number: given, contact: reach, language: spoken })
      .execute();
    return { number: given, receivedOn: complaint.receivedOn };
  },
});

export const findIntake = operation({
  http: 'GET /v1/complaint-intakes/{number}',
  says: 'The complaint behind a number of the public page, and how its writer wants to be answered',
  law,
  may: ['agent', 'supervisor', 'compliance', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({ number }),
  gives: z.strictObject({ complaintId: id, number, contact, language }),
  async run(ctx: Ctx, { number: asked }) {
    const row = await ctx.tx
      .selectFrom('complaintIntake')
      .select(['complaintId', 'number', 'contact', 'language'])
      .where('number', '=', asked)
      .executeTakeFirst();
    return found(row, 'complaint number');
  },
});
