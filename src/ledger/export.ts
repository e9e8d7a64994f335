import { z } from 'zod';
import type { Ctx, Work } from '../db/context.ts';
import { everyone, streaming } from '../kernel/operation.ts';
import { refuse } from '../kernel/problem.ts';
import { type ExportCheckpoint, type ExportEntry, exportLedger, type LedgerHeader } from './export-format.ts';
import { integrateOnce } from './integrate-once.ts';
import { ledgerKeyOf, originOf } from './key-of.ts';
import type { Sees } from './read.ts';

const batch = 5000;

const entriesFrom = (ctx: Ctx, index: number, size: number) =>
  ctx.tx
    .selectFrom('ledgerLeaf')
    .innerJoin('ledgerEntry', 'ledgerEntry.id', 'ledgerLeaf.entryId')
    .select(['ledgerEntry.body', 'ledgerLeaf.leaf'])
    .where('ledgerLeaf.index', '>=', index)
    .where('ledgerLeaf.index', '<', Math.min(size, index + batch))
    .orderBy('ledgerLeaf.index')
    .execute();

/** The first `size` entries in order, a short transaction a batch. */
async function* entries(work: Work, size: number): AsyncGenerator<ExportEntry> {
  for (let index = 0; index < size; index += batch)
    yield* await work.transaction((ctx) => entriesFrom(ctx, index, size));
}

const checkpointsAfter = (ctx: Ctx, after: number, size: number) =>
  ctx.tx
    .selectFrom('checkpoint')
    .select(['size', 'note'])
    .where('size', '>', after)
    .where('size', '<=', size)
    .orderBy('size')
    .limit(batch)
    .execute();

/** Every checkpoint ever signed up to that size, in order. */
async function* checkpoints(work: Work, size: number): AsyncGenerator<ExportCheckpoint> {
  for (let after = 0; after < size; ) {
    const from = after;
    const rows = await work.transaction((ctx) => checkpointsAfter(ctx, from, size));
    yield* rows;
    after = rows.at(-1)?.size ?? size;
  }
}

const headerOf = (work: Work): Promise<LedgerHeader> =>
  work.transaction(async (ctx) => {
    const key = await ledgerKeyOf(ctx.dataFolder, ctx.carrier.id, ctx.at);
    return {
      carrier: ctx.carrier.id,
      origin: originOf(ctx.carrier.id),
      publicKey: key.signing.verifier.text,
      olderKeys: key.older,
      mark: ctx.carrier.demo ? 'demo' : 'live',
    };
  });

const lastSize = (work: Work): Promise<number> =>
  work.transaction(async (ctx) => {
    const last = await ctx.tx
      .selectFrom('checkpoint')
      .select('size')
      .orderBy('size', 'desc')
      .limit(1)
      .executeTakeFirst();
    return last?.size ?? 0;
  });

const refuseSealed = async (ctx: Ctx, sees: Sees): Promise<void> => {
  const hidden = await ctx.tx
    .selectFrom('ledgerEntry')
    .select('id')
    .where('secrecy', 'not in', sees(ctx))
    .limit(1)
    .executeTakeFirst();
  if (hidden !== undefined)
    refuse('not-allowed', 'It holds what few may read.', 'Ask compliance, counsel or an officer for the file.');
};

export const exportCarrierLedger = (sees: Sees) =>
  streaming({
    http: 'GET /v1/ledger:export',
    says: 'The whole ledger of the carrier, to be checked by strangers with `compline ledger verify`; where some of it is under seal, for those who answer demands only',
    law: ['47 CFR 64.2009(e)'],
    may: everyone,
    by: 'anyone',
    takes: z.strictObject({}),
    reads: null,
    writes: 'application/x-ndjson',
    async *stream(work: Work) {
      while ((await work.transaction(integrateOnce)) > 0);
      const size = await lastSize(work);
      // what is written from now on is not among these entries
      await work.transaction((ctx) => refuseSealed(ctx, sees));
      yield* exportLedger(await headerOf(work), entries(work, size), checkpoints(work, size));
    },
  });
