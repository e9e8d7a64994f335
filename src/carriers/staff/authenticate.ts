import type { Db } from '../../db/connect.ts';
import type { Actor, Proof } from '../../kernel/operation.ts';
import { secretHash } from './passwords.ts';

/** Who asks and for which carrier, as a key shows. */
export type Identity = { readonly carrierId: string; readonly actor: Actor; readonly proof: Proof };

/** The same as a session shows, which belongs to a person. */
export type SessionIdentity = Identity & {
  readonly actor: Actor & { readonly kind: 'person' };
  readonly proof: Proof & { readonly by: 'session' };
  readonly sessionId: string;
  readonly expiresAt: number;
  /** `provider`: one carrier's provider says who he is, which counts at that carrier and nowhere else */
  readonly way: 'own' | 'provider';
  /** `must-change`: somebody else gave him his password, and nothing else is open before he has one of his own. */
  readonly password: 'own' | 'must-change';
};

const memberOf = (platform: Db, personId: string, carrierId: string) =>
  platform
    .selectFrom('membership')
    .select(['roles', 'name', 'carrierId'])
    .where('personId', '=', personId)
    .where('carrierId', '=', carrierId)
    .where('untilAt', 'is', null)
    .executeTakeFirst();

type Person = SessionIdentity['actor'];

const personActor = (id: string, name: string, roles: Actor['roles']): Person => ({ kind: 'person', id, name, roles });

const minute = 60_000;

/** The identity behind a session token, or null: ended, expired, or the person has left. */
export const bySession = async (platform: Db, token: string, now: number): Promise<SessionIdentity | null> => {
  const row = await platform
    .selectFrom('session')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.personId', '=', 'session.personId')
        .onRef('membership.carrierId', '=', 'session.carrierId'),
    )
    .innerJoin('person', 'person.id', 'session.personId')
    .select(['session.id', 'session.personId', 'session.carrierId', 'membership.name', 'membership.roles'])
    .select(['person.mustChange', 'session.provedAt', 'session.lastUsedAt', 'session.expiresAt'])
    .select('session.openedWith')
    .where('session.tokenHash', '=', secretHash(token))
    .where('session.endedAt', 'is', null)
    .where('session.expiresAt', '>', now)
    .where('membership.untilAt', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  // at most one write a minute a session: the time is for people who look over their sessions
  if (row.lastUsedAt === null || now - row.lastUsedAt > minute)
    await platform.updateTable('session').set({ lastUsedAt: now }).where('id', '=', row.id).execute();
  const way = row.openedWith.includes('provider') ? 'provider' : 'own';
  return {
    carrierId: row.carrierId,
    actor: personActor(row.personId, row.name, row.roles),
    proof: { by: 'session', provedAt: row.provedAt, sessionId: row.id },
    sessionId: row.id,
    expiresAt: row.expiresAt,
    way,
    // whom a provider let in used no password of ours
    password: row.mustChange && way === 'own' ? 'must-change' : 'own',
  };
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
  if (key.lastUsedAt === null || now - key.lastUsedAt > minute)
    await platform.updateTable('apiKey').set({ lastUsedAt: now }).where('id', '=', key.id).execute();
  const proof = { by: 'key', password: null } as const;
  if (key.machine !== null)
    return {
      carrierId: key.carrierId,
      actor: { kind: 'machine', id: key.id, name: key.machine, roles: key.roles },
      proof,
    };
  const member = key.personId === null ? undefined : await memberOf(platform, key.personId, key.carrierId);
  if (member === undefined || key.personId === null) return null;
  const roles = member.roles.filter((role) => key.roles.includes(role));
  return { carrierId: key.carrierId, actor: personActor(key.personId, member.name, roles), proof };
};
