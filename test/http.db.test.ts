import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { server } from '../src/interfaces/http/server.ts';
import { house, type Staff, type TestHouse } from './house.ts';

let home: TestHouse;
let app: FastifyInstance;
let token: string;
let ana: Staff;

beforeAll(async () => {
  home = await house();
  ana = await (await home.carrier({})).person('Ana Ruiz', 'compliance');
  app = await server(home.connections);
  const payload = { email: ana.email, password: ana.password };
  token = (await app.inject({ method: 'POST', url: '/v1/sessions', payload })).json().token;
});

afterAll(async () => {
  await app.close();
  await home.close();
});

type Request = {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PATCH' | 'HEAD' | 'OPTIONS';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload: string;
};

const ask = (request: Partial<Request>) =>
  app.inject({ method: 'POST', url: '/v1/closures', ...request, headers: { ...request.headers } });

const bearer = () => ({ authorization: `Bearer ${token}` });
const json = { 'content-type': 'application/json' };
const closure = '{"day":"2027-01-04","why":"snow","source":"FCC notice"}';

describe('every refusal is a problem with its fix, whoever refuses', () => {
  it.each<[string, Partial<Request>, number, string]>([
    ['no such page', { method: 'GET', url: '/nope' }, 404, 'not-found'],
    ['no such operation', { method: 'GET', url: '/v1/nope' }, 404, 'not-found'],
    ['another method than the operation has', { method: 'DELETE' }, 405, 'method-not-allowed'],
    ['a method that nothing has', { method: 'PATCH' }, 405, 'method-not-allowed'],
    ['a page asked by another method', { url: '/readyz' }, 405, 'method-not-allowed'],
    ['a path that is badly escaped', { method: 'GET', url: '/v1/%zz' }, 400, 'invalid-input'],
    ['a body that is cut off', { url: '/v1/sessions', headers: json, payload: '{"email":' }, 400, 'invalid-input'],
    ['no body', { url: '/v1/sessions', headers: json, payload: '' }, 400, 'invalid-input'],
    ['XML', { url: '/v1/sessions', headers: { 'content-type': 'text/xml' }, payload: '<a/>' }, 415, 'wrong-media-type'],
    ['too much', { url: '/v1/sessions', headers: json, payload: 'x'.repeat(2_000_000) }, 413, 'too-large'],
    ['nobody signed in', { headers: json, payload: closure }, 401, 'not-signed-in'],
  ])('%s', async (_, request, status, type) => {
    const answered = await ask(request);
    expect(answered.statusCode).toBe(status);
    expect(answered.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answered.json()).toEqual({
      type: `/problems/${type}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      fix: expect.any(String),
      cite: null,
    });
  });

  it.each<[string, Partial<Request>, number, string]>([
    ['a body cut off', { headers: json, payload: '{"day":' }, 400, 'The body is not a JSON object.'],
    ['a list', { headers: json, payload: '[]' }, 400, 'The body is not a JSON object.'],
    ['XML', { headers: { 'content-type': 'text/xml' }, payload: '<a/>' }, 415, 'The body is not announced as JSON.'],
    [
      'a NUL',
      { headers: json, payload: closure.replace('snow', 'sn\\u0000ow') },
      400,
      "'why': holds the character NUL",
    ],
    ['an unknown field', { headers: json, payload: closure.replace('"why"', '"whi"') }, 400, "unknown field 'whi'"],
    ['an unknown field of a query', { method: 'GET', url: '/v1/closures?whi=1' }, 400, "unknown field 'whi'"],
    ['a NUL in a query', { method: 'GET', url: '/v1/evidence?kind=a%00' }, 400, "'kind': holds the character NUL"],
    ['no id', { method: 'GET', url: '/v1/customers/7' }, 400, "'customerId'"],
  ])('from the signed in too: %s', async (_, request, status, detail) => {
    const answered = await ask({ ...request, headers: { ...bearer(), ...request.headers } });
    expect([answered.statusCode, answered.json().detail]).toEqual([status, expect.stringContaining(detail)]);
    expect(answered.json().fix).toEqual(expect.any(String));
  });

  it('a stream that writes refuses an Idempotency-Key, which many transactions cannot honour, and says what to do instead', async () => {
    const headers = { ...bearer(), 'idempotency-key': 'import-of-monday', 'content-type': 'application/x-ndjson' };
    const answered = await ask({ url: '/v1/customers:import', headers, payload: '' });
    expect(answered.statusCode).toBe(400);
    expect(answered.json()).toMatchObject({
      type: '/problems/invalid-input',
      detail: expect.stringContaining("'Idempotency-Key'"),
      fix: expect.stringContaining('Leave the header out'),
    });
    const reading = { ...bearer(), 'idempotency-key': 'export' };
    expect((await ask({ method: 'GET', url: '/v1/ledger:export', headers: reading })).statusCode).toBe(200);
    const { paths } = (await ask({ method: 'GET', url: '/openapi.json' })).json();
    const headersOf = (path: string) =>
      paths[path].post.parameters.filter((one: { in: string }) => one.in === 'header');
    expect([headersOf('/v1/customers:import'), headersOf('/v1/closures')]).toEqual([
      [],
      [expect.objectContaining({ name: 'Idempotency-Key' })],
    ]);
    // looks into the gate's memory are no operations, and are described all the same
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/v1/voice-accounts/{accountId}/calls',
        '/v1/voice-accounts/{accountId}/calls:explain',
        '/v1/calls:authorize',
      ]),
    );
  });

  it('names the methods that an address does answer', async () => {
    expect((await ask({ method: 'DELETE' })).headers.allow).toBe('GET, POST');
    expect((await ask({ url: '/healthz' })).headers.allow).toBe('GET');
  });

  it('a write by cookie from a page without an origin is refused, not a failure', async () => {
    const cookie = { cookie: `compline_session=${token}`, ...json };
    for (const origin of ['null', 'https://elsewhere.example', 'not an origin']) {
      const answered = await ask({ headers: { ...cookie, origin }, payload: closure });
      expect([origin, answered.statusCode]).toEqual([origin, 403]);
    }
  });
});

describe('what needs nobody signed in', () => {
  it('tells that the house is alive and ready, what it offers and how it does', async () => {
    expect((await ask({ method: 'GET', url: '/healthz' })).json()).toEqual({ alive: true });
    expect((await ask({ method: 'GET', url: '/readyz' })).json()).toMatchObject({
      database: 'ok',
      ledger: { lagMs: expect.any(Number), state: 'ok' },
      outside: expect.any(Object),
      backup: { lastDrill: null },
    });
    const metrics = await ask({ method: 'GET', url: '/metrics' });
    expect(metrics.headers['content-type']).toMatch(/^text\/plain/);
    expect(metrics.body).toContain('compline_ledger_lag_ms');
  });
});
