import type { Connections } from '../../../db/connect.ts';
import { atCarrier, transactPlatform } from '../../../db/context.ts';
import { randomIds } from '../../../kernel/id.ts';
import { found } from '../../../kernel/problem.ts';
import { makeKnown, takeOn } from '../../staff/create-person.ts';
import { hashPassword } from '../../staff/passwords.ts';
import { type Attempt, succeed } from '../attempt.ts';
import { holdByPassword } from '../hold.ts';
import { takePassword } from '../password-rules.ts';
import type { AccessLink } from '../record.ts';
import { tryPassword } from '../sign-in.ts';
import { membershipsOf } from '../tell.ts';
import { linkBehind, opensNothing, useLink } from './open-link.ts';

/** An invitation as it lies in the database. */
type Invitation = {
  readonly link: AccessLink;
  readonly carrierId: string;
  readonly email: string;
  readonly name: string;
};

const invitationBehind = async ({ platform }: Connections, secret: string, now: number): Promise<Invitation> => {
  const link = await linkBehind(platform, 'invitation', secret, now);
  const { carrierId, email, name, makerId } = link;
  if (carrierId === null || email === null || name === null)
    throw new Error('an invitation has carrier, address and name');
  // it gives no more than its maker could give now
  const maker = makerId === null ? [] : await membershipsOf(platform, makerId);
  if (!maker.some((at) => at.carrierId === carrierId && at.actor.roles.includes('administrator'))) opensNothing();
  return { link, carrierId, email, name };
};

const personBy = ({ platform }: Connections, email: string) =>
  platform.selectFrom('person').select(['id', 'leftAt']).where('email', '=', email).executeTakeFirst();

/** What an invited person sees before he accepts: who invites him, and whether he has a password here already. */
export const lookAtInvitation = async (connections: Connections, secret: string, now: number) => {
  const { link, carrierId, email, name } = await invitationBehind(connections, secret, now);
  const carrier = await connections.platform
    .selectFrom('carrier')
    .select(['name', 'shortName'])
    .where('id', '=', carrierId)
    .executeTakeFirst();
  const known = (await personBy(connections, email))?.leftAt === null;
  const { madeBy, roles, title, expiresAt } = link;
  return { ...{ carrier: found(carrier, 'carrier').name, madeBy, email, name, roles, title }, known, expiresAt };
};

type Proved = { readonly known: Attempt } | { readonly id: string; readonly passwordHash: string };

/**
 * Whoever works somewhere here proves that the address is his by his password; nobody's invitation sets it anew. Whoever is new, or
 * had left everywhere, chooses one.
 */
const personFor = async (
  connections: Connections,
  invited: Invitation,
  { secret, password }: { readonly secret: string; readonly password: string },
  now: number,
): Promise<Proved> => {
  const { link, email, name } = invited;
  const person = await personBy(connections, email);
  // one whom this very link let in meanwhile is asked for nothing: the link is used
  await linkBehind(connections.platform, link.kind, secret, now);
  if (person !== undefined && person.leftAt === null)
    return { known: await tryPassword(connections, { personId: person.id }, password, now) };
  takePassword(password, { email, name });
  return { id: person?.id ?? randomIds(now)(), passwordHash: await hashPassword(password) };
};

/** Accepts an invitation: the person works there from now on, a new one with the password that he chooses. */
export const acceptInvitation = async (
  connections: Connections,
  { secret, password }: { readonly secret: string; readonly password: string },
  now: number,
): Promise<{ readonly carrierId: string; readonly email: string }> => {
  const invited = await invitationBehind(connections, secret, now);
  const { link, carrierId, email, name } = invited;
  const proved = await personFor(connections, invited, { secret, password }, now);
  const id = 'known' in proved ? proved.known.id : proved.id;
  const { roles, title } = link;
  const actor = { kind: 'person', id, name, roles } as const;
  const asking = { carrierId, actor, proof: { by: 'house' }, at: now, id: randomIds(now) } as const;
  await transactPlatform(connections, async (tx) => {
    await useLink(tx, link, now);
    if ('known' in proved) {
      await holdByPassword(tx, proved.known);
      await succeed(tx, proved.known);
    } else
      await makeKnown(tx, { id, email, name, passwordHash: proved.passwordHash, mustChange: false, demo: false }, now);
    await atCarrier(connections, tx, asking, (ctx) =>
      takeOn(ctx, { id, email, name, roles, title }, { invitation: link.id, invitedBy: link.madeBy }),
    );
  });
  return { carrierId, email };
};
