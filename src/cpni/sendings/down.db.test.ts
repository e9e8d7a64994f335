import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { mailSettingsAt } from '../../../test/mail.ts';
import { type Sending, sendingAt } from '../../../test/sending.ts';
import { type MailServer, mailServer } from '../../../test/smtp.ts';
import { workAll } from '../../../test/work.ts';
import { configureMail } from '../../carriers/mail/settings.ts';
import { claimNext } from '../../interfaces/jobs/claim.ts';
import { operations } from '../../operations.ts';
import type { SendMail } from '../../outside/mail-out.ts';
import { determineBreach, recordBreach } from '../breaches/enter.ts';
import { directDelay, reportBreach } from '../breaches/report.ts';
import { emailConsent } from '../customers/email-consent.ts';
import { approveRun, showRun, stopRun } from './approve-run.ts';
import { prepareRun } from './prepare-run.ts';

let home: TestHouse;
let server: MailServer;
let scene: Sending;

beforeAll(async () => {
  home = await house();
  server = await mailServer();
});
beforeEach(async () => {
  await server.state('up');
  server.mood = () => 'accept';
  server.received.length = 0;
  scene = await sendingAt(home, server);
});
afterAll(async () => {
  await server.close();
  await home.close();
});

const minute = 60_000;
const tasks = async (kind: string) =>
  (await scene.carrier.run(scene.carla, operations['tasks.list'], { kind })).items.map(({ why }) => why);
const triesOf = (runId: string) =>
  scene.carrier.look((ctx) => ctx.tx.selectFrom('message').select('tries').where('runId', '=', runId).execute());

/** Plays so many minutes of the carrier's clock, doing what is due each. */
const pass = async (from: string, minutes: number, step: number): Promise<void> => {
  for (let gone = 0; gone <= minutes; gone += step) {
    await scene.carrier.at(new Date(Date.parse(from) + gone * minute).toISOString());
    await scene.work();
  }
};

const accounts = (count: number) => Array.from({ length: count }, (_, n) => `a${n}`);
const everybody = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (const account of accounts(count)) ids.push(await scene.customer(account, 'consents'));
  return ids;
};

// a day played by minutes is long on a busy machine
const long = { timeout: 240_000 };

describe('a mail server that takes nothing', long, () => {
  for (const state of ['down', 'busy'] as const)
    test(`(${state}) for a day costs no message a try: all wait, compliance is told once, and all go out when it is back`, async () => {
      const ids = await everybody(30);
      await server.state(state);
      const runId = await scene.send(...accounts(30));
      expect(await scene.messages(runId)).toEqual({ queued: 30 });
      await pass('2026-06-01T15:00:00Z', 55, 5);
      expect(await tasks('mail-server')).toEqual([]);
      await pass('2026-06-01T16:00:00Z', 0, 1);
      expect(await tasks('mail-server')).toEqual([
        'The mail server has taken no message since 2026-06-01T10:00:00-05:00; what waits goes out when it does.',
      ]);
      await pass('2026-06-01T16:10:00Z', 23 * 60, 20);
      expect(await scene.messages(runId)).toEqual({ queued: 30 });
      expect((await triesOf(runId)).filter(({ tries }) => tries > 0)).toEqual([]);
      expect(await tasks('mail-server')).toHaveLength(1);
      for (const id of ids) expect(await scene.waits(id)).toEqual([]);
      await server.state('up');
      await pass('2026-06-02T16:00:00Z', 40, 10);
      expect(await scene.messages(runId)).toEqual({ accepted: 30 });
      expect(server.received.map(({ to }) => to).toSorted()).toEqual(
        accounts(30)
          .map((account) => `${account}@mail.example`)
          .toSorted(),
      );
      for (const id of ids) expect(await scene.waits(id)).toHaveLength(1);
      const { downSince } = await scene.carrier.run(scene.carla, operations['mail.show'], {});
      expect(downSince).toBeNull();
    });

  test('that goes in the middle of a batch leaves the rest unsent, not tried', async () => {
    await everybody(20);
    server.mood = () => {
      if (server.received.length === 8) void server.state('down');
      return 'accept';
    };
    const runId = await scene.prepare(...accounts(20));
    await scene.carrier.run(scene.sol, approveRun, { runId });
    await scene.work();
    const then = await scene.messages(runId);
    expect(then.queued).toBeGreaterThan(8);
    server.mood = () => 'accept';
    await server.state('up');
    await pass('2026-06-01T15:05:00Z', 60, 10);
    const { accepted = 0, letter = 0 } = await scene.messages(runId);
    expect(accepted + letter).toBe(20);
    // at most the one whose text was under way is in doubt
    expect(letter).toBeLessThanOrEqual(1);
    expect(new Set(server.received.map(({ to }) => to)).size).toBe(server.received.length);
  });
});

describe('a connection that breaks', long, () => {
  test('before the text went leaves the message unsent: it goes later, once, by e-mail', async () => {
    const [id = ''] = await everybody(3);
    let broken = 0;
    server.mood = (address) => {
      if (!address.startsWith('a0') || broken === 2) return 'accept';
      broken += 1;
      return 'hang-up';
    };
    const runId = await scene.send(...accounts(3));
    expect(await scene.messages(runId)).toEqual({ accepted: 2, queued: 1 });
    // hung up on beside others that went, it rests an hour; hung up on first, the server seems down and is asked again sooner
    await pass('2026-06-01T15:20:00Z', 80, 10);
    expect(await scene.messages(runId)).toEqual({ accepted: 3 });
    expect(server.received.filter(({ to }) => to.startsWith('a0'))).toHaveLength(1);
    expect(await scene.waits(id)).toHaveLength(1);
  });

  test('always at one address is a try of that message while others are answered', async () => {
    await everybody(3);
    server.mood = (address) => (address.startsWith('a0') ? 'hang-up' : 'accept');
    const runId = await scene.send(...accounts(3));
    expect(await scene.messages(runId)).toEqual({ accepted: 2, queued: 1 });
    expect((await triesOf(runId)).map(({ tries }) => tries).toSorted()).toEqual([0, 0, 1]);
  });

  test('always at the one message that is left is no server that is down: it rests longer each time, and is a letter after a day', async () => {
    const [id = ''] = await everybody(1);
    let broken = 0;
    server.mood = () => {
      broken += 1;
      return 'hang-up';
    };
    const runId = await scene.send('a0');
    await pass('2026-06-01T15:30:00Z', 30 * 60, 30);
    expect(await scene.messages(runId)).toEqual({ queued: 1 });
    expect(broken).toBe(5);
    await pass('2026-06-02T22:00:00Z', 60, 30);
    const shown = await scene.carrier.run(scene.carla, showRun, { runId });
    expect(shown.letters).toEqual({ 'the mail server hung up on it again and again': 1 });
    expect(await tasks('mail-server')).toEqual([]);
    expect(server.received).toEqual([]);
    expect(await scene.waits(id)).toEqual([]);
  });

  test('at the first message that a server is asked with after it was down holds up nobody else', async () => {
    await everybody(30);
    await server.state('down');
    const runId = await scene.send(...accounts(30));
    await pass('2026-06-01T15:01:00Z', 9, 1);
    server.mood = (address) => (address.startsWith('a0@') ? 'hang-up' : 'accept');
    await server.state('up');
    await pass('2026-06-01T15:11:00Z', 30, 5);
    expect(await scene.messages(runId)).toEqual({ accepted: 29, queued: 1 });
    expect(await tasks('mail-server')).toEqual([]);
    await pass('2026-06-01T16:00:00Z', 40 * 60, 60);
    expect(await scene.messages(runId)).toEqual({ accepted: 29, letter: 1 });
    expect(server.received).toHaveLength(29);
  });

  test('at every message for a day is a server that is down: nobody loses his e-mail, and all go out once when it is back', async () => {
    await everybody(30);
    server.mood = () => 'hang-up';
    const runId = await scene.send(...accounts(30));
    await pass('2026-06-01T15:05:00Z', 24 * 60, 20);
    expect(await scene.messages(runId)).toEqual({ queued: 30 });
    expect(await tasks('mail-server')).toHaveLength(1);
    server.mood = () => 'accept';
    await pass('2026-06-02T15:10:00Z', 40, 10);
    expect(await scene.messages(runId)).toEqual({ accepted: 30 });
    expect(new Set(server.received.map(({ to }) => to)).size).toBe(30);
  });
});

test('a wrong password for the mail server makes no letter of anything: all waits until it is mended', async () => {
  await everybody(2);
  const settings = mailSettingsAt(server.port);
  await scene.carrier.run(scene.carla, configureMail, { ...settings, userName: 'prairie', password: 'old one' });
  await scene.work();
  const runId = await scene.send(...accounts(2));
  expect(await scene.messages(runId)).toEqual({ queued: 2 });
  await scene.carrier.run(scene.carla, configureMail, settings);
  await pass('2026-06-01T15:10:00Z', 0, 1);
  expect(await scene.messages(runId)).toEqual({ accepted: 2 });
});

describe('a message about a breach', () => {
  const breachOf = async (intentional: 'yes' | 'no'): Promise<string> => {
    const { carrier, carla } = scene;
    const found = { discoveredAt: '2026-06-01T09:00:00-05:00', cpni: ['call-detail' as const], customers: 40 };
    const suspicion = { ...found, intentional: 'unknown' as const, circumstances: 'A caller knew too much.' };
    const { id: breachId } = await carrier.run(carla, recordBreach, suspicion);
    const { discoveredAt: _found, ...known } = found;
    await carrier.run(carla, determineBreach, { breachId, determinedOn: '2026-06-01', intentional, ...known });
    return breachId;
  };

  test('is not prepared in the hold, goes after it, and stops in the middle when an agency directs a delay', async () => {
    const { carrier, carla, mark, sol, groupId, solicitationId } = scene;
    await everybody(3);
    const breachId = await breachOf('yes');
    const asked = { groupId, solicitationId, accounts: accounts(3), breachId };
    await expect(carrier.run(mark, prepareRun, asked)).rejects.toThrow(/before law enforcement/);
    const report = { reference: 'DOJ-2026-4711', urgentHarm: null, consulted: null };
    await carrier.run(carla, reportBreach, { breachId, reportedAt: '2026-06-01T10:00:00-05:00', ...report });
    await expect(carrier.run(mark, prepareRun, asked)).rejects.toThrow(/may be told from 2026-06-11/);
    await carrier.at('2026-06-11T15:00:00Z');
    const { id: runId } = await carrier.run(mark, prepareRun, asked);
    await carrier.run(sol, approveRun, { runId });
    const written = { breachId, agency: 'FBI', writingHash: 'a'.repeat(64), directedOn: '2026-06-11' } as const;
    await carrier.run(carla, directDelay, { ...written, kind: 'delay', untilDay: '2026-06-20' });
    await scene.work();
    expect(server.received).toEqual([]);
    await pass('2026-06-20T15:00:00Z', 0, 1);
    expect(server.received).toEqual([]);
    await pass('2026-06-21T15:00:00Z', 0, 1);
    expect(server.received).toHaveLength(3);
  });

  test('is prepared by nobody who may not know of breaches', async () => {
    const { carrier, groupId, solicitationId } = scene;
    const nora = await carrier.person('Nora Pratt', 'marketing');
    const asked = { groupId, solicitationId, accounts: [], breachId: await breachOf('no') };
    await expect(carrier.run(nora, prepareRun, asked)).rejects.toThrow(/compliance/);
  });
});

describe('consent to e-mail', () => {
  test('withdrawn while the message was on its way: the delivery says none, and a letter follows', async () => {
    const id = await scene.customer('w1', 'consents');
    await scene.carrier.at('2026-06-01T15:00:00Z');
    const runId = await scene.prepare('w1');
    await scene.carrier.run(scene.sol, approveRun, { runId });
    const { outside } = scene;
    const slow = {
      ...outside,
      sendMail: async (...given: Parameters<SendMail>) => {
        // between preparation and acceptance
        await scene.carrier.run(scene.carla, emailConsent, {
          customerId: id,
          consent: 'withdrawn',
          how: 'by-telephone',
          proof: 'call 9',
        });
        return outside.sendMail(...given);
      },
    };
    await workAll(home, slow);
    expect(server.received).toHaveLength(1);
    const shown = await scene.carrier.run(scene.carla, showRun, { runId });
    expect(shown.letters).toEqual({ 'consent to e-mail was withdrawn before the server took it': 1 });
    const bodies = await scene.carrier.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'notices.delivered').execute(),
    );
    expect(bodies.map(({ body }) => body).join()).toContain('"none"');
  });
});

describe('two managers at once', () => {
  test('who prepare the same notice hold no customer both, and each customer gets one', async () => {
    await everybody(40);
    const nora = await scene.carrier.person('Nora Pratt', 'marketing');
    const { groupId, solicitationId, carrier } = scene;
    const asked = { groupId, solicitationId, accounts: accounts(40) };
    const [one, two] = await Promise.all([
      carrier.run(scene.mark, prepareRun, asked),
      carrier.run(nora, prepareRun, asked),
    ]);
    expect(one.customers + two.customers).toBe(40);
    await Promise.all([one, two].map(({ id: runId }) => carrier.run(scene.sol, approveRun, { runId })));
    await scene.work();
    expect(server.received).toHaveLength(40);
    expect(new Set(server.received.map(({ to }) => to)).size).toBe(40);
  });

  test('who approve and stop it: one after the other, and what was stopped does not go', async () => {
    await everybody(3);
    const runId = await scene.prepare(...accounts(3));
    const sam = await scene.carrier.person('Sam Otis', 'supervisor');
    const both = await Promise.allSettled([
      scene.carrier.run(scene.sol, approveRun, { runId }),
      scene.carrier.run(sam, approveRun, { runId }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await scene.carrier.run(sam, stopRun, { runId, why: 'Another text is coming.' });
    await scene.work();
    expect(server.received).toEqual([]);
    expect(await scene.messages(runId)).toEqual({ dropped: 3 });
  });
});

test('a preparation whose worker dies between two slices goes on where it stood; nothing of it goes out before', async () => {
  const { carrier, mark, sol, groupId, solicitationId } = scene;
  const plain = { name: 'A Customer', language: 'en', subscribes: 8, since: null, leftAt: null } as const;
  for (let thousand = 0; thousand < 11; thousand += 1)
    await carrier.look((ctx) =>
      ctx.tx
        .insertInto('customer')
        .values(
          Array.from({ length: 1000 }, (_, n) => ({
            ...{ id: ctx.id(), account: `k${thousand}-${n}`, salt: ctx.salt() },
            ...plain,
          })),
        )
        .execute(),
    );
  const everyone = { groupId, solicitationId };
  const { id: runId, state, customers } = await carrier.run(mark, prepareRun, everyone);
  expect([state, customers]).toEqual(['preparing', 5000]);
  await expect(carrier.run(sol, approveRun, { runId })).rejects.toThrow(/still being prepared/);
  // claimed, and its worker is gone
  expect((await claimNext(home.connections.platform, Date.now()))?.kind).toBe('sendings.goOn');
  await scene.work();
  expect((await carrier.run(mark, showRun, { runId })).state).toBe('preparing');
  await home.connections.platform.updateTable('job').set({ lockedUntil: null }).execute();
  await scene.work();
  const shown = await carrier.run(mark, showRun, { runId });
  expect([shown.state, shown.customers, shown.messages]).toEqual(['prepared', 11_000, { queued: 11_000 }]);
  await carrier.run(mark, stopRun, { runId, why: 'It was a test.' });
  await scene.work();
  expect(await scene.messages(runId)).toEqual({ dropped: 11_000 });
});
