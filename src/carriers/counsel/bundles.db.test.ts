import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { silentCustomers } from '../../../test/over-http.ts';
import { ask } from '../../../test/signing-in.ts';
import { server } from '../../interfaces/http/server.ts';
import type { Role } from '../../kernel/operation.ts';

let home: TestHouse;
let prairie: TestCarrier;
let app: FastifyInstance;
let rosa: string;
let hugo: string;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  [rosa = '', hugo = ''] = await silentCustomers(home.connections, prairie.id, 2);
  app = await server(home.connections);
});
afterAll(async () => {
  await app.close();
  await home.close();
});

const tokenFor = async (carrier: TestCarrier, name: string, ...roles: Role[]): Promise<string> => {
  const { email, password }: Staff = await carrier.person(name, ...roles);
  return (await ask(app, 'POST', '/v1/sessions', { token: null, payload: { email, password } })).json().token;
};

const look = (token: string, customerId: string) =>
  ask(app, 'GET', `/v1/customers/${customerId}/disclosures`, { token, payload: null });

const post = (path: string, payload: object, token: string) => ask(app, 'POST', path, { token, payload });
const refusal = (answered: { statusCode: number; json(): { type: string } }) => [
  answered.statusCode,
  answered.json().type,
];

const viewed = () =>
  prairie.look((ctx) =>
    ctx.tx.selectFrom('ledgerEntry').select(['subject', 'body']).where('kind', '=', 'counsel-bundle.viewed').execute(),
  );

it('Counsel sees of a customer what the carrier opened for him, while it is open, and each look is on record', async () => {
  const cole = await tokenFor(prairie, 'Cole Reed', 'counsel');
  const carla = await tokenFor(prairie, 'Carla Stein', 'compliance');
  const closed = [403, '/problems/bundle-needed'];
  expect(refusal(await look(cole, rosa))).toEqual(closed);
  // documents and the index of evidence are his without
  expect((await ask(app, 'GET', '/v1/evidence', { token: cole, payload: null })).statusCode).toBe(200);
  // nobody opens his own door
  expect(refusal(await post('/v1/counsel-bundles', { why: 'x', subjects: [rosa], days: 1 }, cole))).toEqual([
    403,
    '/problems/not-allowed',
  ]);
  const opened = await post('/v1/counsel-bundles', { why: 'Complaint of May', subjects: [rosa], days: 30 }, carla);
  expect([opened.statusCode, opened.json()]).toMatchObject([200, { subjects: [rosa], openerName: 'Carla Stein' }]);
  const { id } = opened.json();
  expect((await look(cole, rosa)).statusCode).toBe(200);
  expect(refusal(await look(cole, hugo))).toEqual(closed);
  // lists name many customers: no bundle holds them
  expect(refusal(await ask(app, 'GET', '/v1/trace-forwards', { token: cole, payload: null }))).toEqual(closed);
  const looks = await viewed();
  expect(looks.map(({ subject }) => subject)).toEqual([`counsel-bundle:${id}`]);
  expect(JSON.parse(looks[0]?.body ?? '')).toMatchObject({
    actor: { name: 'Cole Reed' },
    facts: { operation: 'disclosures.ofCustomer', subjects: [rosa] },
  });
  // who may see it in another role is asked nothing, and his looks are no counsel's
  expect((await look(carla, rosa)).statusCode).toBe(200);
  expect((await look(await tokenFor(prairie, 'Olga Reyes', 'counsel', 'officer'), hugo)).statusCode).toBe(200);
  expect(await viewed()).toHaveLength(1);
  expect((await ask(app, 'GET', '/v1/counsel-bundles', { token: cole, payload: null })).json().items).toMatchObject([
    { id },
  ]);
  expect((await post(`/v1/counsel-bundles/${id}:end`, {}, carla)).statusCode).toBe(200);
  expect(refusal(await look(cole, rosa))).toEqual(closed);
});

it('A bundle ends with its days, and one of another carrier opens nothing', async () => {
  const cole = await tokenFor(prairie, 'Cole Second', 'counsel');
  const carla = await tokenFor(prairie, 'Carla Second', 'compliance');
  const lakes = await home.carrier({ name: 'Lakes Telephone Company' });
  const far = await tokenFor(lakes, 'Ines Dorn', 'compliance');
  await post('/v1/counsel-bundles', { why: 'theirs', subjects: [hugo], days: 90 }, far);
  expect((await look(cole, hugo)).statusCode).toBe(403);
  await post('/v1/counsel-bundles', { why: 'ours', subjects: [hugo], days: 2 }, carla);
  expect((await look(cole, hugo)).statusCode).toBe(200);
  await prairie.at('2026-06-03T14:59:59Z');
  expect((await look(cole, hugo)).statusCode).toBe(200);
  await prairie.at('2026-06-03T15:00:00Z');
  expect((await look(cole, hugo)).statusCode).toBe(403);
});

const someCase = '01a1f0c2-7b00-7000-8000-00000000dead';

it('Counsel asks for what customers wrote, changed and had only through bundles: one record each, and no list of them', async () => {
  const cole = await tokenFor(prairie, 'Cole Third', 'counsel');
  const carla = await tokenFor(prairie, 'Carla Third', 'compliance');
  const get = (path: string, token: string) => ask(app, 'GET', path, { token, payload: null });
  const closed = [
    '/v1/complaints?year=2026',
    '/v1/complaint-intakes/C-0000-0000-0000',
    '/v1/returned-mail',
    `/v1/returned-mail/${someCase}`,
    '/v1/account-changes?since=2026-01-01',
    '/v1/numbers/+15155550100/history',
    `/v1/numbers?accountId=${someCase}`,
    `/v1/onboarding/${someCase}`,
    `/v1/onboarding/${someCase}/documents/${someCase}`,
  ];
  for (const path of closed) {
    expect([path, ...refusal(await get(path, cole))]).toEqual([path, 403, '/problems/bundle-needed']);
    expect([path, (await get(path, carla)).statusCode]).not.toEqual([path, 403]);
  }
  await post('/v1/counsel-bundles', { why: 'A suit', subjects: [rosa, someCase], days: 2 }, carla);
  for (const path of [
    `/v1/complaints?year=2026&complaintId=${someCase}`,
    `/v1/returned-mail?customerId=${rosa}&cursor=${hugo}`,
    `/v1/account-changes?since=2026-01-01&customerId=${rosa}`,
  ])
    expect([path, (await get(path, cole)).statusCode]).toEqual([path, 200]);
  // open, but there is no such case
  expect((await get(`/v1/onboarding/${someCase}`, cole)).statusCode).toBe(404);
  expect((await get(`/v1/returned-mail?customerId=${hugo}`, cole)).statusCode).toBe(403);
});
