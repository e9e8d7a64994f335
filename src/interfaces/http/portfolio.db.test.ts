import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certifying, certifyingFor } from '../../../test/certifying.ts';
import { confirmationPdf } from '../../../test/confirmation-pdf.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { ask } from '../../../test/signing-in.ts';
import { importPromises } from '../../carriers/promises/import.ts';
import { createPerson } from '../../carriers/staff/create-person.ts';
import { systemAsks } from '../../db/context.ts';
import { signFiling } from '../../filings/signatures/sign.ts';
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
      season: { filingId: null, officer: null, registers: { answered: 0, of: 3 }, filed: null },
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

const statement =
  'We do not use CPNI in any marketing. Customers are notified immediately whenever a password or an address of record is changed.';

it('compares the filed texts of her carriers by hashes, and no sentence of them is told', async () => {
  const clara = await prairie.person('Clara Reyes', 'compliance');
  const lena = await lakes.person('Lena Fox', 'compliance');
  await prairie.run(clara, importPromises, { name: 'Statement of Prairie', text: `Prairie Voice: ${statement}` });
  await lakes.run(lena, importPromises, { name: 'Statement of Lakes', text: `Lakes: ${statement}` });
  const { email, password } = kim;
  const payload = { email, password, carrierId: prairie.id };
  const { token } = (await ask(app, 'POST', '/v1/sessions', { token: null, payload })).json();
  const answered = await ask(app, 'GET', '/v1/sessions/portfolio/across', { token, payload: null });
  expect(answered.statusCode).toBe(200);
  const names = answered.json().copied.map((one: { shortName: string }) => one.shortName);
  expect(names.toSorted()).toEqual(['Lakes', 'Prairie Voice']);
  expect(answered.body).not.toMatch(/marketing|address of record/i);
});

describe('a confirmation of the FCC that counsel drops', () => {
  let year: Certifying;
  let token = '';

  beforeAll(async () => {
    year = await certifyingFor(home, { name: 'Juniper Voice LLC', shortName: 'Juniper' }, null);
    const { filerId } = await year.prairie.look(({ tx }) =>
      tx.selectFrom('carrier').select('filerId').executeTakeFirstOrThrow(),
    );
    await lakes.look(({ tx }) => tx.updateTable('carrier').set({ filerId: '822222' }).execute());
    await prairie.look(({ tx }) => tx.updateTable('carrier').set({ filerId: '811111' }).execute());
    expect(filerId).toMatch(/^\d{6}$/);
    await joins(year.prairie, ['counsel']);
    await year.write();
    const packetHash = await year.prepare();
    const signing = { filingId: year.filingId, packetHash, password: year.otto.password };
    await year.prairie.run(year.otto, signFiling, signing);
    const { email, password } = kim;
    const payload = { email, password, carrierId: prairie.id };
    token = (await ask(app, 'POST', '/v1/sessions', { token: null, payload })).json().token;
    await year.prairie.at('2027-02-11T15:00:00Z');
  });

  const drop = async (filerId: string, number: string) =>
    (
      await ask(app, 'POST', '/v1/sessions/portfolio/confirmations', {
        token,
        payload: { document: confirmationPdf(filerId, number, 'Feb 10, 2027 11:00 AM') },
      })
    ).json();

  it('is recorded at the carrier that it names, once, and its date is met', async () => {
    const { filerIds } = (await portfolioOf(kim, prairie))
      .json()
      .items.find(({ shortName }: { shortName: string }) => shortName === 'Juniper').season;
    expect(await drop(filerIds[0], '4711-20270210')).toEqual({
      ...{ outcome: 'recorded', shortName: 'Juniper', confirmation: '4711-20270210', why: null },
    });
    expect(await drop(filerIds[0], '4711-20270210')).toMatchObject({ outcome: 'recorded before' });
    const { season } = (await portfolioOf(kim, prairie))
      .json()
      .items.find(({ shortName }: { shortName: string }) => shortName === 'Juniper');
    expect(season).toMatchObject({ filed: '2027-02-10', confirmation: '4711-20270210', state: 'filed' });
  });

  it('of a company that she is counsel of nowhere is flagged, and recorded nowhere', async () => {
    expect(await drop('899999', '4712-20270210')).toMatchObject({ outcome: 'flagged', shortName: null });
  });

  it('is taken from counsel alone', async () => {
    const ana = await prairie.person('Ana Reed', 'agent', 'compliance');
    const payload = { email: ana.email, password: ana.password };
    const hers = (await ask(app, 'POST', '/v1/sessions', { token: null, payload })).json().token;
    const document = confirmationPdf('829999', '4713', 'Feb 10, 2027 11:00 AM');
    const asked = await ask(app, 'POST', '/v1/sessions/portfolio/confirmations', {
      token: hers,
      payload: { document },
    });
    expect(asked.json()).toMatchObject({ status: 403, type: '/problems/not-allowed' });
  });
});
