import type { Db } from '../../../db/connect.ts';
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

const gone = () =>
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
): Promise<AccessLink> => (await inForce(platform, kind, secret, now).executeTakeFirst()) ?? gone();

/** Uses a link up: of several at once one succeeds. */
export const useLink = async (platform: Db, link: AccessLink, now: number): Promise<void> => {
  const used = await platform
    .updateTable('accessLink')
    .set({ usedAt: now })
    .where('id', '=', link.id)
    .where('usedAt', 'is', null)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (used === undefined) gone();
};
