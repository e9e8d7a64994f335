import type { Ctx } from '../../db/context.ts';
import { codesOf } from './codes.ts';
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

/** The promises that filings in force at an instant make: their words and numbers. */
export const promisesInForce = (ctx: Ctx, at: number) =>
  ctx.tx
    .selectFrom('promise')
    .innerJoin('filedText', 'filedText.id', 'promise.filingId')
    .select(['promise.text', 'promise.concepts'])
    .where('filedText.adoptedFrom', '<=', at)
    .where((eb) => eb.or([eb('filedText.endedAt', 'is', null), eb('filedText.endedAt', '>', at)]))
    .execute();

/** Numbers of the catalogue (P47) that filings in force at an instant promise. */
export const promisedConcepts = async (ctx: Ctx, at: number): Promise<string[]> => [
  ...new Set((await promisesInForce(ctx, at)).flatMap(({ concepts }) => concepts)),
];

/**
 * What the carrier has promised at an instant: the numbers, and the codes, also one that its filing still says but that no
 * decision keeps any more.
 */
export const promised = async (
  ctx: Ctx,
  at: number,
): Promise<{ readonly concepts: ReadonlySet<string>; readonly codes: ReadonlySet<PromiseCode> }> => {
  const rows = await promisesInForce(ctx, at);
  return {
    concepts: new Set(rows.flatMap(({ concepts }) => concepts)),
    codes: new Set([...(await promiseCodes(ctx, at)), ...rows.flatMap(codesOf)]),
  };
};
