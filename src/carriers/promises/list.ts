import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { told } from './local-time.ts';
import { carrierPromiseRow } from './record.ts';
import { filingColumns, shownFiling, tellFiling } from './show.ts';

/** What binds the carrier now, and the filings it knows. */
export const inForce = z.strictObject({
  codes: z.array(carrierPromiseRow.shape.code),
  binding: z.array(z.strictObject({ id, code: carrierPromiseRow.shape.code, from: when, promiseId: id.nullable() })),
  filings: z.array(shownFiling),
});

export const readInForce = async (ctx: Ctx): Promise<z.input<typeof inForce>> => {
  const rows = await ctx.tx
    .selectFrom('carrierPromise')
    .select(['id', 'code', 'fromAt', 'promiseId'])
    .where('fromAt', '<=', ctx.at)
    .where('untilAt', 'is', null)
    .orderBy('code')
    .orderBy('fromAt')
    .execute();
  const filings = await ctx.tx
    .selectFrom('filedText')
    .select([...filingColumns])
    .orderBy('importedAt')
    .execute();
  return {
    codes: [...new Set(rows.map(({ code }) => code))],
    binding: rows.map(({ id: row, code, fromAt, promiseId }) => ({
      id: row,
      code,
      from: told(ctx, fromAt),
      promiseId,
    })),
    filings: filings.map((filing) => tellFiling(ctx, filing)),
  };
};

export const listPromises = operation({
  http: 'GET /v1/promises',
  says: 'The promises that bind decisions now, and the filings that make them',
  law: ['47 CFR 64.2009(e)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: inForce,
  run: (ctx: Ctx) => readInForce(ctx),
});
