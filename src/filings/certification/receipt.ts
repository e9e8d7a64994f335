import { z } from 'zod';
import { easternDay, pastInstant, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { readDocument } from '../lint/read-document.ts';
import { checklistOf } from './checklist.ts';
import { readConfirmation } from './confirmation.ts';
import { dueOf } from './due.ts';
import { documentsOf, filingOf, heldFiling } from './find.ts';
import { type KeptDocument, keepDocument } from './keep-document.ts';
import type { Filing } from './record.ts';
import { shownFiling, tellFiling } from './shown.ts';

/** Keeps the confirmation as it came; one that names another company or another number is refused. */
const keepConfirmation = async (ctx: Ctx, filing: Filing, number: string, document: string): Promise<KeptDocument> => {
  const bytes = Buffer.from(document, 'base64');
  if (!bytes.subarray(0, 1024).includes('%PDF-'))
    refuse('invalid-input', "'document': it is no PDF.", 'Print the confirmation as PDF and give that file.');
  const read = await readDocument(bytes);
  const says = readConfirmation('text' in read ? read.text : '');
  const ours = filing.companies.map(({ filerId }) => filerId);
  if (says.filerIds.length > 0 && !says.filerIds.some((one) => ours.includes(one)))
    refuse(
      'invalid-input',
      `'document': it names Filer ID ${says.filerIds.join(', ')}, and this certificate covers ${ours.join(', ')}.`,
      'Give the confirmation of this filing; that one belongs to another company.',
    );
  if (says.number !== null && says.number !== number)
    refuse(
      'invalid-input',
      `'confirmation': the document says ${says.number}.`,
      'Copy the number from the document, or give the document that has yours.',
    );
  return keepDocument(ctx, filing, 93, {
    kind: 'confirmation',
    name: `confirmation-${filing.year}.pdf`,
    title: 'Confirmation of the FCC',
    mediaType: 'application/pdf',
    bytes,
    signed: false,
  });
};

export const recordReceipt = operation({
  http: 'POST /v1/filings/{filingId}:receipt',
  says: 'Record the confirmation number and the time of receipt at the FCC; the clock says how early or late',
  law: ['47 CFR 64.2009(e)', '47 CFR 1.4(j)'],
  may: ['compliance', 'officer', 'counsel'],
  by: 'person',
  takes: z.strictObject({
    filingId: id,
    confirmation: z.string().min(1).max(100),
    receivedAt: when,
    /** the confirmation itself as PDF, base64; null where only its number is known */
    document: z
      .base64()
      .max(900_000, 'up to 670 kB: print the page of the confirmation alone')
      .nullable()
      .default(null),
  }),
  gives: shownFiling,
  async run(ctx: Ctx, input) {
    const filing = await heldFiling(ctx, input.filingId);
    if (filing.state !== 'signed')
      refuse('wrong-state', `The filing is ${filing.state}.`, 'A receipt belongs to a signed filing, once.');
    const receivedAt = pastInstant(ctx, 'receivedAt', input.receivedAt);
    const { signedAt } = await ctx.tx
      .selectFrom('filingSignature')
      .select('signedAt')
      .where('filingId', '=', filing.id)
      .executeTakeFirstOrThrow();
    if (receivedAt < signedAt)
      refuse('invalid-input', "'receivedAt' lies before the signature.", 'Copy the time from the confirmation.');
    const kept =
      input.document === null ? null : await keepConfirmation(ctx, filing, input.confirmation, input.document);
    const { day, dueOn } = await dueOf(ctx, filing.year);
    // late is what comes after 23:59:59 Eastern of the due day
    const lateDays = easternDay(receivedAt) - day;
    const { confirmation } = input;
    const facts = { confirmation, receivedAt: told(ctx, receivedAt), dueOn, lateDays, document: kept?.sha256 ?? null };
    const { entryId } = await record(ctx, {
      kind: 'filing.received',
      subject: `filing:${filing.id}`,
      happenedAt: receivedAt,
      facts,
    });
    const recordedBy = ctx.actor.id;
    await ctx.tx
      .insertInto('filingReceipt')
      .values({
        id: ctx.id(),
        filingId: filing.id,
        confirmation,
        receivedAt,
        dueOn,
        lateDays,
        recordedBy,
        recordedAt: ctx.at,
        entryId,
      })
      .execute();
    const filed = { confirmation, receivedAt: facts.receivedAt };
    await keepDocument(ctx, filing, 92, await checklistOf(ctx, filing, await documentsOf(ctx, filing), 'filed', filed));
    await ctx.tx.updateTable('filing').set({ state: 'filed' }).where('id', '=', filing.id).execute();
    if (filing.amendsId !== null)
      await ctx.tx.updateTable('filing').set({ state: 'superseded' }).where('id', '=', filing.amendsId).execute();
    return tellFiling(ctx, await filingOf(ctx, filing.id));
  },
});
