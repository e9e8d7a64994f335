import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { type OidcPeer, oidcPeer } from '../../../test/oidc-peer.ts';
import { providerOf, signInByProvider } from '../../carriers/sign-in/provider/open.ts';
import { takeOn } from '../../carriers/staff/create-person.ts';
import { systemAsks, transact } from '../../db/context.ts';
import { operations } from '../../operations.ts';
import { server } from './server.ts';

// The whole way through a real provider, with the browser's cookies; and how far its word goes.

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let amy: Staff;
let rosa: Staff;
let app: FastifyInstance;
let peer: OidcPeer;
let before: string | undefined;

const base = 'https://compline.example';
const client = { id: 'compline', secret: 's3cret of the client', returnsTo: `${base}/v1/sessions/by-provider/return` };

beforeAll(async () => {
  before = process.env.COMPLINE_PUBLIC_URL;
  process.env.COMPLINE_PUBLIC_URL = base;
  home = await house();
  prairie = await home.carrier({ demo: false, clock: null });
  lakes = await home.carrier({ name: 'Lakes Telephone Company', demo: false, clock: null });
  amy = await prairie.person('Amy Stone', 'administrator');
  rosa = await prairie.person('Rosa Nguyen', 'agent');
  app = await server(home.connections);
  peer = await oidcPeer(client);
});
afterAll(async () => {
  if (before === undefined) delete process.env.COMPLINE_PUBLIC_URL;
  else process.env.COMPLINE_PUBLIC_URL = before;
  await app.close();
  await peer.close();
  await home.close();
});

const set = (addresses: 'verified-only' | 'as-given' = 'verified-only') =>
  prairie.run(amy, operations['signInProvider.set'], {
    ...{ issuer: peer.issuer, clientId: client.id, clientSecret: client.secret, addresses },
  });

type Browser = { readonly cookies: Map<string, string> };
const browser = (): Browser => ({ cookies: new Map() });

const open = async ({ cookies }: Browser, url: string) => {
  const response = await app.inject({ url: url.replace(base, ''), cookies: Object.fromEntries(cookies) });
  for (const { name, value } of response.cookies) {
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
  return response;
};

/** From the carrier's address to where the provider sends him back, and what we answer there. */
const signIn = async (as: string, by: Browser = browser()) => {
  const begun = await open(by, `/v1/sessions/by-provider/${prairie.id}`);
  const back = await peer.signIn(String(begun.headers.location), as);
  return open(by, back);
};
const asks = (by: Browser, method: 'GET' | 'POST', url: string, payload?: object) =>
  app.inject({
    ...{ method, url, ...(payload === undefined ? {} : { payload }) },
    headers: { authorization: `Bearer ${by.cookies.get('compline_session')}` },
  });

describe("Signing in by the carrier's provider", () => {
  it('is not there before it is entered, and an issuer must be reachable by TLS', async () => {
    const none = await open(browser(), `/v1/sessions/by-provider/${prairie.id}`);
    expect([none.statusCode, none.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    const given = { clientId: 'x', clientSecret: 'y', addresses: 'verified-only' } as const;
    for (const issuer of ['http://sign-in.example', 'https://a.example/?x', 'https://u@a.example', 'nonsense'])
      await expect(prairie.run(amy, operations['signInProvider.set'], { ...given, issuer }), issuer).rejects.toThrow(
        /'issuer'/,
      );
  });

  it('opens a session of whoever works here under the address that it verified, and keeps the secret to itself', async () => {
    const shown = await set();
    expect(shown).toMatchObject({
      signInAt: `${base}/v1/sessions/by-provider/${prairie.id}`,
      returnsTo: client.returnsTo,
    });
    expect(JSON.stringify(shown)).not.toContain(client.secret);
    peer.people.set('rosa', { email: rosa.email.toUpperCase(), email_verified: true });
    const by = browser();
    const back = await signIn('rosa', by);
    expect([back.statusCode, back.headers.location]).toEqual([302, '/console/']);
    const session = back.cookies.find(({ name }) => name === 'compline_session');
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect(by.cookies.has('compline_journey')).toBe(false);
    const who = (await asks(by, 'GET', '/v1/sessions/current')).json();
    expect(who).toMatchObject({ carrierId: prairie.id, id: rosa.id, roles: ['agent'] });
    const entries = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'session.opened').execute(),
    );
    expect(entries.at(-1)?.body).toContain('"with":["provider"]');
  });

  it('knows a person by the subject from then on, whatever address it names', async () => {
    peer.people.set('rosa', { email: amy.email, email_verified: true });
    const by = browser();
    await signIn('rosa', by);
    expect((await asks(by, 'GET', '/v1/sessions/current')).json()).toMatchObject({ id: rosa.id });
  });

  it('refuses an address that it did not verify, none, and one that nobody here has', async () => {
    const refused = async (as: string) => {
      const { statusCode, body, cookies } = await signIn(as);
      expect(cookies.filter(({ name }) => name === 'compline_session')).toEqual([]);
      return [statusCode, /<p>([^<]*)/.exec(body)?.[1]];
    };
    peer.people.set('unverified', { email: amy.email, email_verified: false });
    peer.people.set('nameless', {});
    peer.people.set('stranger', { email: 'mallory@elsewhere.example', email_verified: true });
    expect(await refused('unverified')).toEqual([
      403,
      'The provider does not say that it verified your e-mail address.',
    ]);
    expect(await refused('nameless')).toEqual([403, 'The provider names no e-mail address.']);
    expect(await refused('stranger')).toEqual([
      403,
      'Nobody with the e-mail address that the provider names works here.',
    ]);
    await set('as-given');
    expect((await signIn('unverified')).statusCode).toBe(302);
    await set();
  });

  it('takes no code from another browser, none twice, and no state that is not its own', async () => {
    peer.people.set('rosa', { email: rosa.email, email_verified: true });
    const by = browser();
    const begun = await open(by, `/v1/sessions/by-provider/${prairie.id}`);
    const back = await peer.signIn(String(begun.headers.location), 'rosa');
    expect((await open(browser(), back)).statusCode).toBe(409);
    const other = browser();
    await open(other, `/v1/sessions/by-provider/${prairie.id}`);
    expect((await open(other, back)).statusCode).toBe(503);
    const journey = new Map(by.cookies);
    expect((await open(by, back)).statusCode).toBe(302);
    expect((await open({ cookies: journey }, back)).statusCode).toBe(503);
  });
});

describe('The word of a provider', () => {
  it('counts at its carrier alone, and changes nobody’s own way in', async () => {
    const asking = systemAsks(lakes.id, 'test', Date.now());
    await transact(home.connections, asking, (ctx) =>
      takeOn(ctx, { id: rosa.id, email: rosa.email, name: rosa.name, roles: ['officer'], title: '' }, {}),
    );
    const own = await app.inject({
      method: 'POST',
      url: '/v1/sessions',
      payload: { email: rosa.email, password: rosa.password, carrierId: lakes.id },
    });
    expect(own.statusCode).toBe(201);
    const by = browser();
    await signIn('rosa', by);
    const refused = [
      await asks(by, 'POST', '/v1/sessions/current:switch', { carrierId: lakes.id }),
      await asks(by, 'POST', '/v1/persons/current/app'),
      await asks(by, 'POST', '/v1/persons/current/passkeys:begin'),
      await asks(by, 'POST', '/v1/persons/current/recovery-codes'),
    ];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403]);
    expect((await asks(by, 'GET', '/v1/sessions/carriers')).json().items).toMatchObject([{ carrierId: prairie.id }]);
    const { items } = (await asks(by, 'GET', '/v1/sessions')).json();
    expect(new Set(items.map((one: { carrierId: string }) => one.carrierId))).toEqual(new Set([prairie.id]));
    await asks(by, 'POST', '/v1/sessions:end-all', { keep: 'none' });
    const still = { authorization: `Bearer ${own.json().token}` };
    expect((await app.inject({ url: '/v1/sessions/current', headers: still })).statusCode).toBe(200);
  });

  it('ends with the membership, and with the provider', async () => {
    const by = browser();
    await signIn('rosa', by);
    expect((await asks(by, 'GET', '/v1/sessions/current')).statusCode).toBe(200);
    const { id } = await prairie.run(amy, operations['signInProvider.end'], {});
    const ended = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('subject', '=', `sign-in-provider:${id}`).execute(),
    );
    expect(ended.at(-1)?.body).toMatch(/"sessions":\["[0-9a-f-]{36}"/);
    expect((await asks(by, 'GET', '/v1/sessions/current')).statusCode).toBe(401);
    expect((await open(browser(), `/v1/sessions/by-provider/${prairie.id}`)).statusCode).toBe(404);
    await set();
    const { items } = await prairie.run(amy, operations['members.list'], {});
    const memberId = items.find(({ email }) => email === rosa.email)?.id ?? '';
    await prairie.run(amy, operations['members.end'], { memberId, reason: 'moved away' });
    expect((await signIn('rosa')).statusCode).toBe(403);
  });

  it('opens nothing once it has ended, however far the way in has come', async () => {
    await set();
    const old = await providerOf(home.connections, prairie.id);
    await set();
    const named = { subject: 'amy', email: amy.email, verified: true };
    const whom = { carrierId: prairie.id, named };
    await expect(signInByProvider(home.connections, { ...whom, provider: old }, '', Date.now())).rejects.toMatchObject({
      type: 'not-found',
    });
    const now = await providerOf(home.connections, prairie.id);
    const both = [0, 1].map(() => signInByProvider(home.connections, { ...whom, provider: now }, '', Date.now()));
    expect((await Promise.all(both)).map(({ identity }) => identity.actor.id)).toEqual([amy.id, amy.id]);
  });

  it('is not asked where it does not answer', async () => {
    await prairie.run(amy, operations['signInProvider.set'], {
      ...{ issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y', addresses: 'verified-only' },
    });
    const gone = await open(browser(), `/v1/sessions/by-provider/${prairie.id}`);
    expect([gone.statusCode, gone.body]).toEqual([503, expect.stringContaining('compares issuer, client')]);
  });
});
