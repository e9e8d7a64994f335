import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { found, refuse } from '../../kernel/problem.ts';
import type { LetterBatch } from '../sendings/record.ts';

/** Who works with letters, which bear names and addresses. */
export const mayPrint = ['marketing', 'supervisor', 'compliance'] as const;

/** Of messages `m`: a letter that stands in no batch. One of a cancelled batch waits again. */
export const unplaced = sql`m.state = 'letter' and not exists (
  select 1 from letter_batch b where b.id = m.batch_id and b.state <> 'cancelled')`;

/** A batch, or the problem `not-found`. */
export const batchOf = async (ctx: Ctx, batchId: string): Promise<LetterBatch> =>
  found(
    await ctx.tx.selectFrom('letterBatch').selectAll().where('id', '=', batchId).executeTakeFirst(),
    'letter batch',
  );

/** The same, kept from others until this transaction ends. */
export const heldBatch = async (ctx: Ctx, batchId: string): Promise<LetterBatch> =>
  found(
    await ctx.tx.selectFrom('letterBatch').selectAll().where('id', '=', batchId).forUpdate().executeTakeFirst(),
    'letter batch',
  );

/** The sending that a batch belongs to must still be approved: what was stopped neither prints nor leaves. */
export const demandApproved = async (ctx: Ctx, runId: string): Promise<void> => {
  const run = found(
    await ctx.tx.selectFrom('sendingRun').select('state').where('id', '=', runId).executeTakeFirst(),
    'sending',
  );
  if (run.state !== 'approved')
    refuse('wrong-state', `The sending is ${run.state}.`, 'Letters go out for an approved sending only.');
};

/** How many letters of a batch, by what became of them. */
export const standing = async (
  ctx: Ctx,
  batchId: string,
): Promise<{ readonly letter: number; readonly posted: number; readonly needless: number }> => {
  const rows = await ctx.tx
    .selectFrom('message')
    .select('state')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('batchId', '=', batchId)
    .groupBy('state')
    .execute();
  const of = (state: string): number => Number(rows.find((row) => row.state === state)?.n ?? 0);
  const all = rows.reduce((sum, { n }) => sum + Number(n), 0);
  return { letter: of('letter'), posted: of('posted'), needless: all - of('letter') - of('posted') };
};
