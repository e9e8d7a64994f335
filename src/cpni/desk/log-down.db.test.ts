import { afterAll, beforeAll, expect, test } from 'vitest';
import { callsMade, type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { issueKey } from '../../carriers/staff/keys.ts';
import { systemAsks } from '../../db/context.ts';
import { client } from '../../db/migrate.ts';

let home: TestHouse;
let desk: Desk;

beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'twilio');
});
afterAll(async () => {
  await desk.close();
  await home.close();
});

const asOwner = async (statement: string): Promise<void> => {
  const db = await client(home.address, 'database' in home.address ? home.address.database : '');
  await db.query(statement);
  await db.end();
};

test('While the evidence log does not answer, nothing is told at the desk, and the agent reads why; then it goes on', async () => {
  const rosa = await desk.caller('Rosa Nguyen');
  const sessionId = await desk.call(rosa.customerId);
  const asking = systemAsks(desk.carrier.id, 'test', Date.now());
  const holder = { person: desk.agnes.email };
  const { secret } = await issueKey(home.connections, asking, { holder, roles: ['agent'], days: 1 });
  const ask = (method: 'GET' | 'POST', path: string, payload: object) =>
    desk.app.inject({
      method,
      url: `/v1/desk-sessions/${sessionId}${path}`,
      headers: { authorization: `Bearer ${secret}` },
      ...(method === 'GET' ? {} : { payload }),
    });
  const recited = { number: '+13195550102', day: '2026-05-29', time: '11:30', minutes: 10 };
  expect((await ask('POST', '/recitals', recited)).statusCode).toBe(200);
  const calls = () => ask('GET', '/calls?from=2026-05-01&until=2026-05-31', {});
  expect((await calls()).body).toContain('3195550102');

  await asOwner('revoke insert on ledger_entry from compline_app');
  const refused = await calls();
  expect(refused.statusCode).toBe(503);
  expect(refused.json()).toMatchObject({
    type: '/problems/unavailable',
    detail: expect.stringContaining('Release is closed: the evidence log does not answer'),
    fix: expect.stringContaining('call him back'),
  });
  for (const { to } of callsMade) expect(refused.body).not.toContain(to.slice(2));
  const tries = () =>
    desk.carrier.look((ctx) =>
      ctx.tx.selectFrom('deskAttempt').select('id').where('sessionId', '=', sessionId).execute(),
    );
  expect(await tries()).toHaveLength(1);
  expect((await ask('POST', '/recitals', { ...recited, day: '2026-05-28' })).statusCode).toBe(503);
  // what could not be recorded was not done
  expect(await tries()).toHaveLength(1);

  await asOwner('grant insert on ledger_entry to compline_app');
  expect((await calls()).body).toContain('3195550102');
});
