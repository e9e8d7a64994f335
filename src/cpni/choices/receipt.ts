import { z } from 'zod';
import type { Ctx, Work } from '../../db/context.ts';
import { render } from '../../documents/render.ts';
import { operation, streaming } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { tidyNumber } from '../../ledger/receipt-number.ts';
import { local } from '../customers/dates.ts';
import { language } from '../customers/record.ts';
import { receiptDocument } from './receipt-document.ts';
import { holderOf } from './store.ts';

const own = { code: z.string().min(1).max(64), number: z.string().min(1).max(40) };

/** A receipt of the customer who holds the code; `not-found` for anybody else's. */
const ownReceipt = async (ctx: Ctx, code: string, number: string) => {
  const { customerId } = await holderOf(ctx, code);
  const row = await ctx.tx
    .selectFrom('choiceReceipt')
    .selectAll()
    .where('number', '=', tidyNumber(number) ?? '')
    .where('customerId', '=', customerId)
    .executeTakeFirst();
  return found(row, 'receipt');
};

export const showChoiceReceipt = operation({
  http: 'POST /v1/choices:receipt',
  says: 'The receipt of a choice for whoever holds the code of the notice, in the structure of ISO/IEC TS 27560; it names no customer',
  law: ['47 CFR 64.2007(a)(3)'],
  may: ['agent', 'compliance'],
  by: 'anyone',
  takes: z.strictObject(own),
  gives: z.record(z.string(), z.unknown()),
  run: async (ctx: Ctx, { code, number }) => receiptDocument(ctx, await ownReceipt(ctx, code, number)),
});

export const printChoiceReceipt = streaming({
  http: 'POST /v1/choices:print',
  says: 'The same receipt as a PDF in the language of choice',
  law: ['47 CFR 64.2007(a)(3)'],
  may: ['agent', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({ ...own, language }),
  reads: null,
  writes: 'application/pdf',
  async *stream(work: Work, { code, number, language: tongue }) {
    const row = await work.transaction((ctx) => ownReceipt(ctx, code, number));
    const { zone, name, demo } = work.carrier;
    yield render({
      kind: 'choice-receipt',
      carrier: name,
      demo,
      createdAt: local(zone, row.recordedAt),
      language: tongue,
      number: row.number,
      choice: row.choice,
      at: local(zone, row.at),
      entryId: row.entryId,
    });
  },
});
