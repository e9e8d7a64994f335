import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createPerson } from '../../carriers/staff/create-person.ts';
import type { Db } from '../../db/connect.ts';
import { randomIds } from '../../kernel/id.ts';
import { refuse } from '../../kernel/problem.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { operatorAsks, optionsOf, rolesOf, withInstallation } from './installation.ts';

const personsUsage =
  'compline persons create --carrier ID --email ADDRESS --name NAME --roles ROLE,ROLE [--title TEXT]';

const emailOf = (text: string): string => {
  const email = z.email().safeParse(text.toLowerCase());
  return email.success ? email.data : refuse('invalid-input', `--email: '${text}' is no e-mail address.`, 'Mend it.');
};

const knownBy = async (platform: Db, email: string, carrierId: string): Promise<string | null> => {
  const person = await platform.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst();
  if (person === undefined) return null;
  const member = await platform
    .selectFrom('membership')
    .select('id')
    .where('personId', '=', person.id)
    .where('carrierId', '=', carrierId)
    .where('untilAt', 'is', null)
    .executeTakeFirst();
  if (member !== undefined)
    refuse('already-exists', `${email} works at this carrier already.`, 'An administrator changes roles.');
  return person.id;
};

/** `compline persons create`: gives a person roles; a person who is new here gets a password, printed this once. */
export const create = (args: readonly string[], streams: ToolStreams): Promise<number> =>
  withInstallation(streams, async (connections) => {
    const options = optionsOf(args, ['carrier', 'email', 'name', 'roles'], ['title'], personsUsage);
    const asking = operatorAsks(options.get('carrier') ?? '');
    const email = emailOf(options.get('email') ?? '');
    const roles = rolesOf(options.get('roles') ?? '');
    const name = options.get('name') ?? '';
    const known = await knownBy(connections.platform, email, asking.carrierId);
    const id = known ?? randomIds(asking.at)();
    const password = randomBytes(12).toString('base64url');
    const title = options.get('title') ?? roles.join(', ');
    await createPerson(connections, asking, { id, email, name, password, roles, title, demo: false });
    const shown = known === null ? { password } : {};
    await streams.write(`${JSON.stringify({ id, email, name, roles, ...shown })}\n`);
    streams.complain(
      known === null
        ? 'The password is shown this once.'
        : 'This person is known from another carrier and keeps his password.',
    );
    return 0;
  });
