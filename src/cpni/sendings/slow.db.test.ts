import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Sending, sendingAt } from '../../../test/sending.ts';
import { type MailServer, mailServer } from '../../../test/smtp.ts';
import { workAll } from '../../../test/work.ts';
import { claimNext, type Job, lease } from '../../interfaces/jobs/claim.ts';
import { perform } from '../../interfaces/jobs/perform.ts';
import { approveRun, showRun } from './approve-run.ts';

let home: TestHouse;
let server: MailServer;
let scene: Sending;
let runId: string;
// a busy machine
const patient = { timeout: 30_000 };
let answer = (): void => {};

beforeAll(async () => {
  home = await house();
  server = await mailServer();
});
beforeEach(async () => {
  server.received.length = 0;
  scene = await sendingAt(home, server);
  server.hold = new Promise((resolve) => {
    answer = () => resolve(undefined);
  });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await server.close();
  await home.close();
});

/** A sending to so many, whose first twenty a worker has taken: it waits for the server's answer to the first text. */
const waiting = async (customers: number): Promise<{ readonly job: Job; readonly done: Promise<void> }> => {
  const accounts = Array.from({ length: customers }, (_, n) => `s${n}`);
  for (const account of accounts) await scene.customer(account, 'consents');
  runId = await scene.prepare(...accounts);
  await scene.carrier.run(scene.sol, approveRun, { runId });
  const job = await claimNext(home.connections.platform, Date.now());
  if (job === null) throw new Error('a batch was due');
  const done = perform(home.connections, scene.outside, job);
  await expect.poll(() => server.received.length, patient).toBe(1);
  return { job, done };
};
/** The same job, claimed by another worker when its lease is over. */
const takenFrom = async ({ id }: Job): Promise<Job> => {
  for (;;) {
    const job = await claimNext(home.connections.platform, Date.now() + lease + 1);
    if (job === null) throw new Error('the lease was over');
    if (job.id === id) return job;
  }
};
const rowOf = ({ id }: Job) =>
  home.connections.platform
    .selectFrom('job')
    .select(['attempts', 'lockedUntil', 'doneAt'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const shown = () => scene.carrier.run(scene.carla, showRun, { runId });
const openBatches = async (lane: number): Promise<number> => {
  const rows = await home.connections.platform
    .selectFrom('job')
    .select('payload')
    .where('kind', '=', 'sendings.send')
    .where('doneAt', 'is', null)
    .execute();
  return rows.filter(({ payload }) => payload.runId === runId && payload.lane === lane).length;
};

describe('A mail server that outlasts the lease of a batch', () => {
  test('keeps it: a second worker that looks all the while gets nothing of it, and everybody has one e-mail', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    const { job, done } = await waiting(20);
    for (let gone = 0; gone < 4 * lease; gone += lease / 4) {
      vi.advanceTimersByTime(lease / 4);
      // renewed in the background, each third of a lease
      await expect.poll(async () => (await rowOf(job)).lockedUntil, patient).toBeGreaterThan(Date.now() + lease / 2);
      await workAll(home, scene.outside);
      expect(await rowOf(job)).toMatchObject({ attempts: 1, doneAt: null });
    }
    expect(await scene.messages(runId)).toEqual({ trying: 20 });
    answer();
    await done;
    await scene.work();
    expect((await shown()).messages).toEqual({ accepted: 20 });
    expect(new Set(server.received.map(({ to }) => to)).size).toBe(20);
    expect(server.received).toHaveLength(20);
  });

  test('while its worker stands still loses it to another, who sends nothing again; the answers that come late take the letters back', async () => {
    const { job, done } = await waiting(20);
    await perform(home.connections, scene.outside, await takenFrom(job));
    expect((await shown()).letters).toEqual({ 'it is not known whether the e-mail went out': 20 });
    expect(server.received).toHaveLength(1);
    answer();
    await done;
    await scene.work();
    expect(await shown()).toMatchObject({ messages: { accepted: 20 }, letters: {} });
    expect(server.received).toHaveLength(20);
  });

  test('goes on with one batch at a time after that, not with two', async () => {
    const { job, done } = await waiting(60);
    const second = perform(home.connections, scene.outside, await takenFrom(job));
    await expect.poll(() => server.received.length, patient).toBe(2);
    answer();
    await Promise.all([done, second]);
    expect(await openBatches(0)).toBe(1);
    await scene.work();
    expect((await shown()).messages).toEqual({ accepted: 60 });
    expect(server.received).toHaveLength(60);
  });
});
