import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { canonical } from '../../ledger/canonical.ts';
import { showReceipt } from '../../ledger/read.ts';
import { tidyNumber } from '../../ledger/receipt-number.ts';
import { local } from '../customers/dates.ts';
import { receiptDocument } from './receipt-document.ts';

export const verifyReceipt = operation({
  http: 'POST /v1/choices:verify',
  says: 'Whether a receipt stands in the ledger, where, and under which signed checkpoint; a presented document is compared word for word; nobody is named',
  law: [],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({
    number: z.string().min(1).max(40),
    /** The receipt as it was presented, or null where only its number is known. */
    document: z.record(z.string(), z.unknown()).nullable(),
  }),
  gives: z.strictObject({
    number: z.string(),
    carrier: z.string(),
    recordedAt: when,
    document: z.enum(['same', 'different', 'none']),
    ...showReceipt.gives.shape,
  }),
  async run(ctx: Ctx, { number, document }) {
    const row = found(
      await ctx.tx
        .selectFrom('choiceReceipt')
        .selectAll()
        .where('number', '=', tidyNumber(number) ?? '')
        .executeTakeFirst(),
      'receipt',
    );
    const kept = canonical(await receiptDocument(ctx, row));
    const compared =
      document === null ? ('none' as const) : canonical(document) === kept ? ('same' as const) : ('different' as const);
    const place = await showReceipt.run(ctx, { entryId: row.entryId });
    return {
      number: row.number,
      carrier: ctx.carrier.name,
      recordedAt: local(ctx.carrier.zone, row.recordedAt),
      document: compared,
      ...place,
    };
  },
});
