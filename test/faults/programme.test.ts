import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportTo } from '../../src/cpni/returns/returns.example.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import { migrate } from '../../src/db/migrate.ts';
import { work } from '../../src/interfaces/jobs/work.ts';
import { operations } from '../../src/operations.ts';
import { houseAt, type TestHouse } from '../house.ts';
import { type Sending, sendingAt } from '../sending.ts';
import { type MailServer, type Mood, mailServer } from '../smtp.ts';
import { clearScene, dataIn, freshFolder } from './embedded-scene.ts';
import { counted, type Going, nothingAmiss, restartAfter, settledBut, statesOf } from './notices-scene.ts';

const many = 160;
const minute = 60_000;
const secret = `whsec_${randomBytes(24).toString('base64')}`;

let data: string;
let home: TestHouse;
let server: MailServer;
let scene: Sending;
const ids = new Map<string, string>();
const addressOf = (n: number): string => `m${n}@mail.example`;
const going = (): Going => ({ home, scene, server, ids });

beforeAll(async () => {
  data = dataIn(freshFolder(0o755));
  const embedded = await startEmbedded(data);
  const address = { socket: embedded.host, port: embedded.port, database: 'compline' };
  await migrate(address);
  home = houseAt(address, data);
  server = await mailServer();
  scene = await sendingAt(home, server);
});
afterAll(async () => {
  await server.close();
  await home.connections.close();
  await clearScene();
});

/** Two managers prepare the notice for the same customers at once, and two supervisors approve each of the two sendings at once. */
const prepareTwice = async (): Promise<readonly string[]> => {
  const { carrier, mark, sol, groupId, solicitationId } = scene;
  const nora = await carrier.person('Nora Pratt', 'marketing');
  const sam = await carrier.person('Sam Otis', 'supervisor');
  const accounts = Array.from({ length: many }, (_, n) => `m${n}`);
  for (const account of accounts) ids.set(`${account}@mail.example`, await scene.customer(account, 'consents'));
  const asked = { groupId, solicitationId, accounts };
  const runs = await Promise.all([mark, nora].map((one) => carrier.run(one, operations['sendings.prepare'], asked)));
  expect(runs.reduce((sum, { customers }) => sum + customers, 0)).toBe(many);
  const approved = await Promise.allSettled(
    runs.flatMap(({ id: runId }) =>
      [sol, sam].map((one) => carrier.run(one, operations['sendings.approve'], { runId })),
    ),
  );
  expect(approved.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  return runs.map(({ id }) => id);
};

/** Plays the carrier's clock in steps, doing what is due at each. */
const pass = async (from: string, until: string, step: number): Promise<void> => {
  for (let at = Date.parse(from); at <= Date.parse(until); at += step) {
    await scene.carrier.at(new Date(at).toISOString());
    await scene.work();
  }
};

/** The return path of what went to an address. */
const pathTo = (address: string): string => server.received.find(({ to }) => to === address)?.from ?? '';

const webhook = (address: string) => {
  const messageId = `<${/^b-([a-z2-7]{16})@/.exec(pathTo(address))?.[1]}@bounce.prairievoice.example>`;
  const at = new Date('2026-11-01T07:06:00Z');
  const body = JSON.stringify({ type: 'email.bounced', timestamp: at, data: { messageId, recipient: address } });
  const [id, second] = [`event of ${address}`, String(at.getTime() / 1000)];
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${second}.${body}`).digest('base64');
  const headers = { 'webhook-id': id, 'webhook-timestamp': second, 'webhook-signature': `v1,${signature}` };
  return { provider: 'standard', headers, body } as const;
};

/** What comes back of the notice, each told several times at once: bounces by mail, bounces by a provider's webhooks, a no. */
const comeBack = async (byMail: readonly string[], byWebhook: readonly string[], says: string): Promise<void> => {
  const { carrier, mark, carla } = scene;
  await carrier.run(carla, operations['returns.webhook.configure'], { key: { provider: 'standard', secret } });
  const no = `From: ${says}\r\nTo: ${pathTo(says).replace('b-', 'r-').replace('bounce', 'reply')}\r\nSubject: Re: your notice\r\nMessage-ID: <no@mail.example>\r\n\r\nStop\r\n`;
  const mails = [...byMail.map((address) => reportTo(pathTo(address), address)), no];
  const told = mails.flatMap((mail) => {
    const message = Buffer.from(mail).toString('base64');
    // two managers take in the same message at once, and one of them again
    return [mark, carla, mark].map((one) => carrier.run(one, operations['returns.receive'], { message }));
  });
  const calls = byWebhook.flatMap((address) =>
    [1, 2, 3].map(() => carrier.run(carla, operations['returns.webhook'], webhook(address))),
  );
  await Promise.all([...told, ...calls]);
};

const silence = async (address: string) => {
  const use = { customerId: ids.get(address) ?? '', cpni: 'billing', recipient: 'self', purpose: 'market' } as const;
  return scene.carrier.run(scene.carla, operations['approvals.status'], use);
};

const eventsOf = (type: 'bounced' | 'refused') =>
  scene.carrier.look((ctx) =>
    ctx.tx.selectFrom('permissionEvent').select('customerId').where('type', '=', type).execute(),
  );

test('one notice through every fault: two managers at once, a day without a mail server, a database restart in mid-batch, an hour struck twice, bounces and webhooks told again: nothing lost, no double, no wait without an acceptance', {
  timeout: 600_000,
}, async () => {
  await scene.carrier.at('2026-10-31T06:10:00Z');
  await server.state('down');
  const runIds = await prepareTwice();
  await pass('2026-10-31T06:10:00Z', '2026-11-01T06:10:00Z', 20 * minute);
  expect(await statesOf(going(), runIds)).toEqual({ queued: many });
  expect(server.received).toEqual([]);

  // 1:50 by summer time in Chicago: the server, asked every half hour, is back, and the database goes in the middle
  await scene.carrier.at('2026-11-01T06:50:00Z');
  const moods = new Map<string, Mood>([
    ...[0, 1, 2, 3, 4, 5].map((n) => [addressOf(n), 'later'] as const),
    [addressOf(6), 'refuse'],
    [addressOf(90), 'cut'],
  ]);
  await server.state('up');
  const back = restartAfter(going(), data, 10, (address) => moods.get(address) ?? 'accept');
  const worker = work(home.connections, scene.outside, () => {});
  const taken = await back;
  await settledBut(going(), runIds, 6);
  await worker.stop();

  // one o'clock again, earlier on the clock: what was put off a quarter of an hour is not due yet, then goes once
  server.mood = () => 'accept';
  await pass('2026-11-01T07:02:00Z', '2026-11-01T07:02:00Z', minute);
  const { queued: putOff = 0 } = await statesOf(going(), runIds);
  await pass('2026-11-01T07:06:00Z', '2026-11-01T07:06:00Z', minute);
  const before = await counted(going(), runIds, 0);
  expect(before).toMatchObject(nothingAmiss);

  const accepted = await scene.carrier.look((ctx) =>
    ctx.tx.selectFrom('message').select('customerId').where('state', '=', 'accepted').orderBy('id').execute(),
  );
  const reached = new Set(accepted.map(({ customerId }) => customerId));
  const [a = '', b = '', c = '', d = '', e = '', f = '', ...others] = [...ids].flatMap(([address, id]) =>
    reached.has(id) ? [address] : [],
  );
  await comeBack([a, b, c], [d, e], f);
  await scene.work();

  const { accepted: kept, letter, ...amiss } = await counted(going(), runIds, 5);
  expect(amiss).toEqual(nothingAmiss);
  expect([kept, letter]).toEqual([before.accepted - 5, before.letter + 5]);
  const idsOf = (...addresses: string[]) => addresses.map((address) => ids.get(address) ?? '').toSorted();
  expect((await eventsOf('bounced')).map(({ customerId }) => customerId).toSorted()).toEqual(idsOf(a, b, c, d, e));
  expect((await eventsOf('refused')).map(({ customerId }) => customerId)).toEqual(idsOf(f));
  expect((await silence(f)).refusal).toBe('stands');
  for (const address of [a, d]) expect((await silence(address)).silence).toMatchObject({ missing: 'delivery' });
  // sent on either side of the change, all on 1 November: thirty days to 1 December
  for (const address of others.slice(0, 5).concat(others.slice(-5)))
    expect((await silence(address)).silence).toMatchObject({ clearsOn: '2026-12-02T00:00:00-06:00' });
  expect(putOff).toBeGreaterThan(0);
  console.info(
    `all faults: ${many} customers, ${kept} e-mails that stand, ${letter} letters, ${taken} taken before the database was back, ${putOff} put off over the change of the clock, 0 lost, 0 doubles, 0 waits without acceptance`,
  );
});
