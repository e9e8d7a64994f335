import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { givePassword } from '../../carriers/sign-in/replace-password.ts';
import { createPerson } from '../../carriers/staff/create-person.ts';
import type { Db } from '../../db/connect.ts';
import { randomIds } from '../../kernel/id.ts';
import { refuse } from '../../kernel/problem.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { operatorAsks, optionsOf, rolesOf, withInstallation } from './installation.ts';

const personsUsage =
  'compline persons create --carrier ID --email ADDRESS --name NAME --roles ROLE,ROLE [--title TEXT] [--person ID]';

const emailOf = (text: string): string => {
  const email = z.email().safeParse(text.toLowerCase());
  return email.success ? email.data : refuse('invalid-input', `--email: '${text}' is no e-mail address.`, 'Mend it.');
};

type Hired = { readonly email: string; readonly carrierId: string; readonly person: string | null };

/** Whoever works at another carrier has a password, which may be anybody's: the id, which only his session shows, proves that it is his. */
const knownBy = async (platform: Db, { email, carrierId, person: told }: Hired): Promise<string | null> => {
  const person = await platform
    .selectFrom('person')
    .select('id')
    .where('email', '=', email)
    .where('leftAt', 'is', null)
    .executeTakeFirst();
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
  if (told !== person.id)
    refuse(
      'invalid-input',
      `--person: ${email} is known here from another carrier, and his password may be somebody else's.`,
      'Give the id that he sees in his own session (GET /v1/persons/current), or let an administrator invite him.',
    );
  return person.id;
};

const newPassword = (): string => randomBytes(12).toString('base64url');

/** `compline persons create`: gives a person roles; a person who is new here gets a password, printed this once. */
export const create = (args: readonly string[], streams: ToolStreams): Promise<number> =>
  withInstallation(streams, async (connections) => {
    const options = optionsOf(args, ['carrier', 'email', 'name', 'roles'], ['title', 'person'], personsUsage);
    const asking = operatorAsks(options.get('carrier') ?? '');
    const email = emailOf(options.get('email') ?? '');
    const roles = rolesOf(options.get('roles') ?? '');
    const name = options.get('name') ?? '';
    const known = await knownBy(connections.platform, {
      email,
      carrierId: asking.carrierId,
      person: options.get('person') ?? null,
    });
    const id = known ?? randomIds(asking.at)();
    const password = newPassword();
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

const resetUsage = 'compline persons new-password --email ADDRESS';

/** `compline persons new-password`: for whoever gets no link by mail; printed this once, and to be changed at the next sign-in. */
export const reset = (args: readonly string[], streams: ToolStreams): Promise<number> =>
  withInstallation(streams, async (connections) => {
    const email = emailOf(optionsOf(args, ['email'], [], resetUsage).get('email') ?? '');
    const password = newPassword();
    await givePassword(connections, { email, password }, Date.now());
    await streams.write(`${JSON.stringify({ email, password })}\n`);
    streams.complain('The password is shown this once; sessions, passkeys and links of this person have ended.');
    return 0;
  });
