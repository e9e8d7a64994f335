import type { VerifyAuthenticationResponseOpts, VerifyRegistrationResponseOpts } from '@simplewebauthn/server';
import { z } from 'zod';
import type { Connections, Db } from '../../db/connect.ts';
import { type Tx, transactPlatform } from '../../db/context.ts';
import { randomIds } from '../../kernel/id.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import type { SessionIdentity } from '../staff/authenticate.ts';
import { secretHash } from '../staff/passwords.ts';
import { holdPerson } from './hold.ts';
import { tellEverywhere } from './tell.ts';

// read when the first passkey is asked for: the library is large, and most processes never need it
const library = () => import('@simplewebauthn/server');

const minute = 60_000;

/** For whom a passkey is made: the name of our address and the address itself, as the browser knows them. */
export type Party = { readonly id: string; readonly origin: string };

const transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);
const common = { id: z.string().min(1).max(2000), rawId: z.string(), type: z.literal('public-key') };

/** What a device answers when it has made a passkey. */
export const madeKey = z.object({
  ...common,
  response: z.object({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.array(z.string()).default([]),
  }),
});

/** What a device answers when it has signed with a passkey. */
export const signedKey = z.object({
  ...common,
  response: z.object({ clientDataJSON: z.string(), authenticatorData: z.string(), signature: z.string() }),
});

/** Remembers what a device is asked to sign; what was asked before and never answered goes. */
const remember = async (platform: Db, challenge: string, personId: string | null, now: number): Promise<void> => {
  await platform.deleteFrom('passkeyChallenge').where('expiresAt', '<', now).execute();
  const row = { challengeHash: secretHash(challenge), personId, expiresAt: now + 5 * minute };
  await platform.insertInto('passkeyChallenge').values(row).execute();
};

/** Whether this was asked, of this person or of whoever comes (null), and not answered before: each serves once. */
const asked = async (platform: Db, challenge: string, personId: string | null, now: number): Promise<boolean> => {
  const row = await platform
    .deleteFrom('passkeyChallenge')
    .where('challengeHash', '=', secretHash(challenge))
    .where('expiresAt', '>=', now)
    .where('personId', personId === null ? 'is' : '=', personId)
    .returning('challengeHash')
    .executeTakeFirst();
  return row !== undefined;
};

const wrongKey = () =>
  new Problem('wrong-passkey', {
    detail: 'The passkey is not known here, or what it signed was not what was asked, for this address, just now.',
    fix: 'Begin again; or sign in with password and code.',
    cite: null,
  });

/** The passkeys of a person that serve, the oldest first. */
export const passkeysOf = (platform: Db, personId: string) =>
  platform
    .selectFrom('passkey')
    .select(['id', 'credentialId', 'name', 'createdAt', 'lastUsedAt', 'transports'])
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .orderBy('createdAt')
    .execute();

const known = async (platform: Db, personId: string) =>
  (await passkeysOf(platform, personId)).map(({ credentialId, transports }) => ({
    id: credentialId,
    transports: transports.flatMap((one) => transport.safeParse(one).data ?? []),
  }));

type Person = { readonly id: string; readonly email: string; readonly name: string };

/** What a person's device is asked when it is to make a passkey: kept in it, and opened by finger, face or PIN. */
export const beginPasskey = async (
  { platform }: Connections,
  { id, email, name }: Person,
  party: Party,
  now: number,
) => {
  const { generateRegistrationOptions } = await library();
  const options = await generateRegistrationOptions({
    ...{ rpName: 'Compline', rpID: party.id, userName: email, userDisplayName: name, attestationType: 'none' },
    userID: new Uint8Array(Buffer.from(id.replaceAll('-', ''), 'hex')),
    excludeCredentials: await known(platform, id),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await remember(platform, options.challenge, id, now);
  return options;
};

const registered = async (given: VerifyRegistrationResponseOpts) => {
  const { verifyRegistrationResponse } = await library();
  const outcome = await verifyRegistrationResponse(given).catch(() => null);
  if (outcome === null || !outcome.verified) throw wrongKey();
  return outcome.registrationInfo.credential;
};

/** Keeps a passkey that a person's device has made. */
export const addPasskey = async (
  connections: Connections,
  { actor }: SessionIdentity,
  { name, made, party }: { readonly name: string; readonly made: z.output<typeof madeKey>; readonly party: Party },
  now: number,
): Promise<{ readonly id: string; readonly name: string }> => {
  const credential = await registered({
    response: { ...made, response: { ...made.response, transports: [] }, clientExtensionResults: {} },
    expectedChallenge: (challenge) => asked(connections.platform, challenge, actor.id, now),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  });
  const id = randomIds(now)();
  await transactPlatform(connections, async (tx) => {
    await holdPerson(tx, actor.id);
    const added = await tx
      .insertInto('passkey')
      .values({
        ...{ id, personId: actor.id, credentialId: credential.id, publicKey: Buffer.from(credential.publicKey) },
        ...{ counter: credential.counter, transports: made.response.transports, name, createdAt: now },
        ...{ lastUsedAt: null, endedAt: null },
      })
      .onConflict((conflict) => conflict.column('credentialId').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) refuse('already-exists', 'This passkey is known here already.', 'Use another device.');
    await tellEverywhere(connections, tx, actor.id, { kind: 'person.passkey-added', facts: { passkey: id } }, now);
  });
  return { id, name };
};

/** Ends a passkey of a person. */
export const endPasskey = (
  connections: Connections,
  { actor }: SessionIdentity,
  passkeyId: string,
  now: number,
): Promise<void> =>
  transactPlatform(connections, async (tx) => {
    const ended = await tx
      .updateTable('passkey')
      .set({ endedAt: now })
      .where('id', '=', passkeyId)
      .where('personId', '=', actor.id)
      .where('endedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (ended === undefined)
      refuse('not-found', 'You have no such passkey.', 'Look at your own passkeys (GET /v1/persons/current).');
    const facts = { passkey: passkeyId };
    await tellEverywhere(connections, tx, actor.id, { kind: 'person.passkey-ended', facts }, now);
  });

/** Refuses a passkey that ended since it was shown. */
export const passkeyInForce = async (tx: Tx, passkeyId: string): Promise<void> => {
  const row = await tx
    .selectFrom('passkey')
    .select('id')
    .where('id', '=', passkeyId)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw wrongKey();
};

/** What a device is asked to sign: by a person who is known, or by whoever comes (null), whose device knows who he is. */
export const askPasskey = async ({ platform }: Connections, personId: string | null, party: Party, now: number) => {
  const { generateAuthenticationOptions } = await library();
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'required',
    allowCredentials: personId === null ? [] : await known(platform, personId),
  });
  await remember(platform, options.challenge, personId, now);
  return options;
};

const signed = async (given: VerifyAuthenticationResponseOpts): Promise<number> => {
  const { verifyAuthenticationResponse } = await library();
  const outcome = await verifyAuthenticationResponse(given).catch(() => null);
  if (outcome === null || !outcome.verified) throw wrongKey();
  return outcome.authenticationInfo.newCounter;
};

/** The passkey that signed what was asked, and whose it is; `askedOf` as when it was asked. */
export const passkeyBehind = async (
  { platform }: Connections,
  {
    key,
    party,
    askedOf,
  }: { readonly key: z.output<typeof signedKey>; readonly party: Party; readonly askedOf: string | null },
  now: number,
): Promise<{ readonly personId: string; readonly passkeyId: string }> => {
  const passkey = await platform
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'passkey.personId')
    .select(['passkey.id', 'passkey.personId', 'passkey.publicKey', 'passkey.counter', 'passkey.credentialId'])
    .where('passkey.credentialId', '=', key.id)
    .where('passkey.endedAt', 'is', null)
    .where('person.leftAt', 'is', null)
    .executeTakeFirst();
  if (passkey === undefined || (askedOf !== null && askedOf !== passkey.personId)) throw wrongKey();
  const counter = await signed({
    response: { ...key, clientExtensionResults: {} },
    expectedChallenge: (challenge) => asked(platform, challenge, askedOf, now),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
    requireUserVerification: true,
  });
  await platform.updateTable('passkey').set({ counter, lastUsedAt: now }).where('id', '=', passkey.id).execute();
  return { personId: passkey.personId, passkeyId: passkey.id };
};
