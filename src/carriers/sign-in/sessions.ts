import type { Connections } from '../../db/connect.ts';
import { refuse } from '../../kernel/problem.ts';
import type { SessionIdentity } from '../staff/authenticate.ts';
import { type Opened, openSession } from './sign-in.ts';
import { membershipsOf, tell } from './tell.ts';

const inForce = ({ platform }: Connections, personId: string, now: number) =>
  platform
    .selectFrom('session')
    .where('session.personId', '=', personId)
    .where('session.endedAt', 'is', null)
    .where('session.expiresAt', '>', now);

/** A person's own open sessions, at whichever carrier, the latest first. */
export const ownSessions = (connections: Connections, personId: string, now: number) =>
  inForce(connections, personId, now)
    .innerJoin('carrier', 'carrier.id', 'session.carrierId')
    .select(['session.id', 'session.carrierId', 'carrier.name as carrier', 'session.createdAt', 'session.lastUsedAt'])
    .select(['session.expiresAt', 'session.openedWith', 'session.agent'])
    .orderBy('session.createdAt', 'desc')
    .execute();

/** Ends sessions of the asker by id; those of others are as if they did not exist. Each is told at its own carrier. */
const end = async (connections: Connections, { actor }: SessionIdentity, ids: readonly string[], now: number) => {
  if (ids.length === 0) return;
  const ended = await connections.platform
    .updateTable('session')
    .set({ endedAt: now })
    .where('id', 'in', [...ids])
    .where('personId', '=', actor.id)
    .where('endedAt', 'is', null)
    .returning(['id', 'carrierId'])
    .execute();
  for (const { id, carrierId } of ended)
    await tell(connections, { carrierId, actor }, { kind: 'session.ended', facts: { session: id, by: 'own' } }, now);
};

/** Ends one of the asker's own sessions at once. */
export const endOwnSession = async (
  connections: Connections,
  identity: SessionIdentity,
  sessionId: string,
  now: number,
): Promise<void> => {
  const row = await inForce(connections, identity.actor.id, now)
    .select('session.id')
    .where('session.id', '=', sessionId)
    .executeTakeFirst();
  const { id } = row ?? refuse('not-found', 'You have no such open session.', 'GET /v1/sessions lists yours.');
  await end(connections, identity, [id], now);
};

/** Ends the asker's own sessions, all of them or all but the one he asks in; says how many. */
export const endOwnSessions = async (
  connections: Connections,
  identity: SessionIdentity,
  keep: 'current' | 'none',
  now: number,
): Promise<number> => {
  const rows = await inForce(connections, identity.actor.id, now).select('session.id').execute();
  const ids = rows.map(({ id }) => id).filter((id) => keep === 'none' || id !== identity.sessionId);
  await end(connections, identity, ids, now);
  return ids.length;
};

/** The carriers where a person works, with his roles there and what it takes to tell the time: zone, and a demo carrier's clock. */
export const carriersOf = (connections: Connections, personId: string) =>
  connections.platform
    .selectFrom('membership')
    .innerJoin('carrier', 'carrier.id', 'membership.carrierId')
    .select(['membership.carrierId', 'carrier.name', 'carrier.shortName', 'carrier.demo'])
    .select(['membership.roles', 'membership.title', 'carrier.zone', 'carrier.clock'])
    .where('membership.personId', '=', personId)
    .where('membership.untilAt', 'is', null)
    .orderBy('carrier.name')
    .execute();

/** Opens a session at another carrier of the person in place of the present one: with its proof, and ending when it would have. */
export const switchCarrier = async (
  connections: Connections,
  identity: SessionIdentity,
  asked: { readonly carrierId: string; readonly agent: string },
  now: number,
): Promise<Opened> => {
  const places = await membershipsOf(connections, identity.actor.id);
  const at =
    places.find((place) => place.carrierId === asked.carrierId) ??
    refuse('not-found', 'You work at no such carrier.', 'GET /v1/sessions/carriers lists where you work.');
  const { password, expiresAt, proof } = identity;
  const { provedAt } = proof;
  const how = { openedWith: ['switch'], agent: asked.agent, failedBefore: 0, provedAt, expiresAt } as const;
  const opened = await openSession(connections, { at, password }, how, now);
  await end(connections, identity, [identity.sessionId], now);
  return opened;
};
