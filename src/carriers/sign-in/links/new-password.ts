import type { Connections } from '../../../db/connect.ts';
import { systemAsks, transact } from '../../../db/context.ts';
import { later } from '../../../db/later.ts';
import { found } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { mailSettingOf } from '../../mail/settings.ts';
import { hashPassword } from '../../staff/passwords.ts';
import { takePassword } from '../password-rules.ts';
import { membershipsOf, tellEverywhere } from '../tell.ts';
import { realNow, until } from './clock.ts';
import { linkBehind, useLink } from './open-link.ts';

type Person = { readonly id: string; readonly email: string };

/** Writes the link down at a carrier whose mail can carry it; false where none is entered. */
const writeLink = (connections: Connections, carrierId: string, { id, email }: Person, now: number): Promise<boolean> =>
  transact(connections, systemAsks(carrierId, 'new passwords', now), async (ctx) => {
    if ((await mailSettingOf(ctx)) === null) return false;
    await ctx.tx
      .updateTable('accessLink')
      .set({ endedAt: realNow })
      .where('kind', '=', 'password')
      .where('personId', '=', id)
      .where('usedAt', 'is', null)
      .where('endedAt', 'is', null)
      .execute();
    const linkId = ctx.id();
    await ctx.tx
      .insertInto('accessLink')
      .values({
        ...{ id: linkId, kind: 'password', email, name: null, roles: [], title: '', personId: id, madeBy: 'himself' },
        ...{ secretHash: null, createdAt: realNow, expiresAt: until('password') },
        ...{ sentAt: null, usedAt: null, endedAt: null },
      })
      .execute();
    const subject = `person:${id}`;
    await record(ctx, { kind: 'person.new-password-asked', subject, happenedAt: ctx.at, facts: { link: linkId } });
    await later(ctx, { does: 'links.send', input: { linkId }, from: ctx.at, key: linkId });
    return true;
  });

const ask = async (connections: Connections, email: string, now: number): Promise<void> => {
  const person = await connections.platform
    .selectFrom('person')
    .select(['id', 'email'])
    .where('email', '=', email.toLowerCase())
    .where('leftAt', 'is', null)
    .executeTakeFirst();
  if (person === undefined) return;
  for (const { carrierId } of await membershipsOf(connections, person.id))
    if (await writeLink(connections, carrierId, person, now)) return;
};

/** Has a link for a new password sent to an address that is known here. The caller learns nothing of that, neither by words nor by time. */
export const askNewPassword = (connections: Connections, email: string, now: number): void => {
  ask(connections, email, now).catch((error: unknown) => {
    const name = error instanceof Error ? error.message : 'unknown';
    process.stderr.write(`compline: no link for a new password was written: ${name}\n`);
  });
};

/** Sets the password that a link was asked for. Every session ends; an app stays, and is asked at the next sign-in. */
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
  await useLink(platform, link, now);
  const free = { mustChange: false, failures: 0, lockedUntil: null };
  await platform
    .updateTable('person')
    .set({ passwordHash, ...free })
    .where('id', '=', id)
    .execute();
  await platform
    .updateTable('session')
    .set({ endedAt: now })
    .where('personId', '=', id)
    .where('endedAt', 'is', null)
    .execute();
  tellEverywhere(connections, id, { kind: 'person.password-changed', facts: { by: 'link', link: link.id } }, now);
};
