import { createHash } from 'node:crypto';
import { z } from 'zod';
import { underSeal } from '../../carriers/under-seal.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { streaming } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { wholeDocument } from '../../kernel/whole.ts';
import { record } from '../../ledger/record.ts';
import { investigationEvidenceRow } from './record.ts';
import { investigationLaw, mayInvestigate } from './shown.ts';
import { openCase } from './store.ts';

const { kind, mediaType } = investigationEvidenceRow.shape;
const takes = z.strictObject({ investigationId: id, kind, mediaType });
type Asked = z.output<typeof takes>;

/** Bytes of one recording: an hour of telephone speech. */
const bounds = { most: 33_554_432, says: 'It has more than 32 MiB.', fix: 'Give it in parts, or smaller.' };

async function* keep(work: Work, asked: Asked, body: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const content = await wholeDocument(body, bounds);
  const hash = createHash('sha256').update(content).digest('hex');
  const evidenceId = await work.transaction(async (ctx) => {
    const { secrecy } = await openCase(ctx, asked.investigationId);
    const evidence = { id: ctx.id(), ...asked, size: content.length, hash, content };
    const added = await ctx.tx
      .insertInto('investigationEvidence')
      .values({ ...evidence, addedBy: ctx.actor.name, addedAt: ctx.at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) refuse('already-exists', 'It holds these bytes.', 'Show the investigation to see them.');
    await record(underSeal(ctx, secrecy), {
      kind: 'investigation.evidence-added',
      subject: `investigation:${asked.investigationId}`,
      happenedAt: ctx.at,
      facts: { evidence: evidence.id, as: asked.kind, hash, size: content.length },
    });
    return evidence.id;
  });
  yield `${JSON.stringify({ id: evidenceId, kind: asked.kind, hash, size: content.length })}\n`;
}

export const addEvidence = streaming({
  http: 'POST /v1/investigations/{investigationId}/evidence',
  says: 'Keep a recording or other data of the platform with an investigation: its bytes stay here, the ledger holds their hash',
  law: [...investigationLaw],
  may: mayInvestigate,
  by: 'anyone',
  takes,
  reads: 'application/octet-stream',
  writes: 'application/x-ndjson',
  stream: (work: Work, asked, body) => keep(work, asked, body),
});

const opened = async (
  ctx: Ctx,
  { investigationId, evidenceId, reason }: { investigationId: string; evidenceId: string; reason: string },
): Promise<Buffer> => {
  const { content, hash, secrecy } = found(
    await ctx.tx
      .selectFrom('investigationEvidence')
      .innerJoin('investigation', 'investigation.id', 'investigationEvidence.investigationId')
      .select(['content', 'hash', 'secrecy'])
      .where('investigationEvidence.id', '=', evidenceId)
      .where('investigationId', '=', investigationId)
      .executeTakeFirst(),
    'evidence',
  );
  const bytes = content ?? refuse('not-found', 'It was purged; its hash stays.', 'Show the investigation to see it.');
  // what was said is call content: who listened and why is on record before a byte leaves
  await record(underSeal(ctx, secrecy), {
    kind: 'investigation.evidence-read',
    subject: `investigation:${investigationId}`,
    happenedAt: ctx.at,
    facts: { evidence: evidenceId, hash, reason },
  });
  return bytes;
};

type Opening = Parameters<typeof opened>[1];

async function* give(work: Work, opening: Opening): AsyncIterable<Uint8Array> {
  yield await work.transaction((ctx) => opened(ctx, opening));
}

export const readEvidence = streaming({
  http: 'POST /v1/investigations/{investigationId}/evidence/{evidenceId}:read',
  says: 'The bytes of a piece of evidence, as they were added; who opened it and why goes on record first',
  law: [...investigationLaw, '47 U.S.C. 222(d)(2)'],
  may: mayInvestigate,
  by: 'person',
  takes: z.strictObject({ investigationId: id, evidenceId: id, reason: z.string().trim().min(1).max(1000) }),
  reads: null,
  writes: 'application/octet-stream',
  stream: (work: Work, opening) => give(work, opening),
});
