import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import type { SetLetters } from '../../documents/letters.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { keepCodes } from '../choices/issue.ts';
import { endOfNotice } from '../choices/notice-end.ts';
import type { PartFacts } from './part-facts.ts';
import { heldBatch, unplaced } from './store.ts';

// between the print and the hand-over, which says when the notice and its code end
const mostWeeksToPost = 60 * 86_400_000;

/** SHA-256 of a file, hex. */
export const hashOf = (pdf: Uint8Array): string => createHash('sha256').update(pdf).digest('hex');

/** Gives each letter its place in the batch. One that needs no letter any more makes the part be made anew without it. */
const place = async (ctx: Ctx, { batchId, firstSequence, letters }: PartFacts): Promise<void> => {
  const { numAffectedRows } = await sql`
    update message m set batch_id = ${batchId}, sequence = w.sequence, changed_at = m.changed_at
    from unnest(${letters.map(({ messageId }) => messageId)}::uuid[]) with ordinality as o (id, n)
      cross join lateral (select (${firstSequence} + o.n - 1)::int as sequence) w
    where m.id = o.id and ${unplaced}`.execute(ctx.tx);
  if (Number(numAffectedRows ?? 0) !== letters.length)
    refuse('changed-meanwhile', 'A letter of this part is not needed any more.', 'The part is made again without it.');
};

/** Keeps a part with its codes and the places of its letters, once. */
export const keepPart = async (ctx: Ctx, facts: PartFacts, { pdf, pagesEach }: SetLetters): Promise<void> => {
  const { batchId, part, paperId: versionId, firstSequence, letters } = facts;
  const batch = await heldBatch(ctx, batchId);
  if (batch.state !== 'open') refuse('wrong-state', `The batch is ${batch.state}.`, 'Open another one.');
  const row = { batchId, part, versionId, firstSequence, letters: letters.length, pagesEach, hash: hashOf(pdf) };
  await ctx.tx
    .insertInto('letterPart')
    .values({ ...row, pdf: Buffer.from(pdf), madeAt: ctx.at, recordedAt: null })
    .execute();
  await place(ctx, facts);
  const expiresAt = endOfNotice(ctx.carrier.zone, ctx.at + mostWeeksToPost);
  await keepCodes(
    ctx,
    letters.map(({ customerId, code }) => ({ customerId, code, versionId, expiresAt })),
  );
  const { batchId: _batch, ...told } = row;
  await record(ctx, { kind: 'letters.printed', subject: `letter-batch:${batchId}`, happenedAt: ctx.at, facts: told });
};
