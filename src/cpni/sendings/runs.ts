import { sql } from 'kysely';
import type { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { found } from '../../kernel/problem.ts';
import { DAY } from '../../kernel/time.ts';
import type { sendingRunRow } from './record.ts';

export type Run = z.output<typeof sendingRunRow>;

/** A sending, held until the transaction ends: two who act on it at once act one after the other. */
export const heldRun = async (ctx: Ctx, runId: string): Promise<Run> =>
  found(
    await ctx.tx.selectFrom('sendingRun').selectAll().where('id', '=', runId).forUpdate().executeTakeFirst(),
    'sending',
  );

/** Waits for whoever stops a sending just now: until this transaction ends, it is stopped or it is not. */
export const steadyRuns = (ctx: Ctx, runIds: readonly string[]) =>
  ctx.tx
    .selectFrom('sendingRun')
    .select(['id', 'state'])
    .where('id', 'in', [...runIds])
    .orderBy('id')
    .forShare()
    .execute();

export const stopped = 'the sending was stopped';
export const cameBackWhy = 'the e-mail came back';

/** Says in a task that customers of a stopped sending were written to in vain, or nobody knows, and get no letter of it. */
export const askForAnother = (ctx: Ctx, runId: string): Promise<string> =>
  openTask(ctx, {
    kind: 'notices-not-sent',
    subject: `sending:${runId}`,
    why: 'The sending is stopped, and e-mails of it came back or may not have gone out: those customers have no notice, and get no letter of it. Prepare the notice again: they are in it. Or close this with the reason.',
    role: 'marketing',
    dueAt: ctx.at + 7 * DAY,
    key: runId,
  });

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

type Rest = {
  readonly id: string;
  readonly customerId: string;
  readonly groupId: string | null;
  readonly lost: boolean;
};

/** Whether an e-mail of the same notice came back from one of these customers, and what is dropped was to take its place. */
const tookThePlace = async (ctx: Ctx, rest: readonly Rest[]): Promise<boolean> => {
  const groupId = rest[0]?.groupId ?? null;
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from message where customer_id = any(${rest.map(({ customerId }) => customerId)}::uuid[])
      and state = 'dropped' and why = ${cameBackWhy} and group_id = ${groupId}) as found`.execute(ctx.tx);
  return rows[0]?.found === true;
};

/** Drops what a stopped run has not sent, a slice at a time. */
export const dropRest = async (ctx: Ctx, runId: string): Promise<void> => {
  // read before it is written: one statement that did both looked at every message for every message
  const { rows } = await sql<Rest>`
    select id, customer_id as "customerId", group_id as "groupId", in_doubt_at is not null or coalesce(why = ${cameBackWhy}, false) as lost
    from message where run_id = ${runId} and state in ('queued', 'letter') order by id limit ${slice} for update`.execute(
    ctx.tx,
  );
  if (rows.length === 0) return;
  const lost = rows.some((row) => row.lost) || (await tookThePlace(ctx, rows));
  await ctx.tx
    .updateTable('message')
    .set({ state: 'dropped', why: stopped, changedAt: ctx.at })
    .where('id', '=', sql<string>`any(${rows.map(({ id }) => id)}::uuid[])`)
    .execute();
  if (lost) await askForAnother(ctx, runId);
  if (rows.length === slice) await wantSlice(ctx, runId);
};
