import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import { limits } from './limits.ts';
import type { LockSubject } from './record.ts';

/** Whom a lock or a count is about: an account as it was named, an origin, or who asked for a customer. */
export type Counted = {
  readonly subject: LockSubject;
  readonly key: Buffer;
  readonly customerId: string | null;
  /** What a person who looks into it may read: never a login. */
  readonly named: string | null;
};

/** The last instant (epoch ms) of the locks in force on any of these, or null where none is. */
export const lockedUntil = async (ctx: Ctx, counted: readonly Counted[]): Promise<number | null> => {
  const rows = await ctx.tx
    .selectFrom('authenticationLock')
    .select(['untilAt'])
    .where(({ or, and, eb }) =>
      or(counted.map(({ subject, key }) => and([eb('subject', '=', subject), eb('key', '=', key)]))),
    )
    .where('fromAt', '<=', ctx.at)
    .where('untilAt', '>', ctx.at)
    .where('liftedAt', 'is', null)
    .execute();
  return rows.length === 0 ? null : Math.max(...rows.map(({ untilAt }) => untilAt));
};

/** Counts `more` wrong tries, from the start where the time for them has passed; parallel tries wait here for each other. */
export const countWrong = async (ctx: Ctx, { subject, key }: Counted, more: 0 | 1): Promise<number> => {
  const { within } = limits[subject];
  const since = Number.isFinite(within) ? ctx.at - within : 0;
  const { rows } = await sql<{ wrong: number }>`
    insert into authentication_count as c (subject, key, wrong, since_at) values (${subject}, ${key}, ${more}, ${ctx.at})
    on conflict (carrier_id, subject, key) do update set
      wrong = case when c.since_at <= ${since} then 0 else c.wrong end + ${more},
      since_at = case when c.since_at <= ${since} then ${ctx.at} else c.since_at end
    returning wrong`.execute(ctx.tx);
  return rows[0]?.wrong ?? more;
};

/** Begins the count anew. */
export const forget = async (ctx: Ctx, { subject, key }: Counted): Promise<void> => {
  await ctx.tx
    .updateTable('authenticationCount')
    .set({ wrong: 0, sinceAt: ctx.at })
    .where('subject', '=', subject)
    .where('key', '=', key)
    .execute();
};

/** Locks from now for so long, with its reason in evidence; the count begins anew when it ends. Gives its last instant. */
export const lock = async (
  ctx: Ctx,
  counted: Counted,
  { reason, rest }: { readonly reason: 'wrong-tries' | 'many-accounts'; readonly rest: number },
): Promise<{ readonly id: string; readonly untilAt: number }> => {
  const made = await ctx.tx
    .insertInto('authenticationLock')
    .values({
      id: ctx.id(),
      ...counted,
      reason,
      fromAt: ctx.at,
      untilAt: ctx.at + rest,
      liftedAt: null,
      liftedWhy: null,
    })
    .returning(['id', 'untilAt'])
    .executeTakeFirstOrThrow();
  await forget(ctx, counted);
  await record(ctx, {
    kind: 'authentication.locked',
    subject: `authentication-lock:${made.id}`,
    happenedAt: ctx.at,
    facts: {
      of: counted.subject,
      reason,
      customer: counted.customerId,
      until: new Date(made.untilAt).toISOString(),
    },
  });
  return made;
};

/** Lifts the locks of an account, where its customer has proved himself anew or a person has a reason; its count begins anew. */
export const liftLocks = async (ctx: Ctx, counted: Counted, why: string): Promise<void> => {
  const lifted = await ctx.tx
    .updateTable('authenticationLock')
    .set({ liftedAt: ctx.at, liftedWhy: why })
    .where('subject', '=', counted.subject)
    .where('key', '=', counted.key)
    .where('untilAt', '>', ctx.at)
    .where('liftedAt', 'is', null)
    .returning('id')
    .execute();
  await forget(ctx, counted);
  for (const { id } of lifted)
    await record(ctx, {
      kind: 'authentication.lock-lifted',
      subject: `authentication-lock:${id}`,
      happenedAt: ctx.at,
      facts: { why },
    });
};
