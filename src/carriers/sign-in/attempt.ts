import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import { Problem } from '../../kernel/problem.ts';
import { passwordMatches } from '../staff/passwords.ts';

const tries = 5;
const rest = 15 * 60_000;

/** A person whose try is under way, as it counts until it is forgiven. */
export type Attempt = {
  readonly id: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly mustChange: boolean;
  /** Failures since the last sign-in, without this try. */
  readonly failedBefore: number;
  /** Whether this try, if it fails, is the one that locks. */
  readonly last: boolean;
};

/** Whose try it is: by the address he typed, or a person who is known already. */
export type Whose = { readonly email: string } | { readonly personId: string };

/** The one answer to whatever does not match: it tells nobody who exists, and not that somebody is locked. */
export const wrong = (): Problem =>
  new Problem('wrong-password', {
    detail: 'E-mail address and password do not match, or this person has no access here.',
    fix: 'Check both; after five failures the account rests for fifteen minutes. POST /v1/new-passwords sends a link for another.',
    cite: null,
  });

/** Where nobody's try was counted, something else is written: a commit that is missing would tell as much as a hash that is. */
const pretend = async (platform: Db, whose: Whose, now: number): Promise<null> => {
  const key = createHash('sha256')
    .update(`nobody:${JSON.stringify(whose)}`)
    .digest();
  await sql`
    insert into request_count as c (key, window_at, requests) values (${key}, ${now - (now % 3_600_000)}, 1)
    on conflict (key, window_at) do update set requests = c.requests + 1`.execute(platform);
  return null;
};

/**
 * Counts a try before it is weighed, in one statement: of processes that ask at once none gets a sixth. Null for who is unknown,
 * gone or locked.
 */
export const begin = async (platform: Db, whose: Whose, now: number): Promise<Attempt | null> => {
  const { rows } = await sql<{
    id: string;
    name: string;
    passwordHash: string | null;
    mustChange: boolean;
    failuresSince: number;
    lockedUntil: number | null;
  }>`
    update person set
      failures = case when failures + 1 >= ${tries}::integer then 0 else failures + 1 end,
      failures_since = failures_since + 1,
      locked_until = case when failures + 1 >= ${tries}::integer then ${now + rest}::bigint else null end
    where ${'email' in whose ? sql`email = ${whose.email.toLowerCase()}` : sql`id = ${whose.personId}::uuid`}
      and left_at is null and (locked_until is null or locked_until <= ${now}::bigint)
    returning id, name, password_hash, must_change, failures_since, locked_until`.execute(platform);
  const [person] = rows;
  if (person === undefined) return pretend(platform, whose, now);
  const { id, name, passwordHash, mustChange, failuresSince, lockedUntil } = person;
  return { id, name, passwordHash, mustChange, failedBefore: failuresSince - 1, last: lockedUntil !== null };
};

/** Whether the try's password is right; costs the same where nobody tries. */
export const matches = (attempt: Attempt | null, password: string): Promise<boolean> =>
  passwordMatches(attempt?.passwordHash ?? null, password);

/** Takes back what the try counted: it was right as far as it went, and more is asked. */
export const forgive = async (platform: Db, { id }: Attempt): Promise<void> => {
  await sql`
    update person set failures = case when locked_until is null then greatest(failures - 1, 0) else ${tries - 1}::integer end,
      failures_since = greatest(failures_since - 1, 0), locked_until = null where id = ${id}`.execute(platform);
};

/** Ends the count: the person has proved who he is. */
export const succeed = async (platform: Db, { id }: Attempt): Promise<void> => {
  await platform
    .updateTable('person')
    .set({ failures: 0, failuresSince: 0, lockedUntil: null })
    .where('id', '=', id)
    .execute();
};
