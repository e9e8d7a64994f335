import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { inForce, readInForce } from './list.ts';
import { pastDate, startOf } from './local-time.ts';
import { promiseCode } from './record.ts';
import { promisesOf } from './show.ts';

const held = async (ctx: Ctx, filingId: string) =>
  found(
    await ctx.tx
      .selectFrom('filedText')
      .select(['name', 'kind', 'hash', 'adoptedFrom', 'endedAt'])
      .where('id', '=', filingId)
      .forUpdate()
      .executeTakeFirst(),
    'filing',
  );

export const adoptPromises = operation({
  http: 'POST /v1/promises/filings/{filingId}:adopt',
  says: "Make a filing's promises binding from the first instant of a day; decisions keep those that have a code",
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer'],
  by: 'person-fresh',
  takes: z.strictObject({ filingId: id, from: date }),
  gives: inForce,
  async run(ctx: Ctx, { filingId, from }) {
    const { name, hash, kind, adoptedFrom } = await held(ctx, filingId);
    if (adoptedFrom !== null)
      refuse('wrong-state', `'${name}' was adopted already.`, 'End it, or adopt another filing.');
    if (kind === 'rule-text')
      refuse(
        'wrong-state',
        `'${name}' is the rule itself, not a promise.`,
        'Adopt a statement or plan of the carrier.',
      );
    const fromAt = startOf(ctx, pastDate(ctx, 'from', from));
    const rows = (await promisesOf(ctx, filingId)).flatMap((promise) =>
      promise.codes.map((code) => ({ id: ctx.id(), code, fromAt, untilAt: null, promiseId: promise.id })),
    );
    const adoptedBy = ctx.actor.id;
    await ctx.tx.updateTable('filedText').set({ adoptedFrom: fromAt, adoptedBy }).where('id', '=', filingId).execute();
    if (rows.length > 0) await ctx.tx.insertInto('carrierPromise').values(rows).execute();
    const codes = [...new Set(rows.map(({ code }) => code))].sort();
    await record(ctx, {
      kind: 'promises.adopted',
      subject: `filing:${filingId}`,
      happenedAt: fromAt,
      facts: { name, hash, from, codes },
    });
    return readInForce(ctx);
  },
});

export const undertake = operation({
  http: 'POST /v1/promises:undertake',
  says: 'Bind the carrier to one promise code from a day, made elsewhere than in an imported filing',
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({ code: promiseCode, from: date, source: z.string().min(1) }),
  gives: inForce,
  async run(ctx: Ctx, { code, from, source }) {
    const fromAt = startOf(ctx, pastDate(ctx, 'from', from));
    const row = await ctx.tx
      .insertInto('carrierPromise')
      .values({ id: ctx.id(), code, fromAt, untilAt: null, promiseId: null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    const { id: promiseId } = row ?? refuse('already-exists', `'${code}' stands already.`, 'List the promises.');
    const facts = { code, from, source };
    await record(ctx, { kind: 'promise.undertaken', subject: `promise:${promiseId}`, happenedAt: fromAt, facts });
    return readInForce(ctx);
  },
});
