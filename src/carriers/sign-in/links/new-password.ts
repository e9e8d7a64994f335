import type { Connections } from '../../../db/connect.ts';
import { systemAsks, transact, transactPlatform } from '../../../db/context.ts';
import { later } from '../../../db/later.ts';
import { found } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { mailSettingOf } from '../../mail/settings.ts';
import { hashPassword } from '../../staff/passwords.ts';
import { holdPerson } from '../hold.ts';
import { takePassword } from '../password-rules.ts';
import { replacePassword } from '../replace-password.ts';
import { membershipsOf, tellEverywhere } from '../tell.ts';
import { realNow, until } from './clock.ts';
import { endingLinks, linkBehind, opensNothing, useLink } from './open-link.ts';
import { publicUrlNeeded } from './public-url-needed.ts';

type Person = { readonly id: string; readonly email: string };

/**
 * Writes the link down at the person's carrier, if its mail can carry it. Never where he works for another too: whoever sets a
 * carrier's mail server reads its links, and would come into the other.
 */
const writeLink = (connections: Connections, carrierId: string, { id, email }: Person, now: number): Promise<void> =>
  transact(connections, systemAsks(carrierId, 'new passwords', now), async (ctx) => {
    if ((await mailSettingOf(ctx)) === null) return;
    await endingLinks(ctx.tx, 'password', realNow).where('personId', '=', id).execute();
    const linkId = ctx.id();
    await ctx.tx
      .insertInto('accessLink')
      .values({
        ...{
          id: linkId,
          kind: 'password',
          email,
          name: null,
          roles: [],
          title: '',
          personId: id,
          madeBy: 'himself',
          makerId: null,
        },
        ...{ secretHash: null, createdAt: realNow, expiresAt: until('password') },
        ...{ sentAt: null, usedAt: null, endedAt: null },
      })
      .execute();
    const subject = `person:${id}`;
    await record(ctx, { kind: 'person.new-password-asked', subject, happenedAt: ctx.at, facts: { link: linkId } });
    await later(ctx, { does: 'links.send', input: { linkId }, from: ctx.at, key: linkId });
  });

const ask = async (connections: Connections, email: string, now: number): Promise<void> => {
  const person = await connections.platform
    .selectFrom('person')
    .select(['id', 'email'])
    .where('email', '=', email.toLowerCase())
    .where('leftAt', 'is', null)
    .executeTakeFirst();
  if (person === undefined) return;
  const [only, ...others] = await membershipsOf(connections.platform, person.id);
  if (only !== undefined && others.length === 0) await writeLink(connections, only.carrierId, person, now);
};

/** Has a link for a new password sent to an address that is known here. The caller learns nothing of that, neither by words nor by time. */
export const askNewPassword = (connections: Connections, email: string, now: number): void => {
  publicUrlNeeded();
  ask(connections, email, now).catch((error: unknown) => {
    const name = error instanceof Error ? error.message : 'unknown';
    process.stderr.write(`compline: no link for a new password was written: ${name}\n`);
  });
};

/** Sets the password that a link was asked for, while its person still works for the one carrier whose mail brought it. */
export const setNewPassword = async (
  connections: Connections,
  { secret, newPassword }: { readonly secret: string; readonly newPassword: string },
  now: number,
): Promise<void> => {
  const { platform } = connections;
  const link = await linkBehind(platform, 'password', secret, now);
  const id = link.personId ?? '';
  const person = await platform.selectFrom('person').select(['email', 'name']).where('id', '=', id).executeTakeFirst();
  takePassword(newPassword, found(person, 'person'));
  const passwordHash = await hashPassword(newPassword);
  await transactPlatform(connections, async (tx) => {
    await holdPerson(tx, id);
    if ((await membershipsOf(tx, id)).some(({ carrierId }) => carrierId !== link.carrierId)) opensNothing();
    await useLink(tx, link, now);
    const ended = await replacePassword(tx, id, { passwordHash, mustChange: false }, now);
    const facts = { by: 'link', link: link.id, ...ended };
    await tellEverywhere(connections, tx, id, { kind: 'person.password-changed', facts }, now);
  });
};
