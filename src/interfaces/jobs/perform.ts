import type { z } from 'zod';
import type { Connections } from '../../db/connect.ts';
import { type Ctx, systemAsks, transact } from '../../db/context.ts';
import type { Outward } from '../../kernel/operation.ts';
import { Problem } from '../../kernel/problem.ts';
import { outwardWork } from '../../operations.ts';
import type { Outside } from '../../outside/outside.ts';
import { listed, parsed } from '../invoke.ts';
import { holdOn, type Job, lease } from './claim.ts';

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

/** Keeps the job ours while the world takes its time: a slow mail server is no dead worker. */
const whileHeld = async <T>({ platform }: Connections, job: Job, reach: () => Promise<T>): Promise<T> => {
  // one that fails is made up for by the next; without a database the lease ends, as it must
  const timer = setInterval(() => void holdOn(platform, job, Date.now()).catch(() => {}), lease / 3);
  try {
    return await reach();
  } finally {
    clearInterval(timer);
  }
};

const performOutward = async (connections: Connections, outside: Outside, o: AnyOutward, job: Job): Promise<void> => {
  const input = parsed(o.takes, job.payload);
  const asks = () => systemAsks(job.carrierId, job.kind, Date.now());
  const task = await transact(connections, asks(), async (ctx) => {
    const prepared = await o.prepare(ctx, input);
    if (prepared === null) await end(ctx, job);
    return prepared;
  });
  if (task === null) return;
  const came = await whileHeld(connections, job, () => o.reach(outside, task));
  await transact(connections, asks(), async (ctx) => {
    await o.run(ctx, task, came);
    await end(ctx, job);
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
const told = (error: unknown): string =>
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
