import type { Connections } from '../../../db/connect.ts';
import { type Tx, transactPlatform } from '../../../db/context.ts';
import { secretOf } from '../../../db/secrets.ts';
import { randomIds } from '../../../kernel/id.ts';
import { found, refuse } from '../../../kernel/problem.ts';
import type { IdentityProvider, NamedPerson } from '../../../outside/identity-provider.ts';
import { holdPerson } from '../hold.ts';
import { fresh, type Opened, openSession } from '../sign-in.ts';
import { membershipsOf } from '../tell.ts';
import { clientSecret } from './settings.ts';

/** A carrier's provider in force, ready to be asked. */
export type CarrierProvider = IdentityProvider & {
  readonly id: string;
  readonly addresses: 'verified-only' | 'as-given';
};

/** The provider by which the staff of a carrier sign in; `not-found` where it has entered none, or there is no such carrier. */
export const providerOf = async (
  { platform, dataFolder }: Connections,
  carrierId: string,
): Promise<CarrierProvider> => {
  const row = found(
    await platform
      .selectFrom('identityProvider')
      .select(['id', 'issuer', 'clientId', 'addresses'])
      .where('carrierId', '=', carrierId)
      .where('endedAt', 'is', null)
      .executeTakeFirst(),
    'provider to sign in by',
  );
  const secret = await secretOf(dataFolder, carrierId, clientSecret);
  if (secret === null)
    return refuse('unavailable', "The provider's client secret does not lie here.", 'PUT /v1/sign-in-provider again.');
  return { ...row, clientSecret: secret };
};

const nobody = (detail: string): never =>
  refuse(
    'not-allowed',
    detail,
    'An administrator of your carrier invites you with the address that its provider names.',
  );

/** Whom the provider means: known by its subject, or the first time by an address of somebody who works at this carrier. */
const meant = async (
  tx: Tx,
  carrierId: string,
  { id: providerId, addresses }: CarrierProvider,
  { subject, email, verified }: NamedPerson,
  now: number,
): Promise<string> => {
  const known = await tx
    .selectFrom('providerLink')
    .select('personId')
    .where('carrierId', '=', carrierId)
    .where('providerId', '=', providerId)
    .where('subject', '=', subject)
    .executeTakeFirst();
  if (known !== undefined) return known.personId;
  if (email === null) return nobody('The provider names no e-mail address.');
  if (!verified && addresses === 'verified-only')
    return nobody('The provider does not say that it verified your e-mail address.');
  const member = await tx
    .selectFrom('membership')
    .select('personId')
    .where('carrierId', '=', carrierId)
    .where('email', '=', email.toLowerCase())
    .where('untilAt', 'is', null)
    .executeTakeFirst();
  if (member === undefined) return nobody('Nobody with the e-mail address that the provider names works here.');
  const link = { carrierId, id: randomIds(now)(), providerId, subject, personId: member.personId, linkedAt: now };
  await tx
    .insertInto('providerLink')
    .values(link)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return member.personId;
};

/** Holds the provider until the session stands: one that ends meanwhile ends it with the others, or is found to have ended. */
const holdProvider = async (tx: Tx, { id }: CarrierProvider): Promise<void> => {
  const held = await tx
    .selectFrom('identityProvider')
    .select('id')
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .forShare()
    .executeTakeFirst();
  found(held, 'provider to sign in by');
};

/** Signs in whom a carrier's provider names, at that carrier alone: its word counts nowhere else. */
export const signInByProvider = (
  connections: Connections,
  { carrierId, provider, named }: { carrierId: string; provider: CarrierProvider; named: NamedPerson },
  agent: string,
  now: number,
): Promise<Opened> =>
  transactPlatform(connections, async (tx) => {
    await holdProvider(tx, provider);
    const personId = await meant(tx, carrierId, provider, named, now);
    const { failuresSince: failedBefore } = await holdPerson(tx, personId);
    const at = (await membershipsOf(tx, personId)).find((place) => place.carrierId === carrierId);
    if (at === undefined) return nobody('You work here no more.');
    const how = { openedWith: ['provider'], agent, failedBefore, ...fresh(now) } as const;
    return openSession(connections, tx, { at, password: 'own' }, how, now);
  });
