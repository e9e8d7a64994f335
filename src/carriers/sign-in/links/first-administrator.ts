import { z } from 'zod';
import type { Connections, Db } from '../../../db/connect.ts';
import { atCarrier, systemAsks, transactPlatform } from '../../../db/context.ts';
import { randomIds } from '../../../kernel/id.ts';
import { refuse } from '../../../kernel/problem.ts';
import { zone } from '../../../kernel/time.ts';
import { foundCarrier } from '../../create.ts';
import { carrierRow } from '../../record.ts';
import { makeKnown, takeOn } from '../../staff/create-person.ts';
import { hashPassword, newSecret, secretHash } from '../../staff/passwords.ts';
import { role } from '../../staff/record.ts';
import { takePassword } from '../password-rules.ts';
import { lasts } from './clock.ts';
import { endingLinks, linkBehind, useLink } from './open-link.ts';

const { name, shortName, kind, address, contact } = carrierRow.shape;
const digits = (count: number) =>
  z
    .string()
    .regex(new RegExp(`^\\d{${count}}$`), `${count} digits`)
    .nullable()
    .default(null);

/** Who the first administrator is, and of which carrier: one that the operator made, or a new one. */
export const firstAdministrator = z.strictObject({
  secret: z.string().min(1),
  email: z.email().toLowerCase(),
  name: z.string().trim().min(1).max(200),
  password: z.string().min(1),
  title: z.string().max(200).default('Administrator'),
  roles: z
    .array(role)
    .refine((roles) => roles.includes('administrator'), 'the first person is an administrator, whatever else he is')
    .default(['administrator']),
  carrier: z.union([
    z.strictObject({ carrierId: z.uuid() }),
    z.strictObject({
      ...{ name, shortName, kind, zone: z.string(), address, contact },
      ...{ filerId: digits(6), frn: digits(10) },
    }),
  ]),
});

type First = z.output<typeof firstAdministrator>;

const administratorOf = (platform: Db) =>
  platform
    .selectFrom('membership')
    .innerJoin('carrier', 'carrier.id', 'membership.carrierId')
    .select(['membership.id', 'membership.roles'])
    .where('membership.untilAt', 'is', null)
    .where('carrier.demo', '=', false)
    .execute();

/** Whether somebody administers a carrier of this installation that is no demo. */
const isAdministered = async (platform: Db): Promise<boolean> =>
  (await administratorOf(platform)).some(({ roles }) => roles.includes('administrator'));

/** The secret of the link to the first administrator, told this once; an older link ends. Null where there is one already. */
export const firstLink = async ({ platform }: Connections, now: number): Promise<string | null> => {
  if (await isAdministered(platform)) return null;
  await endingLinks(platform, 'first', now).execute();
  const secret = newSecret();
  await platform
    .insertInto('accessLink')
    .values({
      ...{ carrierId: null, id: randomIds(now)(), kind: 'first', email: null, name: null, roles: [], title: '' },
      ...{ personId: null, madeBy: 'operator', makerId: null, secretHash: secretHash(secret), createdAt: now },
      ...{ expiresAt: now + lasts.first, sentAt: null, usedAt: null, endedAt: null },
    })
    .execute();
  return secret;
};

/** The carriers that an administrator can be made of, while the link serves. */
export const lookAtFirst = async ({ platform }: Connections, secret: string, now: number) => {
  await linkBehind(platform, 'first', secret, now);
  return platform.selectFrom('carrier').select(['id', 'name']).where('demo', '=', false).orderBy('name').execute();
};

/** The carrier's id, of which nothing is written yet where it is new. */
const carrierFor = async ({ platform }: Connections, { carrier }: First, now: number): Promise<string> => {
  if (!('carrierId' in carrier)) {
    if (zone(carrier.zone) === null)
      refuse('invalid-input', "'carrier.zone': it is no time zone.", 'Use a name such as America/Chicago.');
    return randomIds(now)();
  }
  const known = await platform
    .selectFrom('carrier')
    .select('id')
    .where('id', '=', carrier.carrierId)
    .where('demo', '=', false)
    .executeTakeFirst();
  return known?.id ?? refuse('not-found', 'There is no such carrier.', 'Give the facts of a new one.');
};

/** Makes the first administrator, with his own password, and his carrier where it is new. */
export const acceptFirst = async (connections: Connections, first: First, now: number) => {
  const { platform } = connections;
  const link = await linkBehind(platform, 'first', first.secret, now);
  if (await isAdministered(platform))
    refuse('wrong-state', 'There is an administrator already.', 'Ask him for an invitation.');
  takePassword(first.password, first);
  const known = await platform.selectFrom('person').select('id').where('email', '=', first.email).executeTakeFirst();
  if (known !== undefined)
    refuse(
      'already-exists',
      'This e-mail address is known here already.',
      'Give another, or `compline persons create`.',
    );
  const carrierId = await carrierFor(connections, first, now);
  const passwordHash = await hashPassword(first.password);
  const id = randomIds(now)();
  const asking = systemAsks(carrierId, 'first administrator', now);
  const { carrier, email, name: full, roles, title } = first;
  await transactPlatform(connections, async (tx) => {
    await useLink(tx, link, now);
    if (!('carrierId' in carrier))
      await foundCarrier(connections, tx, asking, { ...carrier, demo: false, clock: null });
    await makeKnown(tx, { id, email, name: full, passwordHash, mustChange: false, demo: false }, now);
    await atCarrier(connections, tx, asking, (ctx) => takeOn(ctx, { id, email, name: full, roles, title }, {}));
  });
  return { carrierId, email };
};
