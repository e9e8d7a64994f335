import { createHash } from 'node:crypto';
import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { mustBeOfType } from '../../kernel/media-type.ts';
import { streaming } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { wholeDocument } from '../../kernel/whole.ts';
import { record } from '../../ledger/record.ts';
import { tracebackLaw } from './clock.ts';
import { tracebackProofRow } from './record.ts';
import { tracebackOf } from './store.ts';

const { mediaType } = tracebackProofRow.shape;
const takes = z.strictObject({ tracebackId: id, mediaType });
type Asked = z.output<typeof takes>;

const bounds = { most: 10_485_760, says: 'The picture has more than 10 MiB.', fix: 'Take one of the answer alone.' };

/** A picture of the portal as the page of its request names it. */
export const shownProof = tracebackProofRow.pick({ id: true, mediaType: true, size: true, hash: true }).extend({
  addedBy: z.string(),
  added: when,
});

/** The pictures of a request, the oldest first. */
export const proofsOf = async (ctx: Ctx, tracebackId: string): Promise<z.input<typeof shownProof>[]> => {
  const rows = await ctx.tx
    .selectFrom('tracebackProof')
    .select(['id', 'mediaType', 'size', 'hash', 'addedBy', 'addedAt'])
    .where('tracebackId', '=', tracebackId)
    .orderBy('id')
    .execute();
  return rows.map(({ addedAt, ...row }) => ({ ...row, added: told(ctx, addedAt) }));
};

async function* keep(work: Work, { tracebackId, mediaType: type }: Asked, body: AsyncIterable<Uint8Array>) {
  const content = await wholeDocument(body, bounds);
  mustBeOfType(content, type);
  const hash = createHash('sha256').update(content).digest('hex');
  const proof = await work.transaction(async (ctx) => {
    const { state } = await tracebackOf(ctx, tracebackId);
    if (state !== 'prepared' && state !== 'answered')
      refuse('wrong-state', 'No answer is prepared: there is none to show.', 'Prepare the answer first.');
    const row = { id: ctx.id(), mediaType: type, size: content.length, hash };
    const added = await ctx.tx
      .insertInto('tracebackProof')
      .values({ ...row, tracebackId, content, addedBy: ctx.actor.name, addedAt: ctx.at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) refuse('already-exists', 'The request has this picture.', 'Show the request to see it.');
    await record(ctx, {
      kind: 'traceback.proof-added',
      subject: `traceback:${tracebackId}`,
      happenedAt: ctx.at,
      facts: { proof: row.id, hash, size: row.size, mediaType: type },
    });
    return { ...row, addedBy: ctx.actor.name, added: told(ctx, ctx.at) };
  });
  yield `${JSON.stringify(proof)}\n`;
}

export const addProof = streaming({
  http: 'POST /v1/tracebacks/{tracebackId}/proofs',
  says: 'Keep a picture of the portal that shows the answer of a traceback: its bytes stay with the request, evidence holds their hash',
  law: tracebackLaw,
  may: ['network', 'compliance'],
  by: 'anyone',
  takes,
  reads: 'application/octet-stream',
  writes: 'application/x-ndjson',
  stream: (work: Work, asked, body) => keep(work, asked, body),
});

/** The bytes; that they were opened goes on record first, for a picture may name a customer. */
const opened = async (ctx: Ctx, tracebackId: string, proofId: string): Promise<Buffer> => {
  const { content, hash } = found(
    await ctx.tx
      .selectFrom('tracebackProof')
      .select(['content', 'hash'])
      .where('id', '=', proofId)
      .where('tracebackId', '=', tracebackId)
      .executeTakeFirst(),
    'picture of an answer',
  );
  await record(ctx, {
    kind: 'traceback.proof-read',
    subject: `traceback:${tracebackId}`,
    happenedAt: ctx.at,
    facts: { proof: proofId, hash },
  });
  return content;
};

async function* give(work: Work, tracebackId: string, proofId: string): AsyncIterable<Uint8Array> {
  yield await work.transaction((ctx) => opened(ctx, tracebackId, proofId));
}

export const readProof = streaming({
  http: 'GET /v1/tracebacks/{tracebackId}/proofs/{proofId}',
  says: 'The bytes of such a picture, as they were added; who opened it goes on record',
  law: tracebackLaw,
  may: ['network', 'compliance', 'counsel', 'officer'],
  by: 'anyone',
  takes: z.strictObject({ tracebackId: id, proofId: id }),
  reads: null,
  writes: 'application/octet-stream',
  stream: (work: Work, { tracebackId, proofId }) => give(work, tracebackId, proofId),
});
