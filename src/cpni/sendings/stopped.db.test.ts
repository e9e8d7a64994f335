import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Sending, sendingAt } from '../../../test/sending.ts';
import { type MailServer, type Mood, mailServer } from '../../../test/smtp.ts';
import { workAll } from '../../../test/work.ts';
import { operations } from '../../operations.ts';
import type { SendMail } from '../../outside/mail-out.ts';
import { openBatch } from '../letters/open.ts';
import { receive } from '../returns/receive.ts';
import { base64, reportTo } from '../returns/returns.example.ts';
import { approveRun, showRun, stopRun } from './approve-run.ts';
import { steadyRun } from './runs.ts';

let home: TestHouse;
let server: MailServer;
let scene: Sending;

beforeAll(async () => {
  home = await house();
  server = await mailServer();
});
beforeEach(async () => {
  server.mood = () => 'accept';
  server.received.length = 0;
  scene = await sendingAt(home, server);
});
afterAll(async () => {
  await server.close();
  await home.close();
});

const why = 'Another text is coming.';
const stop = (runId: string) => scene.carrier.run(scene.sol, stopRun, { runId, why });
const tasks = async (kind: string) =>
  (await scene.carrier.run(scene.carla, operations['tasks.list'], { kind })).items.map(({ subject }) => subject);
const comesBack = () => {
  const { from, to } = server.received.at(-1) ?? { from: '', to: '' };
  return scene.carrier.run(scene.carla, receive, { message: base64(reportTo(from, to)) });
};
const letters = async (runId: string) => (await scene.carrier.run(scene.carla, showRun, { runId })).letters;

/** Sends, and stops the sending while the server has its first batch in hand. */
const stoppedWhileGoing = async (mood: Mood, ...accounts: string[]): Promise<string> => {
  const runId = await scene.prepare(...accounts);
  await scene.carrier.run(scene.sol, approveRun, { runId });
  server.mood = () => mood;
  const slow = {
    ...scene.outside,
    sendMail: async (...given: Parameters<SendMail>) => {
      await stop(runId);
      return scene.outside.sendMail(...given);
    },
  };
  await workAll(home, slow);
  server.mood = () => 'accept';
  return runId;
};

describe('Of a sending that was stopped', () => {
  test('an e-mail that comes back afterwards is a task for its customer, and the next sending goes to him', async () => {
    const customerId = await scene.customer('a1', 'consents');
    const runId = await scene.send('a1');
    await stop(runId);
    expect(await comesBack()).toMatchObject({ effects: ['returned'] });
    expect(await scene.messages(runId)).toEqual({ dropped: 1 });
    expect(await tasks('letter-wanted')).toEqual([`customer:${customerId}`]);
    await scene.send('a1');
    expect(server.received).toHaveLength(2);
  });

  test('what may have gone out as it was stopped is a task, and goes to that customer by letter, never by e-mail again', async () => {
    await scene.customer('a2', 'consents');
    const runId = await stoppedWhileGoing('cut', 'a2');
    expect(server.received).toHaveLength(1);
    expect(await scene.messages(runId)).toEqual({ dropped: 1 });
    expect(await tasks('notices-not-sent')).toEqual([`sending:${runId}`]);
    const again = await scene.send('a2');
    expect(server.received).toHaveLength(1);
    expect(await letters(again)).toEqual({ 'an earlier e-mail of it may have gone out': 1 });
  });

  for (const mood of ['later', 'hang-up', 'refuse'] as const)
    test(`what a server did not take as it was stopped (${mood}) is free for the next sending`, async () => {
      await scene.customer('a3', 'consents');
      const runId = await stoppedWhileGoing(mood, 'a3');
      expect(await scene.messages(runId)).toEqual({ dropped: 1 });
      await scene.send('a3');
      expect(server.received.map(({ to }) => to)).toEqual(['a3@mail.example']);
    });

  test('letters that it drops, whose e-mail had come back or may have gone out, are a task', async () => {
    await scene.customer('a4', 'consents');
    await scene.customer('a5', 'consents');
    server.mood = (to) => (to.startsWith('a5') ? 'cut' : 'accept');
    const runId = await scene.send('a4', 'a5');
    expect(await scene.messages(runId)).toEqual({ accepted: 1, letter: 1 });
    server.mood = () => 'accept';
    await stop(runId);
    expect(await tasks('notices-not-sent')).toEqual([`sending:${runId}`]);
    const again = await scene.send('a5');
    expect(await letters(again)).toEqual({ 'an earlier e-mail of it may have gone out': 1 });
  });

  test('what was only queued is no task: nobody was written to', async () => {
    await scene.customer('a6', 'consents');
    await stop(await scene.prepare('a6'));
    expect(await tasks('notices-not-sent')).toEqual([]);
  });

  test('what an earlier sending wrote in vain is no task of this one, to whom nobody was written', async () => {
    await scene.customer('b1', 'consents');
    await stop(await scene.send('b1'));
    await comesBack();
    await scene.carrier.at('2026-06-20T15:00:00Z');
    const runId = await scene.prepare('b1');
    await stop(runId);
    expect(await scene.messages(runId)).toEqual({ dropped: 1 });
    expect(await tasks('notices-not-sent')).toEqual([]);
  });

  /** The messages that go out no more, by the evidence of it. */
  const onRecord = () =>
    scene.carrier.look(async ({ tx }) => {
      const rows = await tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'messages.dropped').execute();
      return rows.flatMap(({ body }) => (JSON.parse(body) as { facts: { messages: string[] } }).facts.messages).sort();
    });
  const dropped = () =>
    scene.carrier.look(async ({ tx }) => {
      const rows = await tx.selectFrom('message').select('id').where('state', '=', 'dropped').execute();
      return rows.map(({ id }) => id).sort();
    });

  test('each message that goes out no more is on record, however it came to that', async () => {
    for (const account of ['d1', 'd2', 'd3']) await scene.customer(account, 'consents');
    await stop(await scene.prepare('d1', 'd2', 'd3'));
    expect(await dropped()).toHaveLength(3);
    expect(await onRecord()).toEqual(await dropped());
    await stoppedWhileGoing('later', 'd1');
    await stoppedWhileGoing('hang-up', 'd2');
    const runId = await scene.send('d3');
    await stop(runId);
    await comesBack();
    expect(await dropped()).toHaveLength(6);
    expect(await onRecord()).toEqual(await dropped());
  });
});

test('A stop waits for the lanes that send just now, and the next lane waits for it', async () => {
  await scene.customer('e1', 'consents');
  const runId = await scene.prepare('e1');
  await scene.carrier.run(scene.sol, approveRun, { runId });
  const order: string[] = [];
  const lane = (name: string) => {
    let leave = () => {};
    const free = new Promise<void>((resolve) => {
      leave = resolve;
    });
    let enter = () => {};
    const inside = new Promise<void>((resolve) => {
      enter = resolve;
    });
    const done = scene.carrier.look(async (ctx) => {
      order.push(`${name}: ${(await steadyRun(ctx, runId)).state}`);
      enter();
      await free;
    });
    return { leave, inside, done };
  };
  const first = lane('first');
  await first.inside;
  const stopping = stop(runId);
  const waits = () =>
    scene.carrier.look(({ tx }) =>
      sql<{ n: number }>`select count(*)::int as n from pg_locks l join pg_database d on d.oid = l.database
        where datname = current_database() and not granted`.execute(tx),
    );
  await vi.waitFor(async () => expect((await waits()).rows).toEqual([{ n: 1 }]), { timeout: 10_000 });
  const second = lane('second');
  await vi.waitFor(async () => expect((await waits()).rows).toEqual([{ n: 2 }]), { timeout: 10_000 });
  first.leave();
  await second.inside;
  second.leave();
  await Promise.all([first.done, stopping, second.done]);
  expect(order).toEqual(['first: approved', 'second: stopped']);
});

test('Letters are opened while a lane sends, and it does not wait for them', async () => {
  await scene.customer('f1', 'consents');
  const runId = await scene.send('f1');
  const answer = await scene.carrier.look(async (ctx) => {
    await steadyRun(ctx, runId);
    return scene.carrier.run(scene.mark, openBatch, { runId }).then(
      () => 'opened',
      (error: unknown) => String(error),
    );
  });
  expect(answer).toMatch(/No approved paper form/);
}, 10_000);
