import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../db/connect.ts';

export type Job = {
  readonly id: string;
  readonly carrierId: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly everyMs: number | null;
};

/** How long a claimed job is nobody else's (ms): a worker that died gives it back after that. */
export const lease = 120_000;

/** Keeps a claimed job while its work goes on; a job that another worker has taken since is that one's. */
export const holdOn = async (platform: Db, { id, carrierId, attempts }: Job, now: number): Promise<void> => {
  await platform
    .updateTable('job')
    .set({ lockedUntil: now + lease })
    .where('id', '=', id)
    .where('carrierId', '=', carrierId)
    .where('attempts', '=', attempts)
    .where('doneAt', 'is', null)
    .execute();
};

/** Which turns are served: all of them, or the first alone. */
type Turns = 'all' | 'the first';

const turnsOf = {
  all: sql`(values (0), (1), (2)) as turns (turn)`,
  'the first': sql`(values (0)) as turns (turn)`,
} as const;

/**
 * Which job is due next, held: turn after turn by the index that has them so, for over all turns at once a server before
 * PostgreSQL 18 walks what waits. A demo carrier's work is due by its own clock.
 */
export const nextDue = (now: number, turns: Turns): RawBuilder<unknown> => sql`
  select due.carrier_id, due.id from ${turnsOf[turns]} cross join lateral (
    select j.carrier_id, j.id from job j join carrier c on c.id = j.carrier_id
    where j.turn = turns.turn and j.done_at is null and j.run_at <= greatest(${now}, (select max(clock) from carrier))
      and j.run_at <= coalesce(c.clock, ${now}) and (j.locked_until is null or j.locked_until <= ${now})
    order by j.run_at limit 1 for update of j skip locked) as due
  limit 1`;

const claim = async (platform: Db, now: number, turns: Turns): Promise<Job | null> => {
  const { rows } = await sql<Job>`
    update job set locked_until = ${now + lease}, attempts = attempts + 1
    where (carrier_id, id) = (${nextDue(now, turns)})
    returning id, carrier_id as "carrierId", kind, payload, attempts, every_ms as "everyMs"`.execute(platform);
  return rows[0] ?? null;
};

/** Claims the next due job of any carrier, or null. */
export const claimNext = (platform: Db, now: number): Promise<Job | null> => claim(platform, now, 'all');

/** Claims the next due job that somebody waits for, or null. */
export const claimFirst = (platform: Db, now: number): Promise<Job | null> => claim(platform, now, 'the first');
