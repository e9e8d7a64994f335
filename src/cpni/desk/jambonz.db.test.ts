import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';

let home: TestHouse;
let desk: Desk;
beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'jambonz');
});
afterAll(async () => {
  await desk.close();
  await home.close();
});

const hook = async (url: string, payload: object) => {
  const answered = await desk.app.inject({ method: 'POST', url, payload });
  return { status: answered.statusCode, body: answered.body };
};

/** An identified caller whom the system calls: his session, and the path of the hook. */
const calledBack = async () => {
  const caller = await desk.caller('Rosa Nguyen');
  const sessionId = await desk.call(caller.customerId);
  await desk.identify(sessionId, 'Rosa Nguyen', caller.account);
  const { serviceId } = caller;
  await desk.carrier.run(desk.agnes, operations['desk.callBack'], { sessionId, serviceId });
  await desk.work();
  return { sessionId, path: desk.placed() };
};
const calls = (sessionId: string) =>
  desk.carrier.run(desk.agnes, operations['desk.calls'], { sessionId, from: '2026-05-01', until: '2026-05-31' });

test('A call placed through jambonz asks for a key, connects to the staff, and closes what was open when it completes', async () => {
  const { sessionId, path } = await calledBack();
  expect(desk.peer.asked.at(-1)?.fields).toMatchObject({ amd: { actionHook: `https://prairie.example${path}` } });
  const asked = await hook(path, { call_sid: 'J1', from: '+15155550100' });
  const key = /press (\d) to/.exec(asked.body)?.[1] ?? '';
  const connected = await hook(`${path}?turn=key`, { call_sid: 'J1', digits: key });
  expect(JSON.parse(connected.body)).toMatchObject([
    { verb: 'say' },
    { verb: 'dial', target: [{ number: '+15155550199' }] },
  ]);
  expect(await calls(sessionId)).toMatchObject({ state: 'open' });
  await hook(`${path}/over`, { call_sid: 'J1', call_status: 'in-progress' });
  expect(await calls(sessionId)).toMatchObject({ state: 'open' });
  expect((await hook(`${path}/over`, { call_sid: 'J1', call_status: 'completed' })).status).toBe(204);
  await expect(calls(sessionId)).rejects.toThrow(/has ended/);
});

test('A mailbox that jambonz hears is hung up on, and its keys open nothing', async () => {
  const { sessionId, path } = await calledBack();
  expect((await hook(path, { call_sid: 'J2', type: 'amd_machine_detected' })).body).toContain('hangup');
  for (const digits of '23456789') await hook(`${path}?turn=key`, { call_sid: 'J2', digits });
  expect(await calls(sessionId)).toMatchObject({ state: 'locked', calls: [] });
});
