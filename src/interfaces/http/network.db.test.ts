import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { type Newcomer, signedIn } from '../../../test/signing-in.ts';
import { keyOf, limits } from '../choice/limit.ts';
import { server } from './server.ts';
import { trustedProxies } from './trusted-proxies.ts';

let home: TestHouse;
let prairie: TestCarrier;
let ana: Newcomer & { readonly token: string };
let app: FastifyInstance;

const proxy = '10.1.2.3';
const settings = ['COMPLINE_PUBLIC_URL', 'COMPLINE_TRUSTED_PROXIES'] as const;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ demo: false, clock: null });
  ana = await signedIn(home, prairie.id, 'Ana Ruiz', 'compliance');
});
beforeEach(async () => {
  for (const name of settings) delete process.env[name];
  await home.connections.platform.deleteFrom('requestCount').execute();
});
afterEach(() => app?.close());
afterAll(() => home.close());

type From = { readonly address: string; readonly headers: Readonly<Record<string, string>> };

const signIn = (password: string, { address, headers }: From) =>
  app.inject({
    method: 'POST',
    url: '/v1/sessions',
    remoteAddress: address,
    headers,
    payload: { email: password === ana.password ? ana.email : 'nobody@nowhere.example', password },
  });

const at = (address: string): From => ({ address, headers: {} });
const through = (client: string): From => ({
  address: proxy,
  headers: { 'x-forwarded-for': client, 'x-forwarded-proto': 'https' },
});

/** As if so many more failures than this had been counted of the network. */
const leave = (tries: number, address: string) => {
  const windowAt = Date.now() - (Date.now() % 3_600_000);
  const row = { key: keyOf('signIn', address), windowAt, requests: limits.signIn - tries };
  return home.connections.platform.insertInto('requestCount').values(row).execute();
};

describe('Behind a proxy that is trusted', () => {
  it('who asks is whom the proxy names, each a network of his own, and the cookie goes by TLS only', async () => {
    process.env.COMPLINE_TRUSTED_PROXIES = '127.0.0.1, 10.0.0.0/8';
    app = await server(home.connections);
    await leave(1, '203.0.113.7');
    expect((await signIn('wrong', through('203.0.113.7'))).statusCode).toBe(401);
    expect((await signIn('wrong', through('203.0.113.7'))).statusCode).toBe(429);
    const entered = await signIn(ana.password, through('198.51.100.4'));
    expect([entered.statusCode, String(entered.headers['set-cookie'])]).toEqual([
      201,
      expect.stringMatching(/HttpOnly; Secure; SameSite=Strict$/),
    ]);
  });

  it('what somebody else says of himself is not believed', async () => {
    process.env.COMPLINE_TRUSTED_PROXIES = '10.0.0.0/8';
    app = await server(home.connections);
    await leave(1, '192.0.2.1');
    const claims = (client: string): From => ({ ...through(client), address: '192.0.2.1' });
    expect((await signIn('wrong', claims('203.0.113.1'))).statusCode).toBe(401);
    expect((await signIn('wrong', claims('203.0.113.2'))).statusCode).toBe(429);
  });

  it('nobody is trusted where none is set, and a setting that is wrong is told', async () => {
    app = await server(home.connections);
    const entered = await signIn(ana.password, through('198.51.100.4'));
    expect(String(entered.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict$/);
    for (const wrong of ['all', '10.0.0.0/33', '10.0.0.1,,10.0.0.2', '1.2.3.4/8/9']) {
      process.env.COMPLINE_TRUSTED_PROXIES = wrong;
      expect(trustedProxies).toThrow(/COMPLINE_TRUSTED_PROXIES/);
    }
  });

  it('the cookie goes by TLS only also where just the public address says so, and our own page may write from there', async () => {
    process.env.COMPLINE_PUBLIC_URL = 'https://compline.prairie.example';
    app = await server(home.connections);
    const entered = await signIn(ana.password, at('127.0.0.1'));
    expect(String(entered.headers['set-cookie'])).toMatch(/; Secure;/);
    const leaves = (origin: string) =>
      app.inject({
        method: 'DELETE',
        url: '/v1/sessions/current',
        headers: { cookie: `compline_session=${entered.json().token}`, origin, host: '127.0.0.1:4620' },
      });
    expect((await leaves('https://elsewhere.example')).statusCode).toBe(403);
    expect((await leaves('https://compline.prairie.example')).statusCode).toBe(204);
  });
});

describe('The limit of a network', () => {
  it('lets no more through of many that come at once, and counts nobody who came in', async () => {
    app = await server(home.connections);
    await leave(5, '192.0.2.9');
    expect((await signIn(ana.password, at('192.0.2.9'))).statusCode).toBe(201);
    const tries = await Promise.all(Array.from({ length: 20 }, () => signIn('wrong', at('192.0.2.9'))));
    const counted = (status: number) => tries.filter(({ statusCode }) => statusCode === status).length;
    expect([counted(401), counted(429)]).toEqual([5, 15]);
  });

  it('is one for a /64 of IPv6, however its addresses are written, and for an address of IPv4 written as IPv6', async () => {
    app = await server(home.connections);
    await leave(3, '2001:db8:0:1::1');
    for (const address of ['2001:db8:0:1::2', '2001:db8:0:1:ffff::', '2001:0db8:0:1:1:2:3:4'])
      expect([address, (await signIn('wrong', at(address))).statusCode]).toEqual([address, 401]);
    expect((await signIn('wrong', at('2001:db8:0:1::9'))).statusCode).toBe(429);
    expect((await signIn('wrong', at('2001:db8:0:2::9'))).statusCode).toBe(401);
    await leave(1, '::2');
    expect((await signIn('wrong', at('::1'))).statusCode).toBe(401);
    expect((await signIn('wrong', at('::1'))).statusCode).toBe(429);
    await leave(1, '192.0.2.77');
    expect((await signIn('wrong', at('::ffff:192.0.2.77'))).statusCode).toBe(401);
    expect((await signIn('wrong', at('192.0.2.77'))).statusCode).toBe(429);
  });
});

describe('An answer', () => {
  it('is kept by no cache, be it an operation’s, a session’s, a refusal or of nothing', async () => {
    app = await server(home.connections);
    const headers = { authorization: `Bearer ${ana.token}` };
    for (const url of ['/v1/carrier', '/v1/sessions', '/v1/persons/current', '/v1/purges', '/v1/nowhere']) {
      const answered = await app.inject({ method: 'GET', url, headers });
      expect([url, answered.headers['cache-control']]).toEqual([url, 'no-store']);
    }
    expect((await app.inject({ method: 'GET', url: '/v1/carrier' })).headers['cache-control']).toBe('no-store');
  });
});

describe('A passkey', () => {
  const begin = (host: string) =>
    app.inject({
      method: 'POST',
      url: '/v1/persons/current/passkeys:begin',
      headers: { authorization: `Bearer ${ana.token}`, host },
      payload: {},
    });

  it('belongs to the public address, or to localhost; never to what a request calls us', async () => {
    app = await server(home.connections);
    expect((await begin('localhost:4620')).json().rp.id).toBe('localhost');
    for (const host of ['evil.example', '127.0.0.1:4620', 'localhost.evil.example']) {
      const refused = await begin(host);
      expect([host, refused.statusCode, refused.json().fix]).toEqual([
        host,
        409,
        expect.stringContaining('COMPLINE_PUBLIC_URL'),
      ]);
    }
    process.env.COMPLINE_PUBLIC_URL = 'https://compline.prairie.example';
    expect((await begin('evil.example')).json().rp.id).toBe('compline.prairie.example');
  });
});
