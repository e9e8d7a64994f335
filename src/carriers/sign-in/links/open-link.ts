import type { RawBuilder } from 'kysely';
import type { Db } from '../../../db/connect.ts';
import type { Tx } from '../../../db/context.ts';
import { refuse } from '../../../kernel/problem.ts';
import { secretHash } from '../../staff/passwords.ts';
import type { AccessLink } from '../record.ts';

const inForce = (platform: Db, kind: AccessLink['kind'], secret: string, now: number) =>
  platform
    .selectFrom('accessLink')
    .selectAll()
    .where('secretHash', '=', secretHash(secret))
    .where('kind', '=', kind)
    .where('usedAt', 'is', null)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now);

/** Refuses a link that serves no more, whatever the reason. */
export const opensNothing = () =>
  refuse(
    'not-found',
    'This link opens nothing: it was used, was taken back, or its time is over.',
    'Ask for a new one.',
  );

/** The link behind a secret, while it serves. */
export const linkBehind = async (
  platform: Db,
  kind: AccessLink['kind'],
  secret: string,
  now: number,
): Promise<AccessLink> => (await inForce(platform, kind, secret, now).executeTakeFirst()) ?? opensNothing();

/** Ends links of a kind that still serve; the caller says which of them. */
export const endingLinks = (db: Db, kind: AccessLink['kind'], at: number | RawBuilder<number>) =>
  db
    .updateTable('accessLink')
    .set({ endedAt: at })
    .where('kind', '=', kind)
    .where('usedAt', 'is', null)
    .where('endedAt', 'is', null);

/** Uses a link up, in the transaction of what it opens: of several at once one succeeds. */
export const useLink = async (tx: Tx, link: AccessLink, now: number): Promise<void> => {
  const used = await tx
    .updateTable('accessLink')
    .set({ usedAt: now })
    .where('id', '=', link.id)
    .where('usedAt', 'is', null)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (used === undefined) opensNothing();
};
