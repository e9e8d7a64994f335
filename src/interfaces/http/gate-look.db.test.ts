import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { ask, tokenOf } from '../../../test/signing-in.ts';
import { accountOf, rightTo } from '../../../test/voice-accounts.ts';
import { server } from './server.ts';

let home: TestHouse;
let prairie: TestCarrier;
let harbor: TestCarrier;
let noor: Staff;
let app: FastifyInstance;
let [account, other] = ['', ''];

const own = '+15152000147';
const called = '+15155550199';

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  harbor = await home.carrier({ name: 'Harbor Telephone Inc', shortName: 'Harbor' });
  noor = await prairie.person('Noor Haddad', 'network');
  account = await accountOf(prairie, { name: 'Riverside Dental', callerIdPolicy: 'own-only' });
  await harbor.person('Finn Roe', 'network');
  other = await accountOf(harbor, { name: 'Bay Tow', callerIdPolicy: 'own-only' });
  await rightTo(prairie, account, 15152000147, true);
  app = await server(home.connections);
});
afterAll(async () => {
  await app.close();
  await home.close();
});

const explain = async (as: Staff, accountId: string, payload: object) =>
  ask(app, 'POST', `/v1/voice-accounts/${accountId}/calls:explain`, {
    token: await tokenOf(home, prairie.id, as),
    payload,
  });
const uses = async (as: Staff, accountId: string) =>
  ask(app, 'GET', `/v1/voice-accounts/${accountId}/calls`, {
    token: await tokenOf(home, prairie.id, as),
    payload: null,
  });

it('tells what the gate would answer, and takes, signs and keeps nothing', async () => {
  const passes = await explain(noor, account, { from: own, to: called });
  expect([passes.statusCode, passes.json()]).toMatchObject([200, { carry: true, refused: null }]);
  const refused = await explain(noor, account, { from: '+12025550147', to: called, trunk: 'trunk-7' });
  expect(refused.json()).toMatchObject({
    carry: false,
    refused: { code: 'caller-id-not-authorized', cite: '47 CFR 64.6305(a)(2)', sip: { phrase: expect.any(String) } },
  });
  expect((await explain(noor, account, { from: '+12025550147', to: '911' })).json()).toMatchObject({
    carry: true,
    emergency: true,
  });
  const kept = await prairie.look((ctx) => ctx.tx.selectFrom('gateGroup').select('id').execute());
  expect(kept).toEqual([]);
});

it('tells what the account may use and uses now', async () => {
  const answered = await uses(noor, account);
  expect([answered.statusCode, answered.json()]).toEqual([
    200,
    { callsPerSecond: 5, burst: 10, sessions: 100, used: { sessions: 0, callsLeft: 10 } },
  ]);
});

it('names the field that is wrong', async () => {
  const answered = await explain(noor, account, { from: own });
  expect([answered.statusCode, answered.json().detail]).toEqual([400, expect.stringContaining('to')]);
});

it('is for whoever may see the account, and shows another carrier’s to nobody', async () => {
  for (const role of ['onboarding', 'compliance', 'officer', 'auditor'] as const) {
    const person = await prairie.person(`Who is ${role}`, role);
    expect((await explain(person, account, { from: own, to: called })).statusCode).toBe(200);
  }
  for (const role of ['agent', 'marketing', 'supervisor', 'people', 'administrator'] as const) {
    const person = await prairie.person(`Who is ${role}`, role);
    expect((await explain(person, account, { from: own, to: called })).statusCode).toBe(403);
    expect((await uses(person, account)).statusCode).toBe(403);
  }
  expect((await explain(noor, other, { from: own, to: called })).statusCode).toBe(404);
  expect((await uses(noor, other)).statusCode).toBe(404);
});
