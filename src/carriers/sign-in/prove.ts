import { sql } from 'kysely';
import type { Connections } from '../../db/connect.ts';
import { type Ctx, transactPlatform } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import type { SessionIdentity } from '../staff/authenticate.ts';
import { begin, succeed } from './attempt.ts';
import { realNow } from './links/clock.ts';
import { tryCode, tryPassword, type With } from './sign-in.ts';
import { tell } from './tell.ts';

/** How long a proof of who one is stays fresh, ms. Releasing: long enough to read it all; signing: shown for this very act. */
export const freshFor = { release: 10 * 60_000, signature: 2 * 60_000 } as const;

/** What is shown again. */
export type Shown = { readonly password: string } | { readonly code: string };

const showAgain = async (connections: Connections, personId: string, shown: Shown, now: number): Promise<With> => {
  if ('password' in shown) {
    await succeed(connections.platform, await tryPassword(connections, { provenId: personId }, shown.password, now));
    return 'password';
  }
  const attempt = await begin(connections.platform, { provenId: personId }, now);
  if (attempt === null)
    return refuse('too-many', 'There were five failures; the account rests.', 'Wait fifteen minutes.');
  const kind = await tryCode(connections, attempt, shown.code, now);
  await succeed(connections.platform, attempt);
  return kind;
};

/** Marks a session as proved now, for what is released in the next minutes and for one act that is signed. */
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
      .set({ provedAt: now, actProvedAt: now })
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

const needed = (fix: string): never => refuse('fresh-proof-needed', 'This asks once more who you are.', fix);

const inSession =
  'Show it by your password, a code or a passkey (POST /v1/sessions/current:prove), then do this again.';

/** Refuses a session whose person has not proved himself in the last ten minutes. */
export const demandFresh = ({ provedAt }: { readonly provedAt: number }, now: number): void => {
  if (now - provedAt > freshFor.release) needed(inSession);
};

/** Uses up the proof that a person showed in his session for the act that this transaction does: it serves for no second one. */
export const spendProof = async (ctx: Ctx, sessionId: string): Promise<void> => {
  const spent = await ctx.tx
    .updateTable('session')
    .set({ actProvedAt: null })
    .where('id', '=', sessionId)
    .where('endedAt', 'is', null)
    .where('actProvedAt', '>', sql<number>`${realNow} - ${freshFor.signature}::bigint`)
    .returning('id')
    .executeTakeFirst();
  if (spent === undefined) needed(inSession);
};

/** Who acts by a key, which may lie in any script, gives his password where the act is a person's alone. */
export const provePassword = async (
  connections: Connections,
  personId: string,
  password: string | null,
  now: number,
): Promise<void> => {
  if (password === null)
    return needed('Give your password: in the header `Compline-Password`, or to `compline call` in COMPLINE_PASSWORD.');
  await showAgain(connections, personId, { password }, now);
};
