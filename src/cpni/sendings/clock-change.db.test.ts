import { afterAll, beforeAll, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Sending, sendingAt } from '../../../test/sending.ts';
import { type MailServer, mailServer } from '../../../test/smtp.ts';
import { operations } from '../../operations.ts';

let home: TestHouse;
let server: MailServer;
let scene: Sending;

beforeAll(async () => {
  home = await house();
  server = await mailServer();
  scene = await sendingAt(home, server);
});
afterAll(async () => {
  await server.close();
  await home.close();
});

const silence = async (customerId: string) => {
  const use = { customerId, cpni: 'billing', recipient: 'self', purpose: 'market' } as const;
  return (await scene.carrier.run(scene.carla, operations['approvals.status'], use)).silence;
};

test('A sending over the hour that is struck twice in autumn repeats nothing and loses nothing: what was put off before goes once after, and both waits end on the same day', async () => {
  const first = await scene.customer('c1', 'consents');
  const second = await scene.customer('c2', 'consents');
  // 1:50 by summer time in Chicago; ten minutes later it is one o’clock again
  await scene.carrier.at('2026-11-01T06:50:00Z');
  server.mood = (to) => (to.startsWith('c2') ? 'later' : 'accept');
  const runId = await scene.send('c1', 'c2');
  expect(await scene.messages(runId)).toEqual({ accepted: 1, queued: 1 });
  server.mood = () => 'accept';
  // 1:02 by standard time, twelve minutes later: earlier on the clock, and not yet due
  await scene.carrier.at('2026-11-01T07:02:00Z');
  await scene.work();
  expect(await scene.messages(runId)).toEqual({ accepted: 1, queued: 1 });
  await scene.carrier.at('2026-11-01T07:06:00Z');
  await scene.work();
  expect(await scene.messages(runId)).toEqual({ accepted: 2 });
  expect(server.received.map(({ to }) => to)).toEqual(['c1@mail.example', 'c2@mail.example']);
  for (const customerId of [first, second]) {
    expect(await scene.waits(customerId)).toHaveLength(1);
    // sent on 1 November: thirty days to 1 December, used from midnight of the 2nd by standard time
    expect(await silence(customerId)).toMatchObject({ allowed: false, clearsOn: '2026-12-02T00:00:00-06:00' });
  }
});
