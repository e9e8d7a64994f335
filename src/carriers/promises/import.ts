import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { mapFiling } from './map-filing.ts';
import { filingWithPromises, readFiling } from './show.ts';

/** Characters of a filing; the longest of the seeds has 13,000. */
const longest = 500_000;

const keep = async (ctx: Ctx, name: string, text: string) => {
  const { kind, promises, others } = mapFiling(text);
  const hash = createHash('sha256').update(text).digest('hex');
  const row = await ctx.tx
    .insertInto('filedText')
    .values({
      id: ctx.id(),
      name,
      kind,
      hash,
      text,
      importedAt: ctx.at,
      adoptedFrom: null,
      adoptedBy: null,
      endedAt: null,
    })
    .onConflict((conflict) => conflict.columns(['carrierId', 'hash']).doNothing())
    .returning('id')
    .executeTakeFirst();
  const { id: filingId } =
    row ?? refuse('already-exists', 'This very text was imported before.', 'List the promises to find it.');
  const rows = promises.map((promise, n) => ({
    id: ctx.id(),
    filingId,
    n,
    ...promise,
    concepts: [...promise.concepts],
  }));
  for (let from = 0; from < rows.length; from += 1000)
    await ctx.tx
      .insertInto('promise')
      .values(rows.slice(from, from + 1000))
      .execute();
  const unmapped = promises.filter(({ concepts }) => concepts.length === 0).length;
  const facts = { name, kind, hash, promises: promises.length, unmapped, others };
  await record(ctx, { kind: 'promises.imported', subject: `filing:${filingId}`, happenedAt: ctx.at, facts });
  return { filingId, unmapped, others };
};

export const importPromises = operation({
  http: 'POST /v1/promises:import',
  says: 'Split a filing into its promises with their lines and map each to a control, or say that none measures it; nothing binds until adopted',
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({ name: z.string().min(1).max(200), text: z.string().min(1).max(longest) }),
  gives: filingWithPromises.extend({ unmapped: z.int(), others: z.int() }),
  async run(ctx: Ctx, { name, text }) {
    const { filingId, unmapped, others } = await keep(ctx, name, text);
    return { ...(await readFiling(ctx, filingId)), unmapped, others };
  },
});
