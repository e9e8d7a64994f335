import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Sending, sendingAt } from '../../../test/sending.ts';
import { type MailServer, mailServer } from '../../../test/smtp.ts';
import { later } from '../../db/later.ts';
import { work } from '../../interfaces/jobs/work.ts';
import { operations } from '../../operations.ts';
import type { FetchMail } from '../../outside/mail-in.ts';
import { beginRun } from './prepare-run.ts';

let home: TestHouse;
let server: MailServer;
let scene: Sending;

beforeAll(async () => {
  home = await house();
  server = await mailServer();
});
beforeEach(async () => {
  scene = await sendingAt(home, server);
});
afterAll(async () => {
  await server.close();
  await home.close();
});

/** Something that goes on until it is told to end. */
const untilTold = () => {
  let tell = (): void => {};
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return { told, tell: () => tell() };
};

const refusal = async (customerId: string) => {
  const use = { customerId, cpni: 'billing', recipient: 'self', purpose: 'market' } as const;
  return (await scene.carrier.run(scene.carla, operations['approvals.status'], use)).refusal;
};

test('a no waits for no preparation of a sending that goes on, as a renewal of many does for long', async () => {
  const customerId = await scene.customer('a0', 'consents');
  const { groupId, solicitationId, carrier, mark, carla } = scene;
  const [begun, over] = [untilTold(), untilTold()];
  const wanted = { groupId, solicitationId, since: 0, accounts: ['a0'], breachId: null, notOfBreach: null };
  const preparing = carrier.look(async (ctx) => {
    const run = await beginRun(ctx, { ...wanted, since: ctx.at - 640 * 86_400_000, preparedBy: mark.id ?? '' });
    begun.tell();
    await over.told;
    return run.customers;
  });
  await begun.told;
  const saying = carrier.run(carla, operations['approvals.refuse'], { customerId, method: 'phone', covers: null });
  const waits = new Promise<'waits'>((resolve) => setTimeout(() => resolve('waits'), 3000));
  const first = await Promise.race([saying.then(() => 'saved' as const), waits]);
  over.tell();
  expect(await preparing).toBe(1);
  await saying;
  expect(first).toBe('saved');
});

test('a no in the mailbox is read while a slow mail server holds every lane of a large sending', async () => {
  const accounts = Array.from({ length: 80 }, (_, n) => `a${n}`);
  for (const account of accounts) await scene.customer(account, 'consents');
  const rosa = await scene.customer('rosa', 'silent');
  const { carrier, carla, sol, outside } = scene;
  const mailbox = { host: '127.0.0.1', port: 993, security: 'tls', user: 'returns', password: 'marigold' } as const;
  await carrier.run(carla, operations['returns.configure'], { mailbox });
  const reply = 'From: rosa@mail.example\r\nSubject: Re: Your choice\r\nMessage-ID: <r1@mail.example>\r\n\r\nSTOP\r\n';
  const box = [{ uid: 1, raw: Buffer.from(reply), at: Date.parse('2026-06-01T15:00:00Z') }];
  const fetchMail: FetchMail = async () => ({ uidValidity: 1, messages: box.splice(0) });
  const answering = untilTold();
  server.hold = answering.told;
  const runId = await scene.prepare(...accounts);
  await carrier.run(sol, operations['sendings.approve'], { runId });
  const worker = work(home.connections, { ...outside, fetchMail }, () => {});
  try {
    // each lane has given its first text, and waits for the answer
    await expect.poll(() => server.received.length, { timeout: 30_000 }).toBe(4);
    await carrier.look((ctx) => later(ctx, { does: 'returns.poll', input: {}, from: ctx.at, key: 'now' }));
    await expect.poll(() => refusal(rosa), { timeout: 10_000 }).toBe('stands');
    expect(server.received).toHaveLength(4);
  } finally {
    answering.tell();
    await worker.stop();
  }
  expect(await scene.messages(runId)).toEqual({ accepted: 80 });
}, 120_000);
