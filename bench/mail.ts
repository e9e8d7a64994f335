// A notice prepared and mailed to customers by the jobs of a server, through an SMTP server in a process of its own, beside a bare
// nodemailer loop that gives the same messages, signed alike, to the same server: one after the other, and on as many connections
// as a sending has lanes. Usage: mail [--customers N], default 4,000; [--prepare N]: that many are only prepared.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import { configureMail, serverOf, showMail } from '../src/carriers/mail/settings.ts';
import { createPerson } from '../src/carriers/staff/create-person.ts';
import { decideSolicitation, proposeSolicitation } from '../src/cpni/campaigns/solicitations.ts';
import { approve } from '../src/cpni/notices/approve.ts';
import { draft } from '../src/cpni/notices/draft.ts';
import { formalNotice } from '../src/cpni/notices/examples/notices.ts';
import { approveRun, showRun } from '../src/cpni/sendings/approve-run.ts';
import { mailOf } from '../src/cpni/sendings/compose.ts';
import { goOn } from '../src/cpni/sendings/go-on.ts';
import { prepareRun } from '../src/cpni/sendings/prepare-run.ts';
import { lanes } from '../src/cpni/sendings/runs.ts';
import { newToken } from '../src/cpni/sendings/token.ts';
import { type Ctx, transact } from '../src/db/context.ts';
import { work } from '../src/interfaces/jobs/work.ts';
import { randomIds } from '../src/kernel/id.ts';
import type { Actor, Role } from '../src/kernel/operation.ts';
import { type Mail, type MailServer, sendMail } from '../src/outside/mail-out.ts';
import type { Outside } from '../src/outside/outside.ts';
import { asks, type Bench, bench, loadCustomers, option, owner, print, timed } from './bench.ts';
import { servePeer } from './mail-server.ts';

const customers = option('--customers', 4000);
const large = option('--prepare', 100_000);

const notice = draft.takes.parse(JSON.parse(JSON.stringify(formalNotice).replaceAll('Prairie Voice', 'Bench Voice')));

type Peer = {
  readonly port: number;
  had(): Promise<{ readonly messages: number; readonly recipients: number }>;
  stop(): void;
};

const startPeer = async (): Promise<Peer> => {
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'peer'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async () => JSON.parse((await lines.next()).value ?? '{}');
  const { port } = await said();
  return {
    port,
    had: async () => {
      child.stdin.write('\n');
      return said();
    },
    stop: () => child.stdin.end(),
  };
};

type Person = Actor & { readonly kind: 'person' };

const person = async ({ connections }: Bench, carrierId: string, name: string, roles: readonly Role[]) => {
  const one: Person = { kind: 'person', id: randomIds(Date.now())(), name, roles };
  const email = `${one.id}@bench.example`;
  const facts = {
    id: one.id,
    email,
    name,
    password: 'correct horse battery',
    roles: [...roles],
    title: name,
    demo: false,
  };
  await createPerson(connections, asks(carrierId), facts);
  return one;
};

/** Every customer has an address and has agreed to notices by e-mail. */
const consent = async (one: Bench, carrierId: string): Promise<void> => {
  const db = await owner(one, carrierId);
  await db.query(
    `insert into customer_contact (id, customer_id, kind, value, key, linked_day, until_at)
     select uuidv7(), id, 'email', account || '@mail.example', lower(account) || '@mail.example', '2020-01-01', null from customer where carrier_id = $1`,
    [carrierId],
  );
  await db.query(
    `insert into permission_event (id, customer_id, type, at, recorded_at, contact_id)
     select uuidv7(), customer_id, 'email-consent', $1::bigint, $1::bigint, id from customer_contact where carrier_id = $2`,
    [Date.now() - 86_400_000, carrierId],
  );
  await db.query('update customer set language = $1', ['en']);
  await db.query('vacuum analyze customer, customer_contact, permission_event');
  await db.end();
};

type Scene = {
  readonly as: <T>(who: Person, run: (ctx: Ctx) => Promise<T>) => Promise<T>;
  readonly mark: Person;
  readonly sol: Person;
  readonly published: ReadonlyMap<string, string>;
  readonly asked: { readonly groupId: string; readonly solicitationId: string };
};

const settings = (port: number) => ({
  ...{ host: '127.0.0.1', port, security: 'none' as const, userName: null, password: null },
  ...{ fromName: 'Bench Voice', fromAddress: 'privacy@bench.example', sendingIps: ['192.0.2.10'] },
  ...{ replyDomain: 'reply.bench.example', returnDomain: 'bounce.bench.example', dkimDomain: 'bench.example' },
  ...{ dkimSelector: 'c1', choiceAddress: 'https://choice.bench.example' },
});

const ready = async (one: Bench, port: number, count: number): Promise<Scene> => {
  const carrierId = await one.carrier();
  await loadCustomers(one, carrierId, count);
  await consent(one, carrierId);
  const as = <T>(actor: Person, run: (ctx: Ctx) => Promise<T>) =>
    transact(one.connections, { ...asks(carrierId), actor }, run);
  const mark = await person(one, carrierId, 'Mark Bell', ['marketing', 'compliance']);
  const sol = await person(one, carrierId, 'Sol Reyes', ['supervisor', 'compliance']);
  const version = await as(mark, (ctx) => draft.run(ctx, notice));
  const { groupId, id: noticeVersionId, contentHash } = version;
  await as(sol, (ctx) => approve.run(ctx, { versionId: noticeVersionId, contentHash }));
  const { id: solicitationId, contentHash: hash } = await as(mark, (ctx) =>
    proposeSolicitation.run(ctx, {
      noticeVersionId,
      channel: 'email',
      script: 'See notice.',
      audience: { notReachedInDays: 640, accounts: null },
    }),
  );
  await as(sol, (ctx) =>
    decideSolicitation.run(ctx, { solicitationId, contentHash: hash, verdict: 'approved', note: 'Read.' }),
  );
  const { publish } = await as(mark, (ctx) => configureMail.run(ctx, settings(port)));
  const published = new Map(publish.map(({ name, text }) => [name, text]));
  return { as, mark, sol, published, asked: { groupId, solicitationId } };
};

const prepare = ({ as, mark, asked }: Scene) =>
  as(mark, (ctx) =>
    prepareRun.run(ctx, { ...asked, notReachedInDays: 640, accounts: null, breachId: null, notOfBreach: null }),
  );

const nowhere = (): Promise<never> => Promise.reject(new Error('nothing of this bench reaches that'));

const until = async (so: () => Promise<boolean>): Promise<void> => {
  while (!(await so())) await sleep(250);
};

/** Prepares, approves and waits until the server's own jobs have had every message accepted. Returns seconds. */
const sendAll = async (one: Bench, scene: Scene): Promise<number> => {
  const { as, mark, sol, published } = scene;
  const outside: Outside = {
    ...{ sendMail, fetchMail: nowhere, visit: nowhere, fetchCertificate: nowhere, publicUrl: null },
    ...{ lookUpAddresses: nowhere, lookUpExchanges: nowhere },
    lookUpText: async (name) => (published.has(name) ? [published.get(name) ?? ''] : []),
  };
  const worker = work(one.connections, outside, () => {});
  // nothing goes out before the domains were looked up
  await until(async () => (await as(mark, (ctx) => showMail.run(ctx, {}))).checkedAt !== null);
  const began = performance.now();
  const { id: runId } = await prepare(scene);
  await until(async () => (await as(mark, (ctx) => showRun.run(ctx, { runId }))).state === 'prepared');
  await as(sol, (ctx) => approveRun.run(ctx, { runId }));
  await until(async () => (await as(mark, (ctx) => showRun.run(ctx, { runId }))).messages.accepted === customers);
  const seconds = (performance.now() - began) / 1000;
  await worker.stop();
  return seconds;
};

/** The same messages by nodemailer alone. Returns seconds. */
const loop = async ({ host, port, dkim }: MailServer, mails: readonly Mail[], connections: number): Promise<number> => {
  const transport = nodemailer.createTransport({
    ...{ pool: true, host, port, maxConnections: connections, maxMessages: Number.MAX_SAFE_INTEGER, ignoreTLS: true },
    dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey },
  });
  const left = mails.values();
  const line = async (): Promise<void> => {
    for (const { returnPath, language: _language, ...mail } of left)
      await transport.sendMail({ ...mail, envelope: { from: returnPath, to: mail.to } });
  };
  const ms = await timed(() => Promise.all(Array.from({ length: connections }, line)));
  transport.close();
  return ms / 1000;
};

const loopMails = ({ as, mark }: Scene): Promise<{ readonly server: MailServer; readonly mails: readonly Mail[] }> =>
  as(mark, async (ctx) => {
    const setting = await ctx.tx.selectFrom('mailSetting').selectAll().executeTakeFirstOrThrow();
    const { language, body, subject } = notice;
    const words = { language, subject: subject ?? '', body, code: '0123-4567-89AB-CDEF' };
    const mails: Mail[] = [];
    for (let n = 0; n < customers; n += 1)
      mails.push(await mailOf(setting, { ...words, token: newToken(), to: `a-${n}@mail.example` }));
    return { server: await serverOf(ctx, setting), mails };
  });

/** The longest transaction of a large preparation, in ms. */
const prepareLarge = async (scene: Scene): Promise<number> => {
  const { as, mark } = scene;
  let runId = '';
  let longest = await timed(async () => {
    runId = (await prepare(scene)).id;
  });
  for (let state = 'preparing'; state === 'preparing'; )
    longest = Math.max(
      longest,
      await timed(async () => {
        state = (await as(mark, (ctx) => goOn.run(ctx, { runId }))).state;
      }),
    );
  return longest;
};

const compare = async (one: Bench, peer: Peer): Promise<void> => {
  const scene = await ready(one, peer.port, customers);
  const { server, mails } = await loopMails(scene);
  await loop(server, mails.slice(0, 500), 1);
  await peer.had();
  const alone = await loop(server, mails, 1);
  const together = await loop(server, mails, lanes);
  await peer.had();
  const ours = await sendAll(one, scene);
  const had = await peer.had();
  if (had.messages !== customers || had.recipients !== customers)
    throw new Error(`the server had ${had.messages} messages to ${had.recipients} recipients of ${customers}`);
  const each = (seconds: number) => customers / seconds;
  print('mail: e-mails queued and delivered', each(ours), 'a second', 'a bare nodemailer loop', each(alone));
  print(
    'mail: e-mails queued and delivered',
    each(ours),
    'a second',
    `nodemailer on ${lanes} connections`,
    each(together),
  );
  const longest = await prepareLarge(await ready(one, peer.port, large));
  print(
    `mail: longest transaction preparing ${large.toLocaleString('en-US')}`,
    longest,
    'ms',
    'limit of 5,000 ms',
    5000,
  );
};

const measure = async (): Promise<void> => {
  const one = await bench(16);
  const peer = await startPeer();
  try {
    await compare(one, peer);
  } finally {
    peer.stop();
    await one.close();
  }
};

if (process.argv[2] === 'peer') servePeer();
else await measure();
