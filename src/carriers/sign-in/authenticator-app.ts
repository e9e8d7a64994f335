import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Connections, Db } from '../../db/connect.ts';
import { transactPlatform } from '../../db/context.ts';
import { type SealedUnder, sealUnder, unsealUnder } from '../../db/sealed.ts';
import { randomIds } from '../../kernel/id.ts';
import { refuse } from '../../kernel/problem.ts';
import type { SessionIdentity } from '../staff/authenticate.ts';
import { endRecoveryCodes, looksLikeRecovery, newRecoveryCodes, useRecoveryCode } from './recovery-codes.ts';
import { tellEverywhere } from './tell.ts';
import { appAddress, base32, stepOfCode } from './totp.ts';

const under = (dataFolder: string): SealedUnder => ({ dataFolder, owner: 'installation', name: 'second-factors' });

const secretForm = z.string();

const appOf = (platform: Db, personId: string) =>
  platform
    .selectFrom('authenticatorApp')
    .select(['id', 'sealedSecret', 'lastStep', 'confirmedAt'])
    .where('personId', '=', personId)
    .where('endedAt', 'is', null);

/** The app that is asked at sign-in; undefined where none was confirmed. */
export const appInForce = (platform: Db, personId: string) =>
  appOf(platform, personId).where('confirmedAt', 'is not', null).executeTakeFirst();

type App = NonNullable<Awaited<ReturnType<typeof appInForce>>>;

/** Begins with an app: its secret, shown this once. Nothing is asked at sign-in until a code of it has been confirmed. */
export const enrolApp = async (
  { platform, dataFolder }: Connections,
  person: { readonly id: string; readonly email: string },
  now: number,
): Promise<{ readonly secret: string; readonly address: string }> => {
  if ((await appInForce(platform, person.id)) !== undefined)
    refuse('already-exists', 'An app is asked at your sign-in already.', 'End it first, with a fresh proof.');
  const id = randomIds(now)();
  const secret = randomBytes(20);
  const sealedSecret = await sealUnder(under(dataFolder), id, secret.toString('base64'));
  await platform.transaction().execute(async (tx) => {
    await tx
      .updateTable('authenticatorApp')
      .set({ endedAt: now })
      .where('personId', '=', person.id)
      .where('confirmedAt', 'is', null)
      .where('endedAt', 'is', null)
      .execute();
    const rest = { lastStep: 0, createdAt: now, confirmedAt: null, endedAt: null };
    await tx
      .insertInto('authenticatorApp')
      .values({ id, personId: person.id, sealedSecret, ...rest })
      .execute();
  });
  return { secret: base32(secret), address: appAddress(base32(secret), person.email) };
};

/** Uses up the step of a code; false where the code is wrong, or its step or a later one was used before. */
const useStep = async ({ platform, dataFolder }: Connections, app: App, code: string, now: number) => {
  const secret = secretForm.parse(await unsealUnder(under(dataFolder), app.id, app.sealedSecret));
  const step = stepOfCode(Buffer.from(secret, 'base64'), code.replace(/\s/g, ''), now);
  if (step === null) return false;
  const used = await platform
    .updateTable('authenticatorApp')
    .set({ lastStep: step })
    .where('id', '=', app.id)
    .where('lastStep', '<', step)
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
};

/** Confirms the app by its first code: asked at every sign-in from here on. Gives ten recovery codes, shown this once. */
export const confirmApp = async (
  connections: Connections,
  identity: SessionIdentity,
  code: string,
  now: number,
): Promise<readonly string[]> => {
  const personId = identity.actor.id;
  const app = await appOf(connections.platform, personId).where('confirmedAt', 'is', null).executeTakeFirst();
  if (app === undefined)
    return refuse('wrong-state', 'No app waits to be confirmed.', 'Set one up first (POST /v1/persons/current/app).');
  if (!(await useStep(connections, app, code, now)))
    refuse('wrong-code', "'code': the app shows another code.", 'Type the six digits that the app shows now.');
  return transactPlatform(connections, async (tx) => {
    await tx.updateTable('authenticatorApp').set({ confirmedAt: now }).where('id', '=', app.id).execute();
    await tellEverywhere(connections, tx, personId, { kind: 'person.app-added', facts: {} }, now);
    return newRecoveryCodes(tx, personId, now);
  });
};

/** Ten new recovery codes in place of the old ones, for whoever has an app. */
export const renewRecoveryCodes = (connections: Connections, { actor }: SessionIdentity, now: number) =>
  transactPlatform(connections, async (tx) => {
    if ((await appInForce(tx, actor.id)) === undefined)
      refuse('wrong-state', 'Recovery codes stand in for an app, and you have none.', 'Add an app first.');
    await tellEverywhere(connections, tx, actor.id, { kind: 'person.recovery-codes-made', facts: {} }, now);
    return newRecoveryCodes(tx, actor.id, now);
  });

/** What a second factor was: the app, or a code for the day it is lost. */
export type CodeKind = 'app' | 'recovery-code';

/** Which factor this code is of the person's, used up by it; null where it is none. */
export const useCode = async (
  connections: Connections,
  personId: string,
  code: string,
  now: number,
): Promise<CodeKind | null> => {
  const app = await appInForce(connections.platform, personId);
  if (app === undefined) return null;
  if (looksLikeRecovery(code))
    return (await useRecoveryCode(connections.platform, personId, code, now)) ? 'recovery-code' : null;
  return (await useStep(connections, app, code, now)) ? 'app' : null;
};

/** Ends the app and its recovery codes: the password alone signs in again. */
export const endApp = (connections: Connections, { actor }: SessionIdentity, now: number): Promise<void> =>
  transactPlatform(connections, async (tx) => {
    const ended = await tx
      .updateTable('authenticatorApp')
      .set({ endedAt: now })
      .where('personId', '=', actor.id)
      .where('endedAt', 'is', null)
      .returning('id')
      .execute();
    if (ended.length === 0)
      refuse('not-found', 'You have no app that could end.', 'Look at your own access (GET /v1/persons/current).');
    await endRecoveryCodes(tx, actor.id, now);
    await tellEverywhere(connections, tx, actor.id, { kind: 'person.app-ended', facts: {} }, now);
  });
