import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, callsMade, type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { issueKey } from '../../carriers/staff/keys.ts';
import { systemAsks } from '../../db/context.ts';
import { operations } from '../../operations.ts';

// What is locked never leaves the server: everything that the desk's own client can ask is asked over HTTP, and all that comes
// back, headers and problems too, is searched for the values of the customer.

let home: TestHouse;
let desk: Desk;
let rosa: Caller;
let key: string;
let heard: string[] = [];

beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'twilio');
  rosa = await desk.caller('Rosa Nguyen');
  const address = { customerId: rosa.customerId, kind: 'postal', value: '7 Marigold Lane, Ames, IA 50010' } as const;
  await desk.carrier.run(desk.carla, operations['customers.contacts.add'], address);
  const holder = { person: desk.agnes.email };
  key = (
    await issueKey(home.connections, systemAsks(desk.carrier.id, 'test', Date.now()), {
      holder,
      roles: ['agent'],
      days: 1,
    })
  ).secret;
});
afterAll(async () => {
  await desk.close();
  await home.close();
});

/** Asks over HTTP as the desk's client does, and keeps all that came back. */
const ask = async (method: 'GET' | 'POST', url: string, payload: object): Promise<number> => {
  const answered = await desk.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${key}` },
    ...(method === 'GET' ? {} : { payload }),
  });
  heard.push(`${method} ${url} ${answered.statusCode} ${JSON.stringify(answered.headers)} ${answered.body}`);
  return answered.statusCode;
};

/** Values that no answer may hold while they are locked, as they might be written. */
const locked = (): readonly string[] =>
  callsMade.flatMap(({ to, start }) => [
    ...[to, to.slice(2), `${to.slice(2, 5)}-${to.slice(5, 8)}-${to.slice(8)}`, `(${to.slice(2, 5)}) ${to.slice(5, 8)}`],
    ...[start, start.slice(0, 16), String(Date.parse(start))],
  ]);

const foundOf = (values: readonly string[]): readonly string[] =>
  values.flatMap((value) => heard.filter((text) => text.includes(value)));

const month = '?from=2026-05-01&until=2026-05-31';

/** Every door of the desk, rattled. */
const rattle = async (sessionId: string): Promise<void> => {
  const at = `/v1/desk-sessions/${sessionId}`;
  for (const [name, o] of Object.entries(operations)) {
    if (!name.startsWith('desk.') || !o.http.includes('{sessionId}') || name === 'desk.end') continue;
    const [method = '', path = ''] = o.http.split(' ');
    const url = path.replace('{sessionId}', sessionId);
    if (method === 'GET') await ask('GET', `${url}${month}`, {});
    else await ask('POST', url, {});
  }
  await ask('GET', at, {});
  await ask('GET', `${at}/calls${month}`, {});
  await ask('POST', '/v1/desk-customers:find', { account: rosa.account });
  await ask('POST', '/v1/desk-customers:find', { number: rosa.number });
};

describe('What is locked at the desk', () => {
  it('is in nothing that the server sends: not before he is known, not after wrong tries, not for a mere name', async () => {
    const sessionId = await desk.call(rosa.customerId);
    await rattle(sessionId);
    const identify = operations['desk.identify'].http.split(' ')[1]?.replace('{sessionId}', sessionId) ?? '';
    await ask('POST', identify, { name: 'Rosa Nguyen', account: 'D-0' });
    const recite = operations['desk.recite'].http.split(' ')[1]?.replace('{sessionId}', sessionId) ?? '';
    const wrong = { number: '+13195550999', day: '2026-05-28', time: '10:04', minutes: 1 };
    expect(await ask('POST', recite, wrong)).toBe(200);
    expect(foundOf([...locked(), '7 Marigold', '50010'])).toEqual([]);
    // name and account number open what is no call detail, and none of that
    expect(await ask('POST', identify, { name: 'Rosa Nguyen', account: rosa.account })).toBe(200);
    await rattle(sessionId);
    expect(heard.length).toBeGreaterThan(30);
    expect(heard.filter((text) => / 200 /.test(text)).length).toBeGreaterThan(8);
    expect(foundOf(locked())).toEqual([]);
  });

  it('but the one row that he recites himself is: this test sees what leaves', async () => {
    heard = [];
    const sessionId = await desk.call(rosa.customerId);
    const recite = operations['desk.recite'].http.split(' ')[1]?.replace('{sessionId}', sessionId) ?? '';
    await ask('POST', recite, { number: '+13195550102', day: '2026-05-29', time: '11:30', minutes: 10 });
    // what he said himself is no news; what comes back after it is searched
    await ask('GET', `/v1/desk-sessions/${sessionId}`, {});
    await ask('GET', `/v1/desk-sessions/${sessionId}/calls${month}`, {});
    const shown = heard.join('\n');
    expect(shown).toContain('3195550102');
    for (const hidden of ['3195550101', '3195550103', '2026-05-28T', '2026-05-30T', '7 Marigold', '50010'])
      expect(shown).not.toContain(hidden);
  });
});
