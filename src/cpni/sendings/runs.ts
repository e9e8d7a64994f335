import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { found } from '../../kernel/problem.ts';
import type { sendingRunRow } from './record.ts';

export type Run = z.output<typeof sendingRunRow>;

/** A sending, held until the transaction ends: two who act on it at once act one after the other. */
export const heldRun = async (ctx: Ctx, runId: string): Promise<Run> =>
  found(
    await ctx.tx.selectFrom('sendingRun').selectAll().where('id', '=', runId).forUpdate().executeTakeFirst(),
    'sending',
  );

/** The task that asks a supervisor to approve a sending which prepared itself; its key is the sending's id. */
export const approvalTask = 'renewal-to-approve';

/** How many messages of a run go out in one job: what a crash can leave in doubt. */
export const batchSize = 20;

export const lanes = 4;

/** Wants the next batch of a run sent by a lane. */
export const wantBatch = (ctx: Ctx, runId: string, lane: number, from: number): Promise<void> =>
  later(ctx, { does: 'sendings.send', input: { runId, lane }, from, key: ctx.id() });

/** Wants the next slice of what a run has begun: its preparation, or the dropping of what a stop left. */
export const wantSlice = (ctx: Ctx, runId: string): Promise<void> =>
  later(ctx, { does: 'sendings.goOn', input: { runId }, from: ctx.at, key: ctx.id() });

const slice = 5000;

/** Drops what a stopped run has not sent, a slice at a time. */
export const dropRest = async (ctx: Ctx, runId: string): Promise<void> => {
  const { numAffectedRows } = await sql`
    update message set state = 'dropped', why = 'the sending was stopped', changed_at = ${ctx.at}
    where id in (select id from message where run_id = ${runId} and state in ('queued', 'letter') order by id limit ${slice})
      and state in ('queued', 'letter')`.execute(ctx.tx);
  if (Number(numAffectedRows ?? 0) === slice) await wantSlice(ctx, runId);
};
