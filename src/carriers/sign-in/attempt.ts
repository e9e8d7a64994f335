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
  readonly counter: Counter;
};

/**
 * Whose try it is: by the address that somebody typed, a person who is known by a link, or one who is signed in and proves it again.
 * His tries are counted apart: whoever guesses from outside must not keep him from proving.
 */
export type Whose = { readonly email: string } | { readonly personId: string } | { readonly provenId: string };

type Counter = {
  readonly failures: 'failures' | 'proofFailures';
  readonly lockedUntil: 'lockedUntil' | 'proofLockedUntil';
};

const counters = {
  door: { failures: 'failures', lockedUntil: 'lockedUntil' },
  proof: { failures: 'proofFailures', lockedUntil: 'proofLockedUntil' },
} as const satisfies Record<string, Counter>;

const counterOf = (whose: Whose): Counter => counters['provenId' in whose ? 'proof' : 'door'];

const rowOf = (whose: Whose) => {
  if ('email' in whose) return sql`email = ${whose.email.toLowerCase()}`;
  return sql`id = ${'personId' in whose ? whose.personId : whose.provenId}::uuid`;
};

/** The one answer to whatever does not match: it tells nobody who exists, and not that somebody is locked. */
export const wrong = (): Problem =>
  new Problem('wrong-password', {
    detail: 'E-mail address and password do not match, or this person has no access here.',
    fix: 'Check both; after five failures the account rests for fifteen minutes. A forgotten password is set anew by a link: ask for one (POST /v1/new-passwords).',
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
  const counter = counterOf(whose);
  const [failures, lockedUntil] = [sql.ref(counter.failures), sql.ref(counter.lockedUntil)];
  const { rows } = await sql<{
    id: string;
    name: string;
    passwordHash: string | null;
    mustChange: boolean;
    failuresSince: number;
    locks: boolean;
  }>`
    update person set
      ${failures} = case when ${failures} + 1 >= ${tries}::integer then 0 else ${failures} + 1 end,
      failures_since = failures_since + 1,
      ${lockedUntil} = case when ${failures} + 1 >= ${tries}::integer then ${now + rest}::bigint else null end
    where ${rowOf(whose)}
      and left_at is null and (${lockedUntil} is null or ${lockedUntil} <= ${now}::bigint)
    returning id, name, password_hash, must_change, failures_since, ${lockedUntil} is not null as locks`.execute(
    platform,
  );
  const [person] = rows;
  if (person === undefined) return pretend(platform, whose, now);
  const { id, name, passwordHash, mustChange, failuresSince, locks } = person;
  return { id, name, passwordHash, mustChange, failedBefore: failuresSince - 1, last: locks, counter };
};

/** Whether the try's password is right; costs the same where nobody tries. */
export const matches = (attempt: Attempt | null, password: string): Promise<boolean> =>
  passwordMatches(attempt?.passwordHash ?? null, password);

/** Takes back what the try counted: it was right as far as it went, and more is asked. */
export const forgive = async (platform: Db, { id, counter }: Attempt): Promise<void> => {
  const [failures, lockedUntil] = [sql.ref(counter.failures), sql.ref(counter.lockedUntil)];
  await sql`
    update person set ${failures} = case when ${lockedUntil} is null then greatest(${failures} - 1, 0) else ${tries - 1}::integer end,
      failures_since = greatest(failures_since - 1, 0), ${lockedUntil} = null where id = ${id}`.execute(platform);
};

/** Ends the count: the person has proved who he is. How many failed since the last sign-in is told at the next. */
export const succeed = async (platform: Db, attempt: Attempt): Promise<void> => {
  const { id, counter, failedBefore } = attempt;
  const failuresSince = counter === counters.door ? 0 : failedBefore;
  await platform
    .updateTable('person')
    .set({ [counter.failures]: 0, failuresSince, [counter.lockedUntil]: null })
    .where('id', '=', id)
    .execute();
};
