import type { Connections } from '../../db/connect.ts';
import { transactPlatform } from '../../db/context.ts';
import type { Proof } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import type { SessionIdentity } from '../staff/authenticate.ts';
import { begin, succeed } from './attempt.ts';
import { tryCode, tryPassword, type With } from './sign-in.ts';
import { tell } from './tell.ts';

/** How long a proof of who one is stays fresh, ms. Releasing: long enough to read it all; signing: shown for this very act. */
export const freshFor = { release: 10 * 60_000, signature: 2 * 60_000 } as const;

/** What is shown again. */
export type Shown = { readonly password: string } | { readonly code: string };

const showAgain = async (connections: Connections, personId: string, shown: Shown, now: number): Promise<With> => {
  if ('password' in shown) {
    await succeed(connections.platform, await tryPassword(connections, { personId }, shown.password, now));
    return 'password';
  }
  const attempt = await begin(connections.platform, { personId }, now);
  if (attempt === null)
    return refuse('too-many', 'There were five failures; the account rests.', 'Wait fifteen minutes.');
  const kind = await tryCode(connections, attempt, shown.code, now);
  await succeed(connections.platform, attempt);
  return kind;
};

/** Marks a session as proved now. */
export const markProved = async (
  connections: Connections,
  identity: SessionIdentity,
  kind: With,
  now: number,
): Promise<void> => {
  const facts = { session: identity.sessionId, with: kind };
  await transactPlatform(connections, async (tx) => {
    const marked = await tx
      .updateTable('session')
      .set({ provedAt: now })
      .where('id', '=', identity.sessionId)
      .where('endedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (marked === undefined) refuse('not-signed-in', 'The session has ended.', 'Sign in again.');
    await tell(connections, tx, identity, { kind: 'session.proved', facts }, now);
  });
};

/** Proves once more in a session who asks, by his password or a code: what signs, releases and excepts is open for ten minutes. */
export const prove = async (
  connections: Connections,
  identity: SessionIdentity,
  shown: Shown,
  now: number,
): Promise<{ readonly kind: With; readonly until: number }> => {
  const kind = await showAgain(connections, identity.actor.id, shown, now);
  await markProved(connections, identity, kind, now);
  return { kind, until: now + freshFor.release };
};

/** Refuses a session whose person has not proved himself lately; a key is no session, and is not asked. */
export const demandFresh = (proof: Proof, what: keyof typeof freshFor, now: number): void => {
  if (proof.by === 'session' && now - proof.provedAt > freshFor[what])
    refuse(
      'fresh-proof-needed',
      `This asks once more who you are, and that was last shown over ${freshFor[what] / 60_000} minutes ago.`,
      'POST /v1/sessions/current:prove with your password, a code or a passkey, then send this again.',
    );
};
