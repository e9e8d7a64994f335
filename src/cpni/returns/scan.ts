import { z } from 'zod';
import { pastInstant } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { hashOfCode, tidyCode } from '../choices/code.ts';
import { cameBack } from './came-back.ts';

type Printed = { readonly customerId: string; readonly versionId: string | null };

const byCode = async (ctx: Ctx, typed: string): Promise<Printed | null> => {
  const code = tidyCode(typed);
  if (code === null) return null;
  const row = await ctx.tx
    .selectFrom('choiceCode')
    .select(['customerId', 'versionId'])
    .where('codeHash', '=', hashOfCode(code))
    .executeTakeFirst();
  return row ?? null;
};

const byAccount = async (ctx: Ctx, account: string): Promise<Printed | null> => {
  const row = await ctx.tx.selectFrom('customer').select('id').where('account', '=', account).executeTakeFirst();
  return row === undefined ? null : { customerId: row.id, versionId: null };
};

/** The code at the end of what a QR code holds, or the text itself. */
const scanned = (text: string): string => text.slice(text.search(/[^/?=#]*$/));

/** The last letter with that notice that went to the customer before. */
const letterTo = async (ctx: Ctx, { customerId, versionId }: Printed, at: number) => {
  let query = ctx.tx
    .selectFrom('delivery')
    .select('id')
    .where('customerId', '=', customerId)
    .where('method', 'in', ['mail', 'bill-insert'])
    .where('sentAt', '<=', at)
    .orderBy('sentAt', 'desc')
    .limit(1);
  if (versionId !== null) query = query.where('versionId', '=', versionId);
  return query.executeTakeFirst();
};

export const scanReturned = operation({
  http: 'POST /v1/returned-mail:scan',
  says: 'A letter came back by post: scan its code or type its account; its notice counts no more until it goes out again',
  law: ['47 CFR 64.2008(d)(3)(iii)'],
  may: ['agent', 'marketing', 'supervisor', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({
    /** The printed code, what its QR code holds, or the account number. */
    scanned: z.string().trim().min(1).max(300),
    /** When it came back; now, where it is not given. */
    at: when.optional(),
  }),
  gives: z.strictObject({ customerId: id, deliveryId: id, outcome: z.enum(['recorded', 'known']) }),
  async run(ctx: Ctx, { scanned: text, at: given }) {
    const at = given === undefined ? ctx.at : pastInstant(ctx, 'at', given);
    const printed = (await byCode(ctx, scanned(text))) ?? (await byAccount(ctx, text));
    const letter = printed === null ? undefined : await letterTo(ctx, printed, at);
    if (printed === null || letter === undefined)
      return refuse(
        'not-found',
        "'scanned': no letter with it went out.",
        'Type the account number that stands on the letter.',
      );
    const outcome = await cameBack(ctx, { deliveryId: letter.id, at, why: 'returned-mail' });
    return { customerId: printed.customerId, deliveryId: letter.id, outcome };
  },
});
