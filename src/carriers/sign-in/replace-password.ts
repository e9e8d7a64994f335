import type { Connections } from '../../db/connect.ts';
import { atCarrier, systemAsks, type Tx, transactPlatform } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { hashPassword } from '../staff/passwords.ts';
import { endingLinks } from './links/open-link.ts';
import { membershipsOf } from './tell.ts';

/** What ended with a password that was replaced. */
export type EndedWithIt = { readonly sessions: number; readonly passkeys: number };

/**
 * Puts a password in place of one that was lost or is in wrong hands: sessions, passkeys and links that whoever had it may have
 * opened end with it. An app stays, and is asked at the next sign-in.
 */
export const replacePassword = async (
  tx: Tx,
  personId: string,
  { passwordHash, mustChange }: { readonly passwordHash: string; readonly mustChange: boolean },
  now: number,
): Promise<EndedWithIt> => {
  await tx
    .updateTable('person')
    .set({ passwordHash, mustChange, failures: 0, lockedUntil: null, proofFailures: 0, proofLockedUntil: null })
    .where('id', '=', personId)
    .execute();
  const open = (table: 'session' | 'passkey') =>
    tx
      .updateTable(table)
      .set({ endedAt: now })
      .where('personId', '=', personId)
      .where('endedAt', 'is', null)
      .returning('id')
      .execute();
  await endingLinks(tx, 'password', now).where('personId', '=', personId).execute();
  return { sessions: (await open('session')).length, passkeys: (await open('passkey')).length };
};

/** The operator gives a person a password for one sign-in, where no carrier may: whoever works for several gets no link by the mail of one. */
export const givePassword = async (
  connections: Connections,
  { email, password }: { readonly email: string; readonly password: string },
  now: number,
): Promise<void> => {
  const passwordHash = await hashPassword(password);
  await transactPlatform(connections, async (tx) => {
    const row = await tx
      .selectFrom('person')
      .select('id')
      .where('email', '=', email)
      .where('leftAt', 'is', null)
      .forNoKeyUpdate()
      .executeTakeFirst();
    const { id } = found(row, 'person');
    const ended = await replacePassword(tx, id, { passwordHash, mustChange: true }, now);
    for (const { carrierId } of await membershipsOf(tx, id))
      await atCarrier(connections, tx, systemAsks(carrierId, 'local operator', now), (ctx) =>
        record(ctx, {
          kind: 'person.password-changed',
          subject: `person:${id}`,
          happenedAt: ctx.at,
          facts: { by: 'operator', ...ended },
        }),
      );
  });
};
