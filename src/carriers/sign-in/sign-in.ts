import type { z } from 'zod';
import type { Connections } from '../../db/connect.ts';
import { randomIds } from '../../kernel/id.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import type { SessionIdentity } from '../staff/authenticate.ts';
import { newSecret, secretHash } from '../staff/passwords.ts';
import type { openedWith } from '../staff/record.ts';
import { agentWords } from './agent.ts';
import { type Attempt, begin, forgive, matches, succeed, type Whose, wrong } from './attempt.ts';
import { appInForce, type CodeKind, useCode } from './authenticator-app.ts';
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

const failed = (connections: Connections, attempt: Attempt, now: number): void => {
  if (!attempt.last) return;
  const facts = { failures: attempt.failedBefore + 1, minutes: 15 };
  tellEverywhere(connections, attempt.id, { kind: 'person.locked', facts }, now);
};

/** Weighs a password: the try of whom it belongs to, still counted. Equal time and one answer for whoever is unknown, gone or locked. */
export const tryPassword = async (
  connections: Connections,
  whose: Whose,
  password: string,
  now: number,
): Promise<Attempt> => {
  const attempt = await begin(connections.platform, whose, now);
  const right = await matches(attempt, password);
  if (attempt !== null && right) return attempt;
  if (attempt !== null) failed(connections, attempt, now);
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
  failed(connections, attempt, now);
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

/** Opens a session of a person at a carrier, and puts in its ledger who signed in with what. */
export const openSession = async (
  connections: Connections,
  person: { readonly at: At; readonly password: SessionIdentity['password'] },
  how: How,
  now: number,
): Promise<Opened> => {
  const { at, password } = person;
  const id = randomIds(now)();
  const token = newSecret();
  const { openedWith: shown, failedBefore, provedAt, expiresAt } = how;
  const facts = { session: id, with: [...shown], failedBefore };
  await tell(connections, at, { kind: 'session.opened', facts }, now);
  await connections.platform
    .insertInto('session')
    .values({
      ...{ id, tokenHash: secretHash(token), personId: at.actor.id, carrierId: at.carrierId, createdAt: now },
      ...{ expiresAt, endedAt: null, openedWith: [...shown], agent: agentWords(how.agent) },
      ...{ lastUsedAt: now, provedAt },
    })
    .execute();
  const identity: SessionIdentity = {
    ...at,
    proof: { by: 'session', provedAt },
    sessionId: id,
    expiresAt,
    password,
  };
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
const placeOf = async (
  connections: Connections,
  attempt: Pick<Attempt, 'id'>,
  carrierId: string | null,
): Promise<At> => {
  const places = await membershipsOf(connections, attempt.id);
  const place = carrierId === null ? places[0] : places.find((one) => one.carrierId === carrierId);
  if (place === undefined) throw wrong();
  return place;
};

/** Signs a person in by password, and by a code where he has an app. */
export const signIn = async (connections: Connections, asked: Asked, now: number): Promise<Opened> => {
  const { platform } = connections;
  const attempt = await tryPassword(connections, { email: asked.email }, asked.password, now);
  const at = await placeOf(connections, attempt, asked.carrierId);
  const shown: With[] = ['password'];
  if ((await appInForce(platform, attempt.id)) !== undefined) {
    if (asked.code === null) {
      await forgive(platform, attempt);
      throw codeNeeded();
    }
    shown.push(await tryCode(connections, attempt, asked.code, now));
  }
  await succeed(platform, attempt);
  const { failedBefore, mustChange } = attempt;
  const person = { at, password: mustChange ? 'must-change' : 'own' } as const;
  return openSession(connections, person, { openedWith: shown, agent: asked.agent, failedBefore, ...fresh(now) }, now);
};

/** Signs in a person who showed otherwise who he is: by a passkey. A lock of his password does not keep him out. */
export const signInAs = async (
  connections: Connections,
  personId: string,
  how: { readonly openedWith: readonly With[]; readonly agent: string; readonly carrierId: string | null },
  now: number,
): Promise<Opened> => {
  const at = await placeOf(connections, { id: personId }, how.carrierId);
  const { mustChange, failuresSince } = await connections.platform
    .selectFrom('person')
    .select(['mustChange', 'failuresSince'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const person = { at, password: mustChange ? 'must-change' : 'own' } as const;
  const { openedWith: shown, agent } = how;
  return openSession(
    connections,
    person,
    { openedWith: shown, agent, failedBefore: failuresSince, ...fresh(now) },
    now,
  );
};
