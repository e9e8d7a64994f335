import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { receiptNumber } from '../../ledger/receipt-number.ts';
import type { Receipt } from '../../ledger/record.ts';
import type { choiceReceiptRow } from './record.ts';

type Chosen = Omit<z.output<typeof choiceReceiptRow>, 'carrierId' | 'number' | 'entryId' | 'recordedAt'>;

/** Keeps the receipt of a choice whose evidence was just recorded. Returns its number. */
export const keepReceipt = async (ctx: Ctx, { entryId, leaf }: Receipt, chosen: Chosen): Promise<string> => {
  const number = receiptNumber(leaf);
  await ctx.tx
    .insertInto('choiceReceipt')
    .values({ ...chosen, number, entryId, recordedAt: ctx.at })
    .execute();
  return number;
};
