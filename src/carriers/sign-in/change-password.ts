import type { Connections } from '../../db/connect.ts';
import { found, refuse } from '../../kernel/problem.ts';
import type { SessionIdentity } from '../staff/authenticate.ts';
import { hashPassword } from '../staff/passwords.ts';
import { succeed } from './attempt.ts';
import { takePassword } from './password-rules.ts';
import { endOwnSessions } from './sessions.ts';
import { tryPassword } from './sign-in.ts';
import { tell } from './tell.ts';

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
  const attempt = await tryPassword(connections, { personId: id }, password, now);
  await succeed(platform, attempt);
  takePassword(newPassword, person);
  if (newPassword === password)
    refuse('password-refused', "'newPassword': it is the old one.", 'Choose another password.');
  const passwordHash = await hashPassword(newPassword);
  await tell(connections, identity, { kind: 'person.password-changed', facts: { by: 'own' } }, now);
  await platform.updateTable('person').set({ passwordHash, mustChange: false }).where('id', '=', id).execute();
  await endOwnSessions(connections, identity, 'current', now);
};
