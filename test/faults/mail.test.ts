import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { approveRun, showRun } from '../../src/cpni/sendings/approve-run.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import { migrate } from '../../src/db/migrate.ts';
import { work } from '../../src/interfaces/jobs/work.ts';
import { houseAt, type TestHouse } from '../house.ts';
import { type Sending, sendingAt } from '../sending.ts';
import { type MailServer, mailServer } from '../smtp.ts';
import { clearScene, dataIn, freshFolder } from './embedded-scene.ts';
import { counted, type Going, leasesEnd, nothingAmiss, restartAfter, settledBut } from './notices-scene.ts';

const many = process.env.COMPLINE_TEST_ALL ? 1600 : 400;
const root = join(import.meta.dirname, '..', '..');
// beside dist/cli.js: what it imports is found from there
const program = join(root, 'dist', 'faults', 'mail-process.mjs');

let data: string;
let home: TestHouse;
let server: MailServer;
let scene: Sending;
const ids = new Map<string, string>();

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'mail-process.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  data = dataIn(freshFolder(0o755));
  const embedded = await startEmbedded(data);
  const address = { socket: embedded.host, port: embedded.port, database: 'compline' };
  await migrate(address);
  home = houseAt(address, data);
  server = await mailServer();
});
beforeEach(async () => {
  server.mood = () => 'accept';
  server.hold = Promise.resolve();
  server.received.length = 0;
  scene = await sendingAt(home, server);
  ids.clear();
});
afterAll(async () => {
  await server.close();
  await home.connections.close();
  await clearScene();
});

const going = (): Going => ({ home, scene, server, ids });

/** A notice prepared for so many customers and approved. */
const began = async (customers: number): Promise<string> => {
  const accounts = Array.from({ length: customers }, (_, n) => `m${n}`);
  for (const account of accounts) ids.set(`${account}@mail.example`, await scene.customer(account, 'consents'));
  const runId = await scene.prepare(...accounts);
  await scene.carrier.run(scene.sol, approveRun, { runId });
  return runId;
};

const settled = async (runId: string): Promise<boolean> => {
  const { queued = 0, trying = 0 } = await scene.messages(runId);
  return queued + trying === 0;
};

describe('a notice going out', () => {
  test('while its worker is killed again and again between the text and the record', async () => {
    const { socket, port, database } = { database: 'compline', port: 0, socket: '', ...home.address };
    const start = (): ChildProcess =>
      spawn(
        process.execPath,
        [program, socket, String(port), database, home.dataFolder, JSON.stringify(Object.fromEntries(scene.published))],
        { stdio: ['ignore', 'ignore', 'inherit'] },
      );
    const runId = await began(many);
    let kills = 0;
    while (!(await settled(runId))) {
      const until = server.received.length + 90;
      const child = start();
      const ended = new Promise((resolve) => child.on('close', resolve));
      // each lane has had a batch recorded by then; the server has the text and will answer, but nobody is there to hear it
      server.mood = () => {
        if (server.received.length === until) child.kill('SIGKILL');
        return 'accept';
      };
      let gone = false;
      void ended.then(() => {
        gone = true;
      });
      while (!gone && !(await settled(runId))) await sleep(100);
      if (gone) kills += 1;
      else child.kill('SIGKILL');
      await ended;
      await leasesEnd(going());
    }
    const { accepted, letter, ...amiss } = await counted(going(), [runId], 0);
    expect(amiss).toEqual(nothingAmiss);
    expect(kills).toBeGreaterThan(1);
    expect(accepted).toBeGreaterThan(0);
    console.info(
      `${kills} kills: ${accepted} accepted, ${letter} letters, 0 doubles, 0 waits without acceptance, 0 lost`,
    );
  });

  test('while PostgreSQL is restarted in the middle of a batch: what the server has taken meanwhile is known, and is no letter', async () => {
    const runId = await began(160);
    const back = restartAfter(going(), data, 10, () => 'accept');
    const worker = work(home.connections, scene.outside, () => {});
    const taken = await back;
    await settledBut(going(), [runId], 0);
    await worker.stop();
    const { accepted, letter, ...amiss } = await counted(going(), [runId], 0);
    expect(amiss).toEqual(nothingAmiss);
    expect(taken).toBeLessThan(160);
    // each acceptance that the server gave is recorded, also those of while there was no database
    expect(accepted).toBe(server.received.length);
    const { letters } = await scene.carrier.run(scene.carla, showRun, { runId });
    expect(letters).toEqual(letter === 0 ? {} : { 'it is not known whether the e-mail went out': letter });
    // at most what was about to be tried when the database went: a batch a lane
    expect(letter).toBeLessThanOrEqual(80);
    console.info(
      `restart: ${taken} taken before it was back, ${accepted} accepted, ${letter} letters, 0 doubles, 0 lost, 0 acceptances unrecorded`,
    );
  });
});
