import { z } from 'zod';
import { pastDate, startOf } from '../../../carriers/promises/local-time.ts';
import { openTask } from '../../../carriers/tasks/open.ts';
import type { Ctx } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { record } from '../../../ledger/record.ts';
import { hashOfCode, tidyCode } from '../code.ts';
import { returnedFormRow } from '../record.ts';
import { sayNo } from '../say-no.ts';

/** A form as whoever opened the post reads it. */
export const readForm = z.strictObject({
  /** SHA-256 of the image as scanned: it proves the sheet, and the same sheet twice is one. */
  imageHash: returnedFormRow.shape.imageHash,
  receivedOn: returnedFormRow.shape.receivedOn,
  choice: returnedFormRow.shape.choice,
  /** The printed code, what its QR code holds, or the account number; null where none can be read. */
  scanned: z.string().trim().min(1).max(300).nullable(),
});
type ReadForm = z.output<typeof readForm>;

type Sender = { readonly customerId: string | null; readonly versionId: string | null };

/** Who sent it. A code names him also after it expired: he wrote while it was good, or says no anyhow. */
const senderOf = async (ctx: Ctx, scanned: string | null): Promise<Sender> => {
  if (scanned === null) return { customerId: null, versionId: null };
  const code = tidyCode(scanned.slice(scanned.search(/[^/?=#]*$/)));
  const byCode =
    code === null
      ? undefined
      : await ctx.tx
          .selectFrom('choiceCode')
          .select(['customerId', 'versionId'])
          .where('codeHash', '=', hashOfCode(code))
          .executeTakeFirst();
  if (byCode !== undefined) return byCode;
  const byAccount = await ctx.tx.selectFrom('customer').select('id').where('account', '=', scanned).executeTakeFirst();
  return { customerId: byAccount?.id ?? null, versionId: null };
};

const whyLook = {
  no: 'A form that came by mail says no, but the account on it is unknown: find the customer and record his no.',
  yes: 'A form that came by mail says yes: check the signature, then record the written approval, or say that it is none.',
  unclear: 'A form that came by mail cannot be read as yes or no: look at it, ask the customer, or record a no.',
} as const;

const languageOf = async (ctx: Ctx, versionId: string | null): Promise<'en' | 'es'> => {
  if (versionId === null) return 'en';
  const row = await ctx.tx
    .selectFrom('noticeVersion')
    .select('language')
    .where('id', '=', versionId)
    .executeTakeFirst();
  return row?.language ?? 'en';
};

/** Stores one form; a no counts from the first instant of the day it came in. */
export const enterForm = async (ctx: Ctx, form: ReadForm) => {
  const receivedOn = pastDate(ctx, 'receivedOn', form.receivedOn);
  const sender = await senderOf(ctx, form.scanned);
  const formId = ctx.id();
  const { imageHash, choice } = form;
  const row = { id: formId, imageHash, receivedOn, choice, ...sender, enteredAt: ctx.at, enteredBy: ctx.actor.name };
  const added = await ctx.tx
    .insertInto('returnedForm')
    .values({ ...row, receipt: null })
    .onConflict((conflict) => conflict.columns(['carrierId', 'imageHash']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) return known(ctx, imageHash);
  const facts = { formId, imageHash, choice, receivedOn };
  const subject = sender.customerId === null ? `form:${formId}` : `customer:${sender.customerId}`;
  await record(ctx, { kind: 'form.returned', subject, happenedAt: ctx.at, facts });
  const { customerId, versionId } = sender;
  if (choice !== 'no' || customerId === null) {
    const kind = choice === 'no' ? 'unknown-refusal' : 'returned-form';
    const why = whyLook[choice];
    await openTask(ctx, { kind, subject: `form:${formId}`, why, role: 'compliance', dueAt: null, key: formId });
    return { formId, outcome: 'task' as const, receipt: null };
  }
  const language = await languageOf(ctx, versionId);
  const at = startOf(ctx, receivedOn);
  const { number } = await sayNo(ctx, { customerId, versionId, language, method: 'mail', at });
  await ctx.tx.updateTable('returnedForm').set({ receipt: number }).where('id', '=', formId).execute();
  return { formId, outcome: 'recorded' as const, receipt: number };
};

const known = async (ctx: Ctx, imageHash: string) => {
  const row = await ctx.tx
    .selectFrom('returnedForm')
    .select(['id', 'receipt'])
    .where('imageHash', '=', imageHash)
    .executeTakeFirstOrThrow();
  return { formId: row.id, outcome: 'known' as const, receipt: row.receipt };
};

export const enterReturnedForm = operation({
  http: 'POST /v1/returned-forms',
  says: 'Enter a form that came back by mail: a no is recorded as of the day it came in, a yes or what cannot be read goes to a person',
  law: ['47 CFR 64.2007(a)(2)', '47 CFR 64.2008(d)(3)(v)'],
  may: ['agent', 'marketing', 'supervisor', 'compliance'],
  by: 'anyone',
  takes: readForm,
  gives: z.strictObject({
    formId: id,
    outcome: z.enum(['recorded', 'task', 'known']),
    receipt: z.string().nullable(),
  }),
  run: (ctx: Ctx, form) => enterForm(ctx, form),
});
