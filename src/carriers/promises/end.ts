import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { inForce, readInForce } from './list.ts';
import type { PromiseCode } from './record.ts';

/** Ends open code rows now: never earlier, so that no past decision is widened. */
const endCodes = async (ctx: Ctx, promiseIds: readonly string[]): Promise<PromiseCode[]> => {
  if (promiseIds.length === 0) return [];
  const ended = await ctx.tx
    .updateTable('carrierPromise')
    .set({ untilAt: ctx.at })
    .where('promiseId', 'in', [...promiseIds])
    .where('untilAt', 'is', null)
    .returning('code')
    .execute();
  return [...new Set(ended.map(({ code }) => code))].sort();
};

export const endFiling = operation({
  http: 'POST /v1/promises/filings/{filingId}:end',
  says: "End a filing's promises from now on; customers who relied on them until now keep what was decided",
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({ filingId: id, reason: z.string().min(1) }),
  gives: inForce,
  async run(ctx: Ctx, { filingId, reason }) {
    const row = await ctx.tx
      .selectFrom('filedText')
      .select(['name', 'adoptedFrom', 'endedAt'])
      .where('id', '=', filingId)
      .forUpdate()
      .executeTakeFirst();
    const { name, adoptedFrom, endedAt } = found(row, 'filing');
    if (adoptedFrom === null || endedAt !== null)
      refuse('wrong-state', `'${name}' is not in force.`, 'List the promises to see what is.');
    await ctx.tx.updateTable('filedText').set({ endedAt: ctx.at }).where('id', '=', filingId).execute();
    const promises = await ctx.tx.selectFrom('promise').select('id').where('filingId', '=', filingId).execute();
    const codes = await endCodes(
      ctx,
      promises.map((promise) => promise.id),
    );
    const facts = { name, reason, codes };
    await record(ctx, { kind: 'promises.ended', subject: `filing:${filingId}`, happenedAt: ctx.at, facts });
    return readInForce(ctx);
  },
});

export const endPromise = operation({
  http: 'POST /v1/promises/{carrierPromiseId}:end',
  says: 'End one binding promise from now on; the filing that made it then says more than the carrier keeps',
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({ carrierPromiseId: id, reason: z.string().min(1) }),
  gives: inForce,
  async run(ctx: Ctx, { carrierPromiseId, reason }) {
    const row = await ctx.tx
      .updateTable('carrierPromise')
      .set({ untilAt: ctx.at })
      .where('id', '=', carrierPromiseId)
      .where('untilAt', 'is', null)
      .returning('code')
      .executeTakeFirst();
    const facts = { code: found(row, 'promise in force').code, reason };
    const subject = `promise:${carrierPromiseId}`;
    await record(ctx, { kind: 'promise.ended', subject, happenedAt: ctx.at, facts });
    return readInForce(ctx);
  },
});
