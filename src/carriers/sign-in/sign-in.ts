import { setTimeout } from 'node:timers/promises';
import type { z } from 'zod';
import type { Connections, Db } from '../../db/connect.ts';
import { type Tx, transactPlatform } from '../../db/context.ts';
import { randomIds } from '../../kernel/id.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import type { SessionIdentity } from '../staff/authenticate.ts';
import { newSecret, secretHash } from '../staff/passwords.ts';
import type { openedWith } from '../staff/record.ts';
import { agentWords } from './agent.ts';
import { type Attempt, begin, forgive, matches, succeed, type Whose, wrong } from './attempt.ts';
import { appInForce, type CodeKind, useCode } from './authenticator-app.ts';
import { holdByPassword, holdPerson } from './hold.ts';
import { passkeyInForce } from './passkeys.ts';
import { type At, membershipsOf, tell, tellEverywhere } from './tell.ts';

const hour = 3_600_000;

/** What opened a session. */
export type With = z.output<typeof openedWith>;

/** A session as it is opened; its token is given this once. */
export type Opened = {
  readonly token: string;
  readonly identity: SessionIdentity;
  readonly expiresAt: number;
  readonly openedWith: readonly With[];
  /** failures since the last sign-in, for the person to see that somebody else tried */
  readonly failedBefore: number;
};

const failed = async (connections: Connections, attempt: Attempt, now: number): Promise<void> => {
  if (!attempt.last) return;
  const facts = { failures: attempt.failedBefore + 1, minutes: 15 };
  await transactPlatform(connections, (tx) =>
    tellEverywhere(connections, tx, attempt.id, { kind: 'person.locked', facts }, now),
  );
};

// ms from the try to its refusal: what a lock writes into the ledgers must not show in the time of the answer
const refusedAfter = 80;

/** Weighs a password: the try of whom it belongs to, still counted. Equal time and one answer for whoever is unknown, gone or locked. */
export const tryPassword = async (
  connections: Connections,
  whose: Whose,
  password: string,
  now: number,
): Promise<Attempt> => {
  const refusable = setTimeout(refusedAfter);
  const attempt = await begin(connections.platform, whose, now);
  const right = await matches(attempt, password);
  if (attempt !== null && right) return attempt;
  if (attempt !== null) await failed(connections, attempt, now);
  await refusable;
  throw wrong();
};

/** Weighs the code of a try; its failure counts like that of a password. */
export const tryCode = async (
  connections: Connections,
  attempt: Attempt,
  code: string,
  now: number,
): Promise<CodeKind> => {
  const kind = await useCode(connections, attempt.id, code, now);
  if (kind !== null) return kind;
  await failed(connections, attempt, now);
  return refuse(
    'wrong-code',
    "'code': it is not the app's present code nor a recovery code, or it was used before.",
    'Wait for the next code of the app; each serves once. After five failures the account rests for fifteen minutes.',
  );
};

const codeNeeded = () =>
  new Problem('second-factor-needed', {
    detail: 'The password is right; this person also gives a code.',
    fix: 'Send the same again with `code`: six digits of the app, or a recovery code.',
    cite: null,
  });

export type How = {
  readonly openedWith: readonly With[];
  readonly agent: string;
  readonly failedBefore: number;
  readonly provedAt: number;
  readonly expiresAt: number;
};

/** A session that begins now with a proof: it lasts twelve hours. */
export const fresh = (now: number) => ({ provedAt: now, expiresAt: now + 12 * hour });

/** Opens a session of a person at a carrier, and puts in its ledger who signed in with what. The person is held. */
export const openSession = async (
  connections: Connections,
  tx: Tx,
  person: { readonly at: At; readonly password: SessionIdentity['password'] },
  how: How,
  now: number,
): Promise<Opened> => {
  const { at, password } = person;
  const id = randomIds(now)();
  const token = newSecret();
  const { openedWith: shown, failedBefore, provedAt, expiresAt } = how;
  await tx
    .insertInto('session')
    .values({
      ...{ id, tokenHash: secretHash(token), personId: at.actor.id, carrierId: at.carrierId, createdAt: now },
      ...{ expiresAt, endedAt: null, openedWith: [...shown], agent: agentWords(how.agent) },
      ...{ lastUsedAt: now, provedAt, actProvedAt: null },
    })
    .execute();
  const facts = { session: id, with: [...shown], failedBefore };
  await tell(connections, tx, at, { kind: 'session.opened', facts }, now);
  const proof = { by: 'session', provedAt, sessionId: id } as const;
  const way = shown.includes('provider') ? 'provider' : 'own';
  const identity: SessionIdentity = { ...at, proof, sessionId: id, expiresAt, way, password };
  return { token, identity, expiresAt, openedWith: shown, failedBefore };
};

/** What a person types to sign in. Null: no code, and no carrier before another. */
export type Asked = {
  readonly email: string;
  readonly password: string;
  readonly code: string | null;
  readonly carrierId: string | null;
  /** How his browser names itself. */
  readonly agent: string;
};

/** The person at the carrier he asks for, or at his first; refused like a wrong password where he has none. */
const placeOf = async (platform: Db, personId: string, carrierId: string | null): Promise<At> => {
  const places = await membershipsOf(platform, personId);
  const place = carrierId === null ? places[0] : places.find((one) => one.carrierId === carrierId);
  if (place === undefined) throw wrong();
  return place;
};

const kindOf = (mustChange: boolean) => (mustChange ? 'must-change' : 'own');

/** Signs a person in by password, and by a code where he has an app. */
export const signIn = async (connections: Connections, asked: Asked, now: number): Promise<Opened> => {
  const { platform } = connections;
  const { agent, carrierId, code } = asked;
  const attempt = await tryPassword(connections, { email: asked.email }, asked.password, now);
  const { id, failedBefore } = attempt;
  await placeOf(platform, id, carrierId);
  const shown: With[] = ['password'];
  if ((await appInForce(platform, id)) !== undefined) {
    if (code === null) {
      await forgive(platform, attempt);
      throw codeNeeded();
    }
    shown.push(await tryCode(connections, attempt, code, now));
  }
  return transactPlatform(connections, async (tx) => {
    await holdByPassword(tx, attempt);
    await succeed(tx, attempt);
    const person = { at: await placeOf(tx, id, carrierId), password: kindOf(attempt.mustChange) } as const;
    return openSession(connections, tx, person, { openedWith: shown, agent, failedBefore, ...fresh(now) }, now);
  });
};

/** Signs in whoever showed a passkey, while that serves. A lock of his password does not keep him out. */
export const signInByPasskey = (
  connections: Connections,
  { personId, passkeyId }: { readonly personId: string; readonly passkeyId: string },
  how: { readonly agent: string; readonly carrierId: string | null },
  now: number,
): Promise<Opened> =>
  transactPlatform(connections, async (tx) => {
    const { mustChange, failuresSince: failedBefore } = await holdPerson(tx, personId);
    await passkeyInForce(tx, passkeyId);
    const person = { at: await placeOf(tx, personId, how.carrierId), password: kindOf(mustChange) } as const;
    const { agent } = how;
    return openSession(connections, tx, person, { openedWith: ['passkey'], agent, failedBefore, ...fresh(now) }, now);
  });
