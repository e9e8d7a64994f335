import type { z } from 'zod';
import type { Connections } from '../../db/connect.ts';
import { type Ctx, systemAsks, transact } from '../../db/context.ts';
import type { Outward } from '../../kernel/operation.ts';
import { Problem } from '../../kernel/problem.ts';
import { outwardWork } from '../../operations.ts';
import type { Outside } from '../../outside/outside.ts';
import { listed, parsed } from '../invoke.ts';
import { holdOn, type Job, lease } from './claim.ts';
import { untilWritten } from './until-written.ts';

type AnyOutward = Outward<Ctx, Outside, z.ZodType, unknown, unknown>;

const outwardList: ReadonlyMap<string, AnyOutward> = new Map(
  Object.entries(outwardWork as unknown as Record<string, AnyOutward>),
);

/** The job ends in the transaction of its work: done, or due again where it recurs. */
const end = async (ctx: Ctx, job: Job): Promise<void> => {
  const rest =
    job.everyMs === null
      ? { doneAt: ctx.at }
      : { runAt: ctx.at + job.everyMs, attempts: 0, lockedUntil: null, error: null };
  await ctx.tx.updateTable('job').set(rest).where('id', '=', job.id).execute();
};

/** Whether a claimed job is still ours, or somebody has ended it: we, or another who took it when our lease was over. */
const standOf = async (ctx: Ctx, { id, attempts }: Job): Promise<'ours' | 'ended by us' | 'another’s'> => {
  const row = await ctx.tx
    .selectFrom('job')
    .select(['attempts', 'doneAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row?.attempts !== attempts) return 'another’s';
  return row.doneAt === null ? 'ours' : 'ended by us';
};

/** Keeps the job ours while the world takes its time, or the database: a slow mail server is no dead worker. */
const whileHeld = async ({ platform }: Connections, job: Job, work: () => Promise<void>): Promise<void> => {
  // one that fails is made up for by the next; without a database the lease ends, as it must
  const timer = setInterval(() => void holdOn(platform, job, Date.now()).catch(() => {}), lease / 3);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
};

const performOutward = async (connections: Connections, outside: Outside, o: AnyOutward, job: Job): Promise<void> => {
  const input = parsed(o.takes, job.payload);
  const asks = () => systemAsks(job.carrierId, job.kind, Date.now());
  const task = await transact(connections, asks(), async (ctx) => {
    if ((await standOf(ctx, job)) !== 'ours') return null;
    const prepared = await o.prepare(ctx, input);
    if (prepared === null) await end(ctx, job);
    return prepared;
  });
  if (task === null) return;
  await whileHeld(connections, job, async () => {
    const came = await o.reach(outside, task);
    const write = (tried: 'first' | 'again') =>
      transact(connections, asks(), async (ctx) => {
        if (tried === 'again' && (await standOf(ctx, job)) === 'ended by us') return;
        await o.run(ctx, task, came);
        await end(ctx, job);
      });
    // recurring work comes round by itself
    await untilWritten(write, job.everyMs === null ? lease : 0);
  });
};

const performInside = async (connections: Connections, job: Job): Promise<void> => {
  const o = listed.get(job.kind);
  if (o === undefined || !('run' in o)) throw new Error(`no work is named '${job.kind}'`);
  const input = parsed(o.takes, job.payload);
  await transact(connections, systemAsks(job.carrierId, job.kind, Date.now()), async (ctx) => {
    await o.run(ctx, input);
    await end(ctx, job);
  });
};

/** Does what a claimed job wants, as the system. */
export const perform = (connections: Connections, outside: Outside, job: Job): Promise<void> => {
  const o = outwardList.get(job.kind);
  return o === undefined ? performInside(connections, job) : performOutward(connections, outside, o, job);
};

const hour = 3_600_000;

/** What failed, without the data it failed on: a problem's sentence names fields only, a bug tells its kind. */
export const told = (error: unknown): string =>
  error instanceof Problem ? `${error.type}: ${error.facts.detail}` : error instanceof Error ? error.name : 'unknown';

/** Keeps a failed job for another try: after 5 s, doubling up to an hour. */
export const postpone = async ({ platform }: Connections, job: Job, error: unknown, now: number): Promise<string> => {
  const rest = Math.min(hour, 5000 * 2 ** Math.min(job.attempts - 1, 12));
  const words = told(error);
  await platform
    .updateTable('job')
    .set({ lockedUntil: now + rest, error: words })
    .where('id', '=', job.id)
    .where('carrierId', '=', job.carrierId)
    .execute();
  return words;
};
