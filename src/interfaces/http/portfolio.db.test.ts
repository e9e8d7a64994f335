import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { ask } from '../../../test/signing-in.ts';
import { createPerson } from '../../carriers/staff/create-person.ts';
import { systemAsks } from '../../db/context.ts';
import type { Role } from '../../kernel/operation.ts';
import { server } from './server.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let summit: TestCarrier;
let kim: Staff;
let app: FastifyInstance;

const joins = (carrier: TestCarrier, roles: readonly Role[]) =>
  createPerson(home.connections, systemAsks(carrier.id, 'test', Date.now()), {
    ...{ ...kim, roles, title: 'Outside', demo: true },
  });

beforeAll(async () => {
  home = await house();
  const clock = Date.parse('2027-03-02T15:00:00Z');
  prairie = await home.carrier({ clock });
  lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes', clock });
  summit = await home.carrier({ name: 'Summit Voice Inc.', shortName: 'Summit', clock });
  kim = await prairie.person('Kim Vale', 'counsel');
  await joins(lakes, ['counsel']);
  await joins(summit, ['agent']);
  app = await server(home.connections);
});
afterAll(async () => {
  await app.close();
  await home.close();
});

const portfolioOf = async ({ email, password }: Staff, carrier: TestCarrier) => {
  const payload = { email, password, carrierId: carrier.id };
  const { token } = (await ask(app, 'POST', '/v1/sessions', { token: null, payload })).json();
  return ask(app, 'GET', '/v1/sessions/portfolio', { token, payload: null });
};

it('shows counsel each carrier of hers with what is next, and none where she is something else or nothing', async () => {
  for (const carrier of [prairie, lakes]) await carrier.at('2028-03-02T15:00:00Z');
  const answered = await portfolioOf(kim, prairie);
  expect(answered.statusCode).toBe(200);
  const { items } = answered.json();
  expect(items.map(({ shortName }: { shortName: string }) => shortName).toSorted()).toEqual(['Lakes', 'Prairie Voice']);
  for (const item of items)
    expect(item).toMatchObject({
      current: item.carrierId === prairie.id,
      certification: null,
      late: expect.any(Number),
      next: { dueOn: expect.any(String), why: { cite: expect.stringContaining('47 CFR') } },
    });
  // the certification that was due the day before is late; what is next lies ahead
  for (const { late, next } of items) expect([late > 0, next.dueOn > '2028-03-01']).toEqual([true, true]);
});

it('asks as the role there: from the carrier where she is an agent she sees the same, and who is counsel of none is refused', async () => {
  expect((await portfolioOf(kim, summit)).json().items).toHaveLength(2);
  const agent = await prairie.person('Ana Ruiz', 'agent');
  expect((await portfolioOf(agent, prairie)).json()).toMatchObject({ status: 403, type: '/problems/not-allowed' });
});
