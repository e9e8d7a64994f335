import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueKey } from '../src/carriers/staff/keys.ts';
import { systemAsks } from '../src/db/context.ts';
import { server } from '../src/interfaces/http/server.ts';
import { roles } from '../src/kernel/operation.ts';
import { device } from './authenticator.ts';
import { house, type TestCarrier, type TestHouse } from './house.ts';
import { ask, type Newcomer, shownByApp, signedIn } from './signing-in.ts';

// What belongs to a person rather than to a carrier is no operation: every such address, asked by nobody, by a key, and by a person
// of another carrier who has every role there and knows the ids.

type Person = Newcomer & { readonly token: string };

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let app: FastifyInstance;
let owner: Person;
let stranger: Person;
let passkeyId: string;
let sessionId: string;

const origin = 'https://compline.prairie.example';

beforeAll(async () => {
  process.env.COMPLINE_PUBLIC_URL = origin;
  home = await house();
  const real = { demo: false, clock: null };
  prairie = await home.carrier(real);
  lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes', ...real });
  owner = await signedIn(home, prairie.id, 'Ana Ruiz', 'compliance', 'administrator');
  stranger = await signedIn(home, lakes.id, 'Amos Reed', ...roles);
  app = await server(home.connections);
  const own = (url: string, payload: object) => ask(app, 'POST', url, { token: owner.token, payload });
  const { challenge } = (await own('/v1/persons/current/passkeys:begin', {})).json();
  const key = device(origin).make(challenge, {});
  passkeyId = (await own('/v1/persons/current/passkeys', { name: 'Laptop', key })).json().id;
  const { secret } = (await own('/v1/persons/current/app', {})).json();
  await own('/v1/persons/current/app:confirm', { code: shownByApp(secret, 0) });
  const held = await ask(app, 'GET', '/v1/sessions', { token: owner.token, payload: null });
  sessionId = held.json().items[0].id;
});
afterAll(async () => {
  await app.close();
  await home.close();
});

const method = (text: string) => (text === 'GET' || text === 'DELETE' ? text : 'POST');

/** What is asked there with, by somebody who knows the owner's ids. */
const bodies = (): ReadonlyMap<string, object | null> =>
  new Map<string, object | null>([
    ['GET /v1/sessions', null],
    ['GET /v1/sessions/current', null],
    ['GET /v1/sessions/carriers', null],
    ['GET /v1/sessions/portfolio', null],
    ['GET /v1/sessions/portfolio/across', null],
    ['POST /v1/sessions/portfolio/confirmations', { document: 'aGVsbG8=' }],
    ['DELETE /v1/sessions/:sessionId', null],
    ['POST /v1/sessions:end-all', { keep: 'current' }],
    ['POST /v1/sessions/current:switch', { carrierId: prairie.id }],
    ['POST /v1/sessions/current:prove', { password: owner.password }],
    ['POST /v1/sessions/current:ask-passkey', {}],
    ['POST /v1/sessions/current:prove-by-passkey', { key: device(origin).sign('never asked', {}) }],
    ['GET /v1/persons/current', null],
    ['POST /v1/persons/current:change-password', { password: owner.password, newPassword: 'three tall ladders' }],
    ['POST /v1/persons/current/app:confirm', { code: '123456' }],
    ['POST /v1/persons/current/recovery-codes', {}],
    ['DELETE /v1/persons/current/app', null],
    ['POST /v1/persons/current/app', {}],
    ['POST /v1/persons/current/passkeys:begin', {}],
    ['POST /v1/persons/current/passkeys', { name: 'Laptop', key: device(origin).make('never asked', {}) }],
    ['DELETE /v1/persons/current/passkeys/:passkeyId', null],
    ['GET /v1/voice-accounts/:accountId/calls', null],
    ['POST /v1/voice-accounts/:accountId/calls:explain', { from: '+15152000147', to: '+15155550199' }],
    ['DELETE /v1/sessions/current', null],
  ]);

// whoever comes: they ask for a password, a passkey, the word of a provider or the secret of a link
const beforeSignIn = [
  'POST /v1/sessions',
  'POST /v1/sessions:ask-passkey',
  'POST /v1/sessions:by-passkey',
  'GET /v1/sessions/by-provider/:carrierId',
  'GET /v1/sessions/by-provider/return',
  'POST /v1/invitations:look',
  'POST /v1/invitations:accept',
  'POST /v1/new-passwords',
  'POST /v1/new-passwords:set',
  'POST /v1/first-administrator',
  'POST /v1/first-administrator:look',
];

/** The addresses below /v1 that are no operations, as the server has them. */
const addresses = (): readonly string[] => {
  const above: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods = ''] = /^(.*?)[├└]── (\S+) \(([^)]*)\)$/.exec(line) ?? [];
      const depth = indent.length / 4;
      above.splice(depth, above.length, part);
      const path = above.join('');
      return path.startsWith('/v1/') ? methods.split(', ').map((one) => `${one} ${path}`) : [];
    })
    .filter((one) => !one.startsWith('HEAD '));
};

const send = (address: string, token: string | null) => {
  const [verb = '', path = ''] = address.split(' ');
  const url = path.replace(':sessionId', sessionId).replace(':passkeyId', passkeyId).replace(':accountId', owner.id);
  return ask(app, method(verb), url, { token, payload: bodies().get(address) ?? null });
};

const refusal = (answered: { statusCode: number; json(): { type: string } }) => [
  answered.statusCode,
  answered.json().type,
];

const ofOwner = async () => {
  const { platform } = home.connections;
  const tables = ['session', 'passkey', 'authenticatorApp', 'recoveryCode', 'accessLink', 'membership'] as const;
  const rows = await Promise.all(
    tables.map((table) => platform.selectFrom(table).selectAll().where('personId', '=', owner.id).execute()),
  );
  return JSON.stringify([rows, await platform.selectFrom('person').selectAll().where('id', '=', owner.id).execute()]);
};

describe('Every address that belongs to a person', () => {
  it('is known to this test', () => {
    expect([...addresses()].sort()).toEqual([...bodies().keys(), ...beforeSignIn].sort());
  });

  it('answers nobody who is not signed in, and no key', async () => {
    const held = { holder: { person: owner.email }, roles: ['compliance' as const], days: 1 };
    const key = (await issueKey(home.connections, systemAsks(prairie.id, 'test', Date.now()), held)).secret;
    const before = await ofOwner();
    for (const address of bodies().keys()) {
      // whoever is out has signed out, and a key may ask whose it is
      if (address === 'DELETE /v1/sessions/current') continue;
      expect([address, ...refusal(await send(address, null))]).toEqual([address, 401, '/problems/not-signed-in']);
      if (address === 'GET /v1/sessions/current') continue;
      expect([address, ...refusal(await send(address, key))]).toEqual([address, 401, '/problems/not-signed-in']);
    }
    expect(await ofOwner()).toBe(before);
  });

  it('shows a person of another carrier nothing of this one and changes nothing, whatever ids he knows', async () => {
    const before = await ofOwner();
    const secrets = [owner.id, owner.email, prairie.id, sessionId, passkeyId, 'Prairie'];
    for (const address of bodies().keys()) {
      const answered = await send(address, stranger.token);
      expect([address, secrets.filter((one) => answered.body.includes(one))]).toEqual([address, []]);
      expect([address, answered.statusCode < 500]).toEqual([address, true]);
    }
    expect(await ofOwner()).toBe(before);
  });
});
