import { sql } from 'kysely';
import type { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { found } from '../../kernel/problem.ts';
import { DAY } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import type { sendingRunRow } from './record.ts';

export type Run = z.output<typeof sendingRunRow>;

const runOf = async (ctx: Ctx, runId: string): Promise<Run> =>
  found(await ctx.tx.selectFrom('sendingRun').selectAll().where('id', '=', runId).executeTakeFirst(), 'sending');

// a lock that queues, unlike that of a row: lanes that send without a pause would keep a stop waiting until they are done
const turns = { alone: sql`pg_advisory_xact_lock`, together: sql`pg_advisory_xact_lock_shared` };
const turn = (ctx: Ctx, runId: string, how: keyof typeof turns) =>
  sql`select ${turns[how]}(hashtextextended(${runId}, 0))`.execute(ctx.tx);

/** A sending, held until the transaction ends: two who act on it at once act one after the other. */
export const heldRun = async (ctx: Ctx, runId: string): Promise<Run> => {
  await turn(ctx, runId, 'alone');
  return runOf(ctx, runId);
};

/** A sending that nobody stops until this transaction ends: waits for who does just now or waits for it, and for nobody else. */
export const steadyRun = async (ctx: Ctx, runId: string): Promise<Run> => {
  await turn(ctx, runId, 'together');
  return runOf(ctx, runId);
};

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

/** Whether an e-mail of the same notice came back from one of these customers since the run began, and what is dropped was to take its place. */
const tookThePlace = async (ctx: Ctx, runId: string, rest: readonly Rest[]): Promise<boolean> => {
  const groupId = rest[0]?.groupId ?? null;
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from message where customer_id = any(${rest.map(({ customerId }) => customerId)}::uuid[])
      and state = 'dropped' and why = ${cameBackWhy} and group_id = ${groupId}
      and changed_at >= (select prepared_at from sending_run where id = ${runId})) as found`.execute(ctx.tx);
  return rows[0]?.found === true;
};

/** Keeps as evidence which messages go out no more, and why. */
export const recordDropped = async (ctx: Ctx, ids: readonly string[], why: string): Promise<void> => {
  for (let from = 0; from < ids.length; from += 1000) {
    const facts = { messages: ids.slice(from, from + 1000), why };
    await record(ctx, { kind: 'messages.dropped', subject: 'sendings', happenedAt: ctx.at, facts });
  }
};

/** Drops what a stopped run has not sent, a slice at a time. What the post has went out. */
export const dropRest = async (ctx: Ctx, runId: string): Promise<void> => {
  // read before it is written: one statement that did both looked at every message for every message
  const { rows } = await sql<Rest>`
    select id, customer_id as "customerId", group_id as "groupId", in_doubt_at is not null or coalesce(why = ${cameBackWhy}, false) as lost
    from message m where run_id = ${runId} and state in ('queued', 'letter')
      and not exists (select 1 from letter_batch b where b.id = m.batch_id and b.state = 'posted') order by id limit ${slice} for update of m`.execute(
    ctx.tx,
  );
  if (rows.length === 0) return;
  const lost = rows.some((row) => row.lost) || (await tookThePlace(ctx, runId, rows));
  await ctx.tx
    .updateTable('message')
    .set({ state: 'dropped', why: stopped, changedAt: ctx.at })
    .where('id', '=', sql<string>`any(${rows.map(({ id }) => id)}::uuid[])`)
    .execute();
  await recordDropped(
    ctx,
    rows.map(({ id }) => id),
    stopped,
  );
  if (lost) await askForAnother(ctx, runId);
  if (rows.length === slice) await wantSlice(ctx, runId);
};
