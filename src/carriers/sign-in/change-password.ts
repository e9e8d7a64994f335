import type { Connections } from '../../db/connect.ts';
import { transactPlatform } from '../../db/context.ts';
import { found, refuse } from '../../kernel/problem.ts';
import type { SessionIdentity } from '../staff/authenticate.ts';
import { hashPassword } from '../staff/passwords.ts';
import { succeed } from './attempt.ts';
import { holdByPassword } from './hold.ts';
import { endingLinks } from './links/open-link.ts';
import { takePassword } from './password-rules.ts';
import { endOwnSessions } from './sessions.ts';
import { tryPassword } from './sign-in.ts';
import { tellEverywhere } from './tell.ts';

/** Gives the asker a password of his own choice for his old one; his other sessions end. */
export const changePassword = async (
  connections: Connections,
  identity: SessionIdentity,
  { password, newPassword }: { readonly password: string; readonly newPassword: string },
  now: number,
): Promise<void> => {
  const { platform } = connections;
  const { id } = identity.actor;
  const person = found(
    await platform.selectFrom('person').select(['email', 'name']).where('id', '=', id).executeTakeFirst(),
    'person',
  );
  const attempt = await tryPassword(connections, { provenId: id }, password, now);
  await succeed(platform, attempt);
  takePassword(newPassword, person);
  if (newPassword === password)
    refuse('password-refused', "'newPassword': it is the old one.", 'Choose another password.');
  const passwordHash = await hashPassword(newPassword);
  await transactPlatform(connections, async (tx) => {
    await holdByPassword(tx, attempt);
    await tx.updateTable('person').set({ passwordHash, mustChange: false }).where('id', '=', id).execute();
    await endingLinks(tx, 'password', now).where('personId', '=', id).execute();
    await endOwnSessions(connections, tx, identity, 'current', now);
    await tellEverywhere(connections, tx, id, { kind: 'person.password-changed', facts: { by: 'own' } }, now);
  });
};
