import type { Ctx } from '../../db/context.ts';
import type { PromiseCode } from './record.ts';

/** The promise codes that a decision at an instant (epoch ms) must keep. One indexed query. */
export const promiseCodes = async (ctx: Ctx, at: number): Promise<PromiseCode[]> => {
  const rows = await ctx.tx
    .selectFrom('carrierPromise')
    .select('code')
    .distinct()
    .where('fromAt', '<=', at)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', at)]))
    .orderBy('code')
    .execute();
  return rows.map(({ code }) => code);
};

/** Numbers of the catalogue (P47) that filings in force at an instant promise. */
export const promisedConcepts = async (ctx: Ctx, at: number): Promise<string[]> => {
  const rows = await ctx.tx
    .selectFrom('promise')
    .innerJoin('filedText', 'filedText.id', 'promise.filingId')
    .select('promise.concepts')
    .where('filedText.adoptedFrom', '<=', at)
    .where((eb) => eb.or([eb('filedText.endedAt', 'is', null), eb('filedText.endedAt', '>', at)]))
    .execute();
  return [...new Set(rows.flatMap(({ concepts }) => concepts))];
};
