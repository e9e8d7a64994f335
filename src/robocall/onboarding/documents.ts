import { createHash } from 'node:crypto';
import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { mustBeOfType } from '../../kernel/media-type.ts';
import { streaming } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { wholeDocument } from '../../kernel/whole.ts';
import { record } from '../../ledger/record.ts';
import { mayReadAccounts } from '../accounts/roles.ts';
import { onboardingDocumentRow } from './record.ts';
import { lockedCase } from './store.ts';

const { kind, mediaType } = onboardingDocumentRow.shape;
const takes = z.strictObject({ caseId: id, kind, mediaType });
type Asked = z.output<typeof takes>;

const bounds = { most: 10_485_760, says: 'The document has more than 10 MiB.', fix: 'Give it in parts, or smaller.' };

async function* keep(work: Work, asked: Asked, body: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const content = await wholeDocument(body, bounds);
  mustBeOfType(content, asked.mediaType);
  const hash = createHash('sha256').update(content).digest('hex');
  const shown = await work.transaction(async (ctx) => {
    await lockedCase(ctx, asked.caseId);
    const documentId = ctx.id();
    const added = await ctx.tx
      .insertInto('onboardingDocument')
      .values({
        id: documentId,
        ...asked,
        size: content.length,
        hash,
        content,
        addedBy: ctx.actor.name,
        addedAt: ctx.at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) refuse('already-exists', 'The case has this document.', 'Show the case to see them.');
    await record(ctx, {
      kind: 'onboarding.document-added',
      subject: `onboarding:${asked.caseId}`,
      happenedAt: ctx.at,
      facts: { document: documentId, as: asked.kind, hash, size: content.length },
    });
    return { id: documentId, kind: asked.kind, hash, size: content.length, added: told(ctx, ctx.at) };
  });
  yield `${JSON.stringify(shown)}\n`;
}

export const addDocument = streaming({
  http: 'POST /v1/onboarding/{caseId}/documents',
  says: 'Add a document to a case: its bytes stay here, evidence holds its hash',
  law: ['47 CFR 64.1200(n)(4)'],
  may: ['onboarding', 'compliance'],
  by: 'anyone',
  takes,
  reads: 'application/octet-stream',
  writes: 'application/x-ndjson',
  stream: (work: Work, asked, body) => keep(work, asked, body),
});

const contentOf = async (ctx: Ctx, caseId: string, documentId: string): Promise<Buffer> => {
  const { content } = found(
    await ctx.tx
      .selectFrom('onboardingDocument')
      .select('content')
      .where('id', '=', documentId)
      .where('caseId', '=', caseId)
      .executeTakeFirst(),
    'document',
  );
  return content;
};

async function* give(work: Work, caseId: string, documentId: string): AsyncIterable<Uint8Array> {
  yield await work.transaction((ctx) => contentOf(ctx, caseId, documentId));
}

export const readDocument = streaming({
  http: 'GET /v1/onboarding/{caseId}/documents/{documentId}',
  says: 'The bytes of a document of a case, as they were added',
  law: ['47 CFR 64.1200(n)(4)'],
  may: mayReadAccounts,
  by: 'anyone',
  takes: z.strictObject({ caseId: id, documentId: id }),
  reads: null,
  writes: 'application/octet-stream',
  stream: (work: Work, { caseId, documentId }) => give(work, caseId, documentId),
});
