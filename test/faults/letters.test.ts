import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lettersOfPart } from '../../src/cpni/letters/record.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import { migrate } from '../../src/db/migrate.ts';
import { textOf } from '../../src/documents/read-pdf.ts';
import { operations } from '../../src/operations.ts';
import { houseAt, type TestHouse } from '../house.ts';
import { byPost, type Posting, posting } from '../letters.ts';
import { clearScene, dataIn, freshFolder } from './embedded-scene.ts';

const { 'letters.batch': open, 'letters.show': show, 'letters.handOver': handOver } = operations;

const files = process.env.COMPLINE_TEST_ALL ? 30 : 6;
const many = files * lettersOfPart - 50;
const root = join(import.meta.dirname, '..', '..');
// beside dist/cli.js: what it imports is found from there
const program = join(root, 'dist', 'faults', 'letters-process.mjs');

let home: TestHouse;
let prairie: Posting;
let batchId: string;
let kills = 0;

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
  for (const folder of ['worker', 'templates', 'fonts'])
    cpSync(join(root, 'src', 'documents', folder), join(dirname(program), folder), { recursive: true });
  const data = dataIn(freshFolder(0o755));
  const embedded = await startEmbedded(data);
  const address = { socket: embedded.host, port: embedded.port, database: 'compline' };
  await migrate(address);
  home = houseAt(address, data);
  prairie = await posting(home, await home.carrier({}));
  await prairie.onPaper();
  const runId = await prairie.send(...(await byPost(prairie.carrier, many)));
  ({ id: batchId } = await prairie.carrier.run(prairie.mara, open, { runId }));
}, 120_000);
afterAll(async () => {
  await home.connections.close();
  await clearScene();
});

const start = (): ChildProcess => {
  const { socket, port, database } = { database: 'compline', port: 0, socket: '', ...home.address };
  const given = [program, socket, String(port), database, home.dataFolder];
  return spawn(process.execPath, given, { stdio: ['ignore', 'ignore', 'inherit'] });
};

/** What a dead worker held is given back, as it is after two minutes. */
const leasesEnd = () => home.connections.platform.updateTable('job').set({ lockedUntil: null }).execute();

/** Has a process work until something more is done, kills it a little later, and so on until all is. */
const workAndKill = async (done: () => Promise<number>, all: number, atMost: number): Promise<void> => {
  for (let before = await done(); before < all; before = await done()) {
    const child = start();
    const ended = new Promise((resolve) => child.on('close', resolve));
    while ((await done()) === before) await sleep(20);
    // twice at once, so that it is killed more than once however fast it is
    await sleep(kills < 2 ? 0 : Math.random() * atMost);
    if ((await done()) < all) kills += 1;
    child.kill('SIGKILL');
    await ended;
    await leasesEnd();
  }
};

const shown = () => prairie.carrier.run(prairie.mara, show, { batchId });
const rows = <T>(of: Parameters<typeof prairie.carrier.look<T>>[0]) => prairie.carrier.look(of);

describe('A batch of letters whose process is killed again and again', () => {
  test('holds everybody once: in one file, on his own sheet, with one number and one code', {
    timeout: 600_000,
  }, async () => {
    // the certificate ends it: one thing more than the files
    const done = async () => {
      const { parts, state } = await shown();
      return parts.length + (state === 'printed' ? 1 : 0);
    };
    await workAndKill(done, files + 1, 2500);
    const { parts, state, letters, printed } = await shown();
    expect({ state, letters, printed }).toEqual({ state: 'printed', letters: many, printed: many });
    expect(kills).toBeGreaterThan(1);
    const kept = await rows((ctx) =>
      ctx.tx.selectFrom('letterPart').select(['pdf', 'hash']).where('batchId', '=', batchId).orderBy('part').execute(),
    );
    const names: string[] = [];
    const numbers = new Set<string>();
    for (const [n, { pdf, hash }] of kept.entries()) {
      expect(
        createHash('sha256')
          .update(pdf ?? '')
          .digest('hex'),
      ).toBe(hash);
      const text = await textOf(pdf ?? Buffer.alloc(0));
      names.push(...[...text.matchAll(/Customer (\d+) 9 Birch Lane/g)].map(([, name = '']) => name));
      const own = new Set([...text.matchAll(/\b[0-9a-f]{8}-\d{6}\b/g)].map(([number]) => number));
      expect(own.size).toBe(parts[n]?.letters);
      for (const number of own) numbers.add(number);
    }
    expect(names.toSorted()).toEqual(Array.from({ length: many }, (_, n) => String(n + 1)).toSorted());
    expect(numbers.size).toBe(many);
    const codes = await rows((ctx) => ctx.tx.selectFrom('choiceCode').select('customerId').execute());
    expect(codes).toHaveLength(many);
    expect(new Set(codes.map(({ customerId }) => customerId)).size).toBe(many);
    console.info(`${kills} kills while printing: ${many} letters in ${kept.length} files, each once, 0 lost`);
  });

  test('and again while the post’s deliveries are recorded, starts one wait for each', {
    timeout: 600_000,
  }, async () => {
    const before = kills;
    const given = { batchId, postedOn: '2026-06-01', letters: many, receipt: 'PS 3600' };
    await prairie.carrier.run(prairie.mara, handOver, given);
    await workAndKill(async () => (await shown()).recorded, many, 50);
    const deliveries = await rows((ctx) => ctx.tx.selectFrom('delivery').select(['id', 'customerId']).execute());
    expect(deliveries).toHaveLength(many);
    expect(new Set(deliveries.map(({ customerId }) => customerId)).size).toBe(many);
    const waits = await rows((ctx) =>
      ctx.tx.selectFrom('permissionEvent').select('customerId').where('type', '=', 'notice').execute(),
    );
    expect(waits).toHaveLength(many);
    const told = await rows((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'notices.delivered').execute(),
    );
    const inLedger = told.map(({ body }) => body).join('');
    expect(deliveries.filter(({ id }) => inLedger.split(id).length !== 2)).toEqual([]);
    console.info(`${kills - before} kills while recording: ${many} deliveries, each once, in ledger and waits`);
  });
});
