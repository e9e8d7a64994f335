import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { mailSettingsAt } from '../../../test/mail.ts';
import { noOutside } from '../../../test/outside.ts';
import { type MailServer, type Mood, mailServer } from '../../../test/smtp.ts';
import { configureMail } from '../../carriers/mail/settings.ts';
import { claimNext } from '../../interfaces/jobs/claim.ts';
import { perform } from '../../interfaces/jobs/perform.ts';
import { Problem } from '../../kernel/problem.ts';
import { operations } from '../../operations.ts';
import { sendMail } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { addCustomer } from '../customers/add.ts';
import { addContact } from '../customers/contacts.ts';
import { emailConsent } from '../customers/email-consent.ts';
import { addService } from '../customers/services.ts';
import { formalNotice } from '../notices/examples/notices.ts';
import { receive } from '../returns/receive.ts';
import { base64, reportTo } from '../returns/returns.example.ts';
import { approveRun, showRun, stopRun } from './approve-run.ts';
import { prepareRun } from './prepare-run.ts';

const { 'notices.draft': draft, 'notices.approve': approveNotice } = operations;
const { 'solicitations.propose': propose, 'solicitations.decide': decide } = operations;

let home: TestHouse;
let prairie: TestCarrier;
let mark: Staff;
let carla: Staff;
let sol: Staff;
let server: MailServer;
let groupId: string;
let versionId: string;
let solicitationId: string;
const published = new Map<string, string>();

const outside: Outside = {
  ...noOutside,
  sendMail,
  lookUpText: async (name) => (published.has(name) ? [published.get(name) ?? ''] : []),
};

const customer = async (account: string, consents: boolean): Promise<string> => {
  const { id: customerId } = await prairie.run(carla, addCustomer, { account, name: 'A Customer' });
  await prairie.run(carla, addService, { customerId, category: 'interconnected-voip' });
  await prairie.run(carla, addContact, { customerId, kind: 'email', value: `${account}@mail.example` });
  if (consents)
    await prairie.run(carla, emailConsent, { customerId, consent: 'given', how: 'online', proof: 'form 7' });
  return customerId;
};

const work = async (): Promise<void> => {
  for (let job = await claimNext(home.connections.platform, Date.now()); job !== null; ) {
    await perform(home.connections, outside, job);
    job = await claimNext(home.connections.platform, Date.now());
  }
};

const send = async (...accounts: string[]): Promise<string> => {
  const run = await prairie.run(mark, prepareRun, { groupId, solicitationId, accounts });
  await prairie.run(sol, approveRun, { runId: run.id });
  await work();
  return run.id;
};

const events = (customerId: string) =>
  prairie.look((ctx) =>
    ctx.tx
      .selectFrom('permissionEvent')
      .select(['type', 'method', 'waitDays'])
      .where('customerId', '=', customerId)
      .where('type', '=', 'notice')
      .execute(),
  );

const configure = () => prairie.run(carla, configureMail, mailSettingsAt(server.port));

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  mark = await prairie.person('Mark Bell', 'marketing', 'compliance');
  carla = await prairie.person('Carla Stein', 'compliance');
  sol = await prairie.person('Sol Reyes', 'supervisor');
  const drafted = await prairie.run(mark, draft, formalNotice);
  await prairie.run(carla, approveNotice, { versionId: drafted.id, contentHash: drafted.contentHash });
  [groupId, versionId] = [drafted.groupId, drafted.id];
  const asked = await prairie.run(mark, propose, {
    noticeVersionId: versionId,
    channel: 'email',
    script: 'See notice.',
  });
  solicitationId = asked.id;
  server = await mailServer();
});
afterAll(async () => {
  await server.close();
  await home.close();
});
beforeEach(() => {
  server.mood = () => 'accept';
  server.received.length = 0;
});

describe('before anything goes out', () => {
  test('a supervisor has approved the request for approval', async () => {
    const tried = prairie.run(mark, prepareRun, { groupId, solicitationId });
    await expect(tried).rejects.toThrow(/No supervisor has approved/);
    const shown = await prairie.run(mark, operations['solicitations.show'], { solicitationId });
    const words = { solicitationId, contentHash: shown.contentHash, verdict: 'approved', note: 'Read.' } as const;
    await prairie.run(sol, decide, words);
  });

  test('the domains publish SPF, DMARC and our key; each lack is named with what to publish', async () => {
    const { publish } = await configure();
    await work();
    const run = await prairie.run(mark, prepareRun, { groupId, solicitationId, accounts: ['none'] });
    const error = await prairie.run(sol, approveRun, { runId: run.id }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Problem);
    const { detail } = error instanceof Problem ? error.facts : { detail: '' };
    expect(detail).toMatch(/SPF of bounce\.prairievoice\.example does not name 192\.0\.2\.10/);
    expect(detail).toMatch(/has no DMARC record/);
    expect(detail).toMatch(/does not publish our key/);
    for (const { name, text } of publish) published.set(name, text);
    published.set('bounce.prairievoice.example', 'v=spf1 include:_spf.host.example -all');
    published.set('_spf.host.example', 'v=spf1 ip4:192.0.2.0/28 ~all');
    await configure();
    await work();
    expect((await prairie.run(sol, approveRun, { runId: run.id })).state).toBe('approved');
    expect(publish[0]?.text).toMatch(/^v=DKIM1; k=rsa; p=/);
  });

  test('who prepared a sending does not approve it, a machine does not, and the database says so too', async () => {
    const both = await prairie.person('Bo Lind', 'marketing', 'supervisor');
    const run = await prairie.run(both, prepareRun, { groupId, solicitationId, accounts: ['none'] });
    await expect(prairie.run(both, approveRun, { runId: run.id })).rejects.toThrow(/does not approve it/);
    const robot = prairie.machine('robot', 'supervisor');
    await expect(prairie.run(robot, approveRun, { runId: run.id })).rejects.toThrow(/need a person/);
    const behind = prairie.look((ctx) =>
      ctx.tx
        .updateTable('sendingRun')
        .set({ state: 'approved', approvedBy: both.id, approverName: 'x', approvedAt: 1 })
        .where('id', '=', run.id)
        .execute(),
    );
    await expect(behind).rejects.toThrow(/another_person_sends/);
  });
});

describe('an e-mail', () => {
  test('goes to who consented, signed, with its own return path, and starts the wait it prints', async () => {
    const dana = await customer('d1', true);
    const evan = await customer('e1', false);
    const runId = await send('d1', 'e1');
    expect(server.received.map(({ to }) => to)).toEqual(['d1@mail.example']);
    const [mail] = server.received;
    expect(mail?.from).toMatch(/^b-[a-z2-7]{16}@bounce\.prairievoice\.example$/);
    expect(mail?.text).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256;/m);
    expect(mail?.text).toMatch(/^Reply-To: r-[a-z2-7]{16}@reply\.prairievoice\.example/m);
    expect(mail?.text).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(mail?.text.replaceAll('=\r\n', '')).toMatch(/https:\/\/choice\.prairievoice\.example\/choice\/[0-9A-Z]{4}-/);
    expect(await events(dana)).toEqual([{ type: 'notice', method: 'email', waitDays: formalNotice.waitDays }]);
    expect(formalNotice.body).toMatch(new RegExp(`\\b${formalNotice.waitDays}\\b`));
    expect(await events(evan)).toEqual([]);
    const shown = await prairie.run(carla, showRun, { runId });
    expect(shown.messages).toEqual({ accepted: 1, letter: 1 });
    expect(shown.letters).toEqual({ 'no consent to notices by e-mail stands': 1 });
  });

  test('is not prepared again for who was just reached', async () => {
    const run = await prairie.run(mark, prepareRun, { groupId, solicitationId, accounts: ['d1'] });
    expect(run.customers).toBe(0);
  });

  test('refused by the server becomes a letter; put off, it is tried again and goes once', async () => {
    const no = await customer('n1', true);
    const slow = await customer('s1', true);
    server.mood = (address) => (address.startsWith('n1') ? 'refuse' : address.startsWith('s1') ? 'later' : 'accept');
    const runId = await send('n1', 's1');
    expect((await prairie.run(carla, showRun, { runId })).messages).toEqual({ letter: 1, queued: 1 });
    expect([await events(no), await events(slow)]).toEqual([[], []]);
    server.mood = () => 'accept';
    await prairie.at('2026-06-01T15:20:00Z');
    await work();
    expect(server.received.map(({ to }) => to)).toEqual(['s1@mail.example']);
    expect((await events(slow)).length).toBe(1);
  });

  test('whose connection broke after its text starts no wait, is never sent again, and becomes a letter', async () => {
    const cut = await customer('c1', true);
    server.mood = () => 'cut';
    const runId = await send('c1');
    server.mood = () => 'accept';
    await prairie.at('2026-06-02T15:00:00Z');
    await work();
    expect(server.received.length).toBe(1);
    expect(await events(cut)).toEqual([]);
    expect((await prairie.run(carla, showRun, { runId })).letters).toEqual({
      'it is not known whether the e-mail went out': 1,
    });
    const again = await prairie.run(mark, prepareRun, { groupId, solicitationId, accounts: ['c1'] });
    expect(again.customers).toBe(0);
  });

  test('of a worker that died in the middle is in doubt too: the next one sends it no more', async () => {
    const dead = await customer('x1', true);
    const run = await prairie.run(mark, prepareRun, { groupId, solicitationId, accounts: ['x1'] });
    await prairie.run(sol, approveRun, { runId: run.id });
    const job = await claimNext(home.connections.platform, Date.now());
    if (job === null) throw new Error('a batch was due');
    const dies: Outside = { ...outside, sendMail: () => Promise.reject(new Error('the machine lost power')) };
    await expect(perform(home.connections, dies, job)).rejects.toThrow('lost power');
    await perform(home.connections, outside, job);
    await work();
    expect(server.received).toEqual([]);
    expect(await events(dead)).toEqual([]);
    expect((await prairie.run(carla, showRun, { runId: run.id })).messages).toEqual({ letter: 1 });
  });

  test('is answered by whoever holds it: a no to its reply address binds, though written from elsewhere', async () => {
    const rosa = await customer('r1', true);
    await send('r1');
    const token = /^b-([a-z2-7]{16})@/.exec(server.received[0]?.from ?? '')?.[1] ?? '';
    const reply = `From: office@work.example\r\nTo: r-${token}@reply.prairievoice.example\r\nSubject: Re: your notice\r\n\r\nNo\r\n`;
    const taken = await prairie.run(mark, receive, { message: Buffer.from(reply).toString('base64') });
    expect(taken).toMatchObject({ matched: 'token', customerId: rosa, effects: ['refused'] });
  });

  test('that comes back voids its notice and becomes a letter, without a task', async () => {
    const gone = await customer('g1', true);
    const runId = await send('g1');
    const token = /^b-([a-z2-7]{16})@/.exec(server.received[0]?.from ?? '')?.[1] ?? '';
    const report = reportTo(`b-${token}@bounce.prairievoice.example`, 'g1@mail.example');
    const taken = await prairie.run(mark, receive, { message: base64(report) });
    expect(taken).toMatchObject({ matched: 'token', customerId: gone });
    expect((await prairie.run(carla, showRun, { runId })).letters).toEqual({ 'the e-mail came back': 1 });
    const tasks = await prairie.run(carla, operations['tasks.list'], { subject: `customer:${gone}` });
    expect(tasks.items).toEqual([]);
  });

  test('waiting in a stopped sending is dropped', async () => {
    await customer('z1', true);
    const run = await prairie.run(mark, prepareRun, { groupId, solicitationId, accounts: ['z1'] });
    await prairie.run(sol, approveRun, { runId: run.id });
    await prairie.run(mark, stopRun, { runId: run.id, why: 'The text names a wrong price.' });
    await work();
    expect(server.received).toEqual([]);
    expect((await prairie.run(carla, showRun, { runId: run.id })).messages).toEqual({ dropped: 1 });
  });
});

test('two hundred customers under a server in all moods: nobody gets two, and no wait starts without acceptance', async () => {
  await prairie.at('2026-06-03T15:00:00Z');
  const accounts = Array.from({ length: 200 }, (_, n) => `m${n}`);
  const ids = new Map<string, string>();
  for (const account of accounts) ids.set(`${account}@mail.example`, await customer(account, true));
  let seed = 7;
  const moods = new Map<string, Mood>();
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  server.mood = (address) => {
    const known = moods.get(address);
    const now =
      known === 'accept' || known === 'cut' ? known : random() < 0.75 ? 'accept' : random() < 0.4 ? 'cut' : 'later';
    moods.set(address, now);
    return now;
  };
  const runId = await send(...accounts);
  for (let hour = 16; hour < 22; hour += 1) {
    await prairie.at(`2026-06-03T${hour}:00:00Z`);
    await work();
  }
  const perAddress = new Map<string, number>();
  for (const { to } of server.received) perAddress.set(to, (perAddress.get(to) ?? 0) + 1);
  expect([...perAddress.values()].filter((n) => n > 1)).toEqual([]);
  const { messages } = await prairie.run(carla, showRun, { runId });
  const waits: string[] = [];
  for (const [address, customerId] of ids) if ((await events(customerId)).length > 0) waits.push(address);
  expect(waits.length).toBe(messages.accepted);
  expect(waits.filter((address) => !perAddress.has(address) || moods.get(address) !== 'accept')).toEqual([]);
  expect((messages.accepted ?? 0) + (messages.letter ?? 0) + (messages.queued ?? 0)).toBe(200);
  expect(messages.accepted ?? 0).toBeGreaterThan(100);
  expect(messages.letter ?? 0).toBeGreaterThan(5);
}, 180_000);
