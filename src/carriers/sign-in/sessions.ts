import type { Connections } from '../../db/connect.ts';
import { type Tx, transactPlatform } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { bySession, type SessionIdentity } from '../staff/authenticate.ts';
import { holdPerson } from './hold.ts';
import { type Opened, openSession } from './sign-in.ts';
import { membershipsOf, tell } from './tell.ts';

/** A person's own open sessions, at whichever carrier, the latest first; by a carrier's provider, those at that carrier. */
export const ownSessions = (connections: Connections, { actor, carrierId, way }: SessionIdentity, now: number) =>
  connections.platform
    .selectFrom('session')
    .where('session.personId', '=', actor.id)
    .$if(way === 'provider', (own) => own.where('session.carrierId', '=', carrierId))
    .where('session.endedAt', 'is', null)
    .where('session.expiresAt', '>', now)
    .innerJoin('carrier', 'carrier.id', 'session.carrierId')
    .select(['session.id', 'session.carrierId', 'carrier.name as carrier', 'session.createdAt', 'session.lastUsedAt'])
    .select(['session.expiresAt', 'session.openedWith', 'session.agent'])
    .orderBy('session.createdAt', 'desc')
    .execute();

const endRows = (tx: Tx, { actor, carrierId, way }: SessionIdentity, now: number) =>
  tx
    .updateTable('session')
    .set({ endedAt: now })
    .where('personId', '=', actor.id)
    .$if(way === 'provider', (own) => own.where('carrierId', '=', carrierId))
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning(['id', 'carrierId']);

type Ended = { readonly id: string; readonly carrierId: string };

/** Tells each end at the session's own carrier; says how many they were. */
const tellEnds = async (
  connections: Connections,
  tx: Tx,
  { actor }: Pick<SessionIdentity, 'actor'>,
  ended: readonly Ended[],
  now: number,
): Promise<number> => {
  for (const { id, carrierId } of ended) {
    const told = { kind: 'session.ended', facts: { session: id, by: 'own' } };
    await tell(connections, tx, { carrierId, actor }, told, now);
  }
  return ended.length;
};

/** Ends one of the asker's own sessions at once; those of others are as if they did not exist. */
export const endOwnSession = (
  connections: Connections,
  identity: SessionIdentity,
  sessionId: string,
  now: number,
): Promise<void> =>
  transactPlatform(connections, async (tx) => {
    const ended = await endRows(tx, identity, now).where('id', '=', sessionId).execute();
    if ((await tellEnds(connections, tx, identity, ended, now)) === 0)
      refuse('not-found', 'You have no such open session.', 'Look where you are signed in (GET /v1/sessions).');
  });

/** Ends the session of a token, whatever else its person may do; nothing where it has ended. */
export const signOut = async (connections: Connections, token: string, now: number): Promise<void> => {
  const identity = await bySession(connections.platform, token, now);
  if (identity === null) return;
  await transactPlatform(connections, async (tx) => {
    const ended = await endRows(tx, identity, now).where('id', '=', identity.sessionId).execute();
    await tellEnds(connections, tx, identity, ended, now);
  });
};

/** Ends the asker's own sessions, all of them or all but the one he asks in; says how many. */
export const endOwnSessions = async (
  connections: Connections,
  tx: Tx,
  identity: SessionIdentity,
  keep: 'current' | 'none',
  now: number,
): Promise<number> => {
  const all = endRows(tx, identity, now);
  const ended = await (keep === 'none' ? all : all.where('id', '!=', identity.sessionId)).execute();
  return tellEnds(connections, tx, identity, ended, now);
};

/** The carriers where a person works (by a carrier's provider, that one), with his roles there and what it takes to tell the time: zone, and a demo carrier's clock. */
export const carriersOf = (connections: Connections, { actor, carrierId, way }: SessionIdentity) =>
  connections.platform
    .selectFrom('membership')
    .innerJoin('carrier', 'carrier.id', 'membership.carrierId')
    .select(['membership.carrierId', 'carrier.name', 'carrier.shortName', 'carrier.demo'])
    .select(['membership.roles', 'membership.title', 'carrier.zone', 'carrier.clock'])
    .where('membership.personId', '=', actor.id)
    .where('membership.untilAt', 'is', null)
    .$if(way === 'provider', (own) => own.where('membership.carrierId', '=', carrierId))
    .orderBy('carrier.name')
    .execute();

/** Refuses what reaches beyond the carrier whose provider let the person in: its word counts nowhere else. */
export const demandOwnWay = ({ way }: SessionIdentity): void => {
  if (way === 'provider')
    refuse(
      'not-allowed',
      "You signed in by this carrier's own provider, which counts at this carrier alone.",
      'Sign in with your own password or passkey.',
    );
};

/** Opens a session at another carrier of the person in place of the present one: with its proof, and ending when it would have. */
export const switchCarrier = async (
  connections: Connections,
  identity: SessionIdentity,
  asked: { readonly carrierId: string; readonly agent: string },
  now: number,
): Promise<Opened> => {
  demandOwnWay(identity);
  const { password, expiresAt, proof, actor, sessionId } = identity;
  const { provedAt } = proof;
  const how = { openedWith: ['switch'], agent: asked.agent, failedBefore: 0, provedAt, expiresAt } as const;
  return transactPlatform(connections, async (tx) => {
    await holdPerson(tx, actor.id);
    const at =
      (await membershipsOf(tx, actor.id)).find((place) => place.carrierId === asked.carrierId) ??
      refuse('not-found', 'You work at no such carrier.', 'GET /v1/sessions/carriers lists where you work.');
    const ended = await endRows(tx, identity, now).where('id', '=', sessionId).execute();
    if (ended.length === 0) refuse('not-signed-in', 'The session has ended.', 'Sign in again.');
    const opened = await openSession(connections, tx, { at, password }, how, now);
    await tellEnds(connections, tx, identity, ended, now);
    return opened;
  });
};
