import { z } from 'zod';
import type { Ctx } from '../db/context.ts';
import { id, paging } from '../kernel/columns.ts';
import { everyone, operation } from '../kernel/operation.ts';
import { found } from '../kernel/problem.ts';
import { inclusionProof } from './proof.ts';
import { receiptNumber } from './receipt-number.ts';
import type { ledgerEntryRow } from './rows.ts';
import { hashReader } from './stored.ts';

/** Which evidence an actor may read, by its secrecy. */
export type Sees = (ctx: Ctx) => readonly z.output<typeof ledgerEntryRow>['secrecy'][];

const entry = z.strictObject({
  id,
  n: z.int(),
  leaf: z.string(),
  receipt: z.string(),
  entry: z.record(z.string(), z.unknown()),
});

const shown = (row: { id: string; n: number; leaf: Buffer; body: string }) => ({
  id: row.id,
  n: row.n,
  leaf: row.leaf.toString('hex'),
  receipt: receiptNumber(row.leaf.toString('hex')),
  entry: JSON.parse(row.body) as Record<string, unknown>,
});

export const listEntries = (sees: Sees) =>
  operation({
    http: 'GET /v1/evidence',
    says: 'The evidence of this carrier in order, newest first; of one subject or kind when asked; what is under seal is shown to those who answer demands only',
    law: ['47 CFR 64.2009(a)', '47 CFR 64.2009(c)'],
    may: everyone,
    by: 'anyone',
    takes: z.strictObject({ subject: z.string().optional(), kind: z.string().optional(), ...paging }),
    gives: z.strictObject({ items: z.array(entry), next: z.string().nullable() }),
    async run(ctx: Ctx, { subject, kind, cursor, limit = 100 }) {
      let query = ctx.tx
        .selectFrom('ledgerEntry')
        .select(['id', 'n', 'leaf', 'body'])
        .where('secrecy', 'in', sees(ctx))
        .orderBy('n', 'desc')
        .limit(limit + 1);
      if (subject !== undefined) query = query.where('subject', '=', subject);
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (cursor !== undefined) query = query.where('n', '<', Number(cursor));
      const rows = await query.execute();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map(shown), next: last === undefined ? null : String(last.n) };
    },
  });

export const showEntry = (sees: Sees) =>
  operation({
    http: 'GET /v1/evidence/{entryId}',
    says: 'One piece of evidence as it stands in the ledger; one under seal is shown to those who answer demands only',
    law: [],
    may: everyone,
    by: 'anyone',
    takes: z.strictObject({ entryId: id }),
    gives: entry,
    async run(ctx: Ctx, { entryId }) {
      const row = await ctx.tx
        .selectFrom('ledgerEntry')
        .select(['id', 'n', 'leaf', 'body'])
        .where('id', '=', entryId)
        .where('secrecy', 'in', sees(ctx))
        .executeTakeFirst();
      return shown(found(row, 'entry'));
    },
  });

export const showReceipt = operation({
  http: 'GET /v1/receipts/{entryId}',
  says: 'Where an entry stands in the ledger and the proof that the latest signed checkpoint covers it',
  law: [],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ entryId: id }),
  gives: z.strictObject({
    entryId: id,
    leaf: z.string(),
    integrated: z.boolean(),
    index: z.int().nullable(),
    checkpoint: z.string().nullable(),
    proof: z.array(z.string()),
  }),
  async run(ctx: Ctx, { entryId }) {
    const row = await ctx.tx
      .selectFrom('ledgerEntry')
      .leftJoin('ledgerLeaf', 'ledgerLeaf.entryId', 'ledgerEntry.id')
      .select(['ledgerEntry.leaf', 'ledgerLeaf.index'])
      .where('ledgerEntry.id', '=', entryId)
      .executeTakeFirst();
    const { leaf, index } = found(row, 'entry');
    const receipt = { entryId, leaf: leaf.toString('hex') };
    const last = await ctx.tx
      .selectFrom('checkpoint')
      .select(['size', 'note'])
      .orderBy('size', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (index === null || last === undefined || last.size <= index)
      return { ...receipt, integrated: false, index, checkpoint: null, proof: [] };
    const proof = await inclusionProof(hashReader(ctx), index, last.size);
    return {
      ...receipt,
      integrated: true,
      index,
      checkpoint: last.note,
      proof: proof.map((hash) => Buffer.from(hash).toString('hex')),
    };
  },
});
