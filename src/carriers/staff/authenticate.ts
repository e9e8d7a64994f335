import type { Connections, Db } from '../../db/connect.ts';
import type { Actor } from '../../kernel/operation.ts';
import { Problem } from '../../kernel/problem.ts';
import { newSecret, passwordMatches, secretHash } from './passwords.ts';

/** Who asks and for which carrier, as a session or key shows. */
export type Identity = { readonly carrierId: string; readonly actor: Actor; readonly by: 'session' | 'key' };

const hour = 3_600_000;
const tries = 5;

const wrong = () =>
  new Problem('wrong-password', {
    detail: 'E-mail address and password do not match, or this person has no access here.',
    fix: 'Check both; after five failures the account rests for fifteen minutes. An administrator can set a new password.',
    cite: null,
  });

const memberOf = (platform: Db, personId: string, carrierId: string) =>
  platform
    .selectFrom('membership')
    .select(['roles', 'name', 'carrierId'])
    .where('personId', '=', personId)
    .where('carrierId', '=', carrierId)
    .where('untilAt', 'is', null)
    .executeTakeFirst();

const personActor = (id: string, name: string, roles: Actor['roles']): Actor => ({ kind: 'person', id, name, roles });

/** The identity behind a session token, or null: ended, expired, or the person has left. */
export const bySession = async (platform: Db, token: string, now: number): Promise<Identity | null> => {
  const row = await platform
    .selectFrom('session')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.personId', '=', 'session.personId')
        .onRef('membership.carrierId', '=', 'session.carrierId'),
    )
    .select(['session.personId', 'session.carrierId', 'membership.name', 'membership.roles'])
    .where('session.tokenHash', '=', secretHash(token))
    .where('session.endedAt', 'is', null)
    .where('session.expiresAt', '>', now)
    .where('membership.untilAt', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { carrierId: row.carrierId, actor: personActor(row.personId, row.name, row.roles), by: 'session' };
};

/** The identity behind an API key, or null: unknown, expired, revoked, or its person has left. */
export const byKey = async (platform: Db, secret: string, now: number): Promise<Identity | null> => {
  const key = await platform
    .selectFrom('apiKey')
    .selectAll()
    .where('secretHash', '=', secretHash(secret))
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  if (key === undefined) return null;
  // at most one write a minute a key: the time is for people who look for unused keys
  if (key.lastUsedAt === null || now - key.lastUsedAt > 60_000)
    await platform.updateTable('apiKey').set({ lastUsedAt: now }).where('id', '=', key.id).execute();
  if (key.machine !== null)
    return {
      carrierId: key.carrierId,
      actor: { kind: 'machine', id: key.id, name: key.machine, roles: key.roles },
      by: 'key',
    };
  const member = key.personId === null ? undefined : await memberOf(platform, key.personId, key.carrierId);
  if (member === undefined || key.personId === null) return null;
  const roles = member.roles.filter((role) => key.roles.includes(role));
  return { carrierId: key.carrierId, actor: personActor(key.personId, member.name, roles), by: 'key' };
};

/** Checks a password with a lock after five failures; equal time for unknown addresses. Returns the person's id. */
export const checkPassword = async (platform: Db, email: string, password: string, now: number): Promise<string> => {
  const person = await platform
    .selectFrom('person')
    .select(['id', 'passwordHash', 'failures', 'lockedUntil', 'leftAt'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
  const locked = person?.lockedUntil !== null && person?.lockedUntil !== undefined && person.lockedUntil > now;
  const usable = person !== undefined && person.leftAt === null && !locked;
  const matches = await passwordMatches(usable ? person.passwordHash : null, password);
  if (person === undefined || !usable) throw wrong();
  if (!matches) {
    const failures = person.failures + 1;
    const rest = failures >= tries ? { failures: 0, lockedUntil: now + hour / 4 } : { failures };
    await platform.updateTable('person').set(rest).where('id', '=', person.id).execute();
    throw wrong();
  }
  if (person.failures > 0)
    await platform.updateTable('person').set({ failures: 0 }).where('id', '=', person.id).execute();
  return person.id;
};

/** Opens a session of twelve hours for one carrier; the token is given once. */
export const signIn = async (
  { platform }: Connections,
  asked: { readonly email: string; readonly password: string; readonly carrierId: string | null },
  now: number,
): Promise<{ token: string; identity: Identity; expiresAt: number }> => {
  const personId = await checkPassword(platform, asked.email, asked.password, now);
  const memberships = await platform
    .selectFrom('membership')
    .select(['carrierId', 'roles', 'name'])
    .where('personId', '=', personId)
    .where('untilAt', 'is', null)
    // by id, which holds the instant: a demo carrier's clock could date itself before all others
    .orderBy('id')
    .execute();
  const membership =
    asked.carrierId === null ? memberships[0] : memberships.find((m) => m.carrierId === asked.carrierId);
  if (membership === undefined) throw wrong();
  const token = newSecret();
  const expiresAt = now + 12 * hour;
  await platform
    .insertInto('session')
    .values({
      tokenHash: secretHash(token),
      personId,
      carrierId: membership.carrierId,
      createdAt: now,
      expiresAt,
      endedAt: null,
    })
    .execute();
  const actor = personActor(personId, membership.name, membership.roles);
  return { token, identity: { carrierId: membership.carrierId, actor, by: 'session' }, expiresAt };
};

/** Ends a session at once. */
export const signOut = async (platform: Db, token: string, now: number): Promise<void> => {
  await platform.updateTable('session').set({ endedAt: now }).where('tokenHash', '=', secretHash(token)).execute();
};
