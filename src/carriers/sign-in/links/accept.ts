import type { Connections } from '../../../db/connect.ts';
import { transact } from '../../../db/context.ts';
import { randomIds } from '../../../kernel/id.ts';
import { found } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { hashPassword } from '../../staff/passwords.ts';
import { succeed } from '../attempt.ts';
import { takePassword } from '../password-rules.ts';
import type { AccessLink } from '../record.ts';
import { tryPassword } from '../sign-in.ts';
import { linkBehind, useLink } from './open-link.ts';

/** An invitation as it lies in the database. */
type Invitation = {
  readonly link: AccessLink;
  readonly carrierId: string;
  readonly email: string;
  readonly name: string;
};

const invitationBehind = async ({ platform }: Connections, secret: string, now: number): Promise<Invitation> => {
  const link = await linkBehind(platform, 'invitation', secret, now);
  const { carrierId, email, name } = link;
  if (carrierId === null || email === null || name === null)
    throw new Error('an invitation has carrier, address and name');
  return { link, carrierId, email, name };
};

const personBy = ({ platform }: Connections, email: string) =>
  platform.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst();

/** What an invited person sees before he accepts: who invites him, and whether he has a password here already. */
export const lookAtInvitation = async (connections: Connections, secret: string, now: number) => {
  const { link, carrierId, email, name } = await invitationBehind(connections, secret, now);
  const carrier = await connections.platform
    .selectFrom('carrier')
    .select(['name', 'shortName'])
    .where('id', '=', carrierId)
    .executeTakeFirst();
  const known = (await personBy(connections, email)) !== undefined;
  const { madeBy, roles, title, expiresAt } = link;
  return { ...{ carrier: found(carrier, 'carrier').name, madeBy, email, name, roles, title }, known, expiresAt };
};

/** A person of this installation proves that the address is his by his password; nobody else's invitation sets it anew. */
const personFor = async (connections: Connections, invited: Invitation, password: string, now: number) => {
  const { email, name } = invited;
  const known = await personBy(connections, email);
  if (known !== undefined) {
    await succeed(connections.platform, await tryPassword(connections, { personId: known.id }, password, now));
    return { id: known.id, passwordHash: null };
  }
  takePassword(password, { email, name });
  return { id: randomIds(now)(), passwordHash: await hashPassword(password) };
};

const addPerson = (
  { platform }: Connections,
  id: string,
  { email, name }: Invitation,
  passwordHash: string,
  now: number,
) =>
  platform
    .insertInto('person')
    .values({
      ...{ id, email, name, passwordHash, mustChange: false, demo: false, failures: 0, failuresSince: 0 },
      ...{ lockedUntil: null, createdAt: now, leftAt: null },
    })
    .execute();

/** Accepts an invitation: the person works there from now on, a new one with the password that he chooses. */
export const acceptInvitation = async (
  connections: Connections,
  { secret, password }: { readonly secret: string; readonly password: string },
  now: number,
): Promise<{ readonly carrierId: string; readonly email: string }> => {
  const invited = await invitationBehind(connections, secret, now);
  const { link, carrierId, email, name } = invited;
  const { id, passwordHash } = await personFor(connections, invited, password, now);
  await useLink(connections.platform, link, now);
  if (passwordHash !== null) await addPerson(connections, id, invited, passwordHash, now);
  const { roles, title } = link;
  const actor = { kind: 'person', id, name, roles } as const;
  await transact(
    connections,
    { carrierId, actor, proof: { by: 'house' }, at: now, id: randomIds(now) },
    async (ctx) => {
      const plain = { cpniResponsibleFrom: null, cpniResponsibleUntil: null, fromAt: ctx.at, untilAt: null };
      await ctx.tx
        .insertInto('membership')
        .values({ id: ctx.id(), personId: id, name, email, roles, title, ...plain })
        .execute();
      await record(ctx, {
        kind: 'member.added',
        subject: `person:${id}`,
        happenedAt: ctx.at,
        facts: { name, roles, title, invitation: link.id, invitedBy: link.madeBy },
      });
    },
  );
  return { carrierId, email };
};
