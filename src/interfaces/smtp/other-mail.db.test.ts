import nodemailer from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Caller, type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { mailSettingsAt } from '../../../test/mail.ts';
import { type MailServer, mailServer } from '../../../test/smtp.ts';
import { workAll } from '../../../test/work.ts';
import { configureMail } from '../../carriers/mail/settings.ts';
import { askCode } from '../../cpni/authentication/ask-code.ts';
import { reportTo } from '../../cpni/returns/returns.example.ts';
import { configureReturns } from '../../cpni/returns/settings.ts';
import { operations } from '../../operations.ts';
import { sendMail } from '../../outside/mail-out.ts';
import { type Listening, listen } from './listener.ts';

const { 'customers.contacts.add': addContact, 'customers.contacts.end': endContact } = operations;

let home: TestHouse;
let desk: Desk;
let server: MailServer;
let listening: Listening;
let ana: Caller;
let email: string;

beforeAll(async () => {
  home = await house();
  server = await mailServer();
  listening = await listen(home.connections, { host: '127.0.0.1', port: 0, protocol: 'lmtp' });
});
afterAll(async () => {
  await listening.stop();
  await server.close();
  await home.close();
});

const work = () => workAll(home, { ...desk.outside, sendMail, lookUpText: async () => [] });
const run: Desk['carrier']['run'] = (as, o, input) => desk.carrier.run(as, o, input);

beforeEach(async () => {
  server.received.length = 0;
  desk = await deskOf(home, 'twilio');
  const settings = mailSettingsAt(server.port);
  const returnDomain = `bounce-${desk.carrier.id.slice(-8)}.example`;
  await run(desk.carla, configureMail, { ...settings, returnDomain });
  const nate = await desk.carrier.person('Nate Cole', 'network');
  await run(nate, configureReturns, { mailbox: null, domains: [returnDomain] });
  ana = await desk.caller('Ana Cruz');
  await desk.carrier.at('2026-02-01T15:00:00Z');
  const { customerId } = ana;
  ({ id: email } = await run(desk.carla, addContact, { customerId, kind: 'email', value: 'ana@mail.example' }));
  await run(desk.carla, addContact, { customerId, kind: 'postal', value: '7 Old Road, Ames, IA 50010' });
  await work();
  server.received.length = 0;
  await desk.carrier.at('2026-06-01T15:00:00Z');
});
afterAll(() => desk.close());

/** The receiving server reports to the return path of the last e-mail that it cannot deliver it. */
const comesBack = async (): Promise<number> => {
  const { from, to } = server.received.at(-1) ?? { from: '', to: '' };
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: listening.port,
    lmtp: true,
    ignoreTLS: true,
  });
  const sent = await transport.sendMail({ envelope: { from: '', to: from }, raw: reportTo(from, to) });
  transport.close();
  return Number(sent.response.slice(0, 3));
};
const tasks = async (kind: string) =>
  (await run(desk.carla, operations['tasks.list'], { kind })).items.map(({ subject }) => subject);
const returned = async () =>
  (await run(desk.carla, operations['returns.list'], { customerId: ana.customerId })).items.map(
    ({ reading, matched }) => [reading, matched],
  );
const evidence = async (kind: string): Promise<number> =>
  (await desk.carrier.look((ctx) => ctx.tx.selectFrom('ledgerEntry').select('id').where('kind', '=', kind).execute()))
    .length;

describe('An e-mail that comes back to its return path', () => {
  test('of an account change is recorded, and the customer is told by letter to the address of record', async () => {
    const { customerId, serviceId } = ana;
    await run(desk.carla, operations['customers.services.end'], { customerId, serviceId });
    await run(desk.carla, addContact, { customerId, kind: 'phone', value: '515-555-0199' });
    await desk.carrier.at('2026-06-02T15:00:00Z');
    await run(desk.carla, addContact, { customerId, kind: 'postal', value: '9 New Road, Ames, IA 50010' });
    await work();
    expect(server.received.map(({ to }) => to)).toEqual(['ana@mail.example']);
    expect(await comesBack()).toBe(250);
    expect(await comesBack()).toBe(250);
    await work();
    const { items } = await run(desk.carla, operations['accountNotices.letters'], {});
    expect(items.map(({ address }) => address)).toEqual(['7 Old Road, Ames, IA 50010']);
    expect(await returned()).toEqual([['hard', 'token']]);
    expect(await evidence('account-notice.bounced')).toBe(1);
    expect(await tasks('unknown-bounce')).toEqual([]);
  });

  test('of an account change whose customer has no other address of record is a task', async () => {
    const { customerId, serviceId } = ana;
    await run(desk.carla, operations['customers.services.end'], { customerId, serviceId });
    const { contacts } = await run(desk.carla, operations['customers.show'], { customerId });
    const postal = contacts.find(({ kind }) => kind === 'postal')?.id ?? '';
    await run(desk.carla, endContact, { customerId, contactId: postal });
    await desk.carrier.at('2026-06-02T15:00:00Z');
    server.received.length = 0;
    await run(desk.carla, addContact, { customerId, kind: 'postal', value: '9 New Road, Ames, IA 50010' });
    await work();
    expect(await comesBack()).toBe(250);
    await work();
    expect(await tasks('account-notice-nowhere')).toContain(`customer:${customerId}`);
  });

  test('with a one-time code ends the code, and somebody looks after the address', async () => {
    const { customerId, account } = ana;
    await desk.carrier.look((ctx) =>
      askCode(ctx, { account, customerId, way: 'email', serves: 'online', origin: 'number:+15155550100' }),
    );
    await work();
    expect(server.received.map(({ to }) => to)).toEqual(['ana@mail.example']);
    await comesBack();
    const codes = await desk.carrier.look((ctx) => ctx.tx.selectFrom('oneTimeCode').selectAll().execute());
    expect(codes).toMatchObject([{ state: 'failed', codeHash: null, endedAt: codes[0]?.sentAt }]);
    expect(await tasks('code-came-back')).toEqual([`customer:${customerId}`]);
    expect(await evidence('code.failed')).toBe(1);
  });

  test('with calls asked for at the desk counts as not sent, and is a task', async () => {
    const { customerId } = ana;
    const sessionId = await desk.call(customerId);
    const wanted = { sessionId, contactId: email, from: '2026-05-01', until: '2026-05-31' };
    const { dispatchId } = await run(desk.agnes, operations['desk.send'], wanted);
    await work();
    expect(server.received.map(({ to }) => to)).toEqual(['ana@mail.example']);
    await comesBack();
    await work();
    const sent = await desk.carrier.look((ctx) =>
      ctx.tx.selectFrom('deskDispatch').select(['id', 'state', 'sentAt']).execute(),
    );
    expect(sent).toEqual([{ id: dispatchId, state: 'failed', sentAt: null }]);
    expect(await tasks('call-detail-came-back')).toEqual([`customer:${customerId}`]);
    expect(await evidence('desk.dispatch-failed')).toBe(1);
  });
});
