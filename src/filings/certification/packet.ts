import { z } from 'zod';
import type { Ctx, Work } from '../../db/context.ts';
import { id, sha256Hex } from '../../kernel/columns.ts';
import { operation, streaming } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { documentsOf, filingOf } from './find.ts';
import { filingState } from './record.ts';
import { mayRead } from './show.ts';
import { shownDocument } from './shown.ts';

export const showPacket = operation({
  http: 'GET /v1/filings/{filingId}/packet',
  says: 'The manifest of the packet: each document with its hash, and the packet hash that is signed',
  law: ['47 CFR 64.2009(e)'],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ filingId: id }),
  gives: z.strictObject({
    filingId: id,
    state: filingState,
    packetHash: sha256Hex.nullable(),
    signatureEntry: id.nullable(),
    documents: z.array(shownDocument),
  }),
  async run(ctx: Ctx, { filingId }) {
    const filing = await filingOf(ctx, filingId);
    const documents = await documentsOf(ctx, filing);
    const signature = await ctx.tx
      .selectFrom('filingSignature')
      .select('entryId')
      .where('filingId', '=', filingId)
      .executeTakeFirst();
    return {
      filingId,
      state: filing.state,
      packetHash: filing.packetHash,
      signatureEntry: signature?.entryId ?? null,
      documents: documents.map(({ id: _id, position: _p, madeAt: _m, ...document }) => document),
    };
  },
});

const bytesOf = async (ctx: Ctx, filingId: string, name: string): Promise<Buffer> => {
  const filing = await filingOf(ctx, filingId);
  const byHash = /^[0-9a-f]{64}$/.test(name);
  const row = await ctx.tx
    .selectFrom('filingDocument')
    .select('bytes')
    .where('filingId', '=', filingId)
    .where('round', '=', filing.round)
    .where(byHash ? 'sha256' : 'name', '=', name)
    .executeTakeFirst();
  return found(row, 'document').bytes;
};

export const showDocument = streaming({
  http: 'GET /v1/filings/{filingId}/documents/{name}',
  says: 'The exact bytes of one document of the packet, by its name or its SHA-256',
  law: ['47 CFR 64.2009(e)'],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ filingId: id, name: z.string().min(1) }),
  reads: null,
  // one operation has one type: a browser opens the PDF, and reads the JSON among them as a file
  writes: 'application/pdf',
  async *stream(work: Work, { filingId, name }) {
    yield await work.transaction((ctx) => bytesOf(ctx, filingId, name));
  },
});
