import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { systemAsks, transact } from '../../src/db/context.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import { compareTrees } from '../../src/ledger/compare.ts';
import { integrateAll } from '../../src/ledger/integrate-all.ts';
import { clearScene, dataIn, freshFolder, killTrees } from './embedded-scene.ts';

const rounds = process.env.COMPLINE_TEST_ALL ? 30 : 3;
const root = join(import.meta.dirname, '..', '..');
// beside dist/cli.js: what it imports is found from there, and so are the migrations
const program = join(root, 'dist', 'faults', 'kill-under-load-process.mjs');

type Said = { readonly postmasterPid?: number; readonly decision?: string; readonly refusal?: string };

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'kill-under-load-process.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
});
afterAll(clearScene);

/** Lets the process work until it has acknowledged that much, then kills it and the database with all its children. */
const workThenKill = async (data: string, acknowledgements: number): Promise<Said[]> => {
  const child = spawn(process.execPath, [program, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: Said[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(JSON.parse(line)));
  const ended = new Promise((resolve) => child.on('close', resolve));
  await expect.poll(() => said.length, { timeout: 60_000, interval: 5 }).toBeGreaterThan(acknowledgements);
  killTrees([child.pid ?? 0, said[0]?.postmasterPid ?? 0]);
  await ended;
  return said.slice(1);
};

/** Starts the database again: what it still holds, and whether the ledger is the one that was signed. */
const lookAfter = async (data: string) => {
  const began = performance.now();
  const server = await startEmbedded(data);
  const milliseconds = Math.round(performance.now() - began);
  const connections = connect({ socket: server.host, port: server.port, database: 'compline' }, 4, data);
  const { id } = await connections.platform.selectFrom('carrier').select('id').executeTakeFirstOrThrow();
  const kept = await transact(connections, systemAsks(id, 'test', Date.now()), ({ tx }) =>
    sql<{ id: string }>`
    select d.id from decision d join ledger_entry e on e.carrier_id = d.carrier_id and e.id = d.entry_id
    union all
    select p.id from permission_event p where exists (select 1 from ledger_entry e
      where e.carrier_id = p.carrier_id and e.subject = 'customer:' || p.customer_id and e.kind = 'approval.refused'
        and e.body like '%' || p.id || '%')`.execute(tx),
  );
  await integrateAll(connections);
  const trees = await compareTrees(connections);
  await connections.close();
  return { how: server.how, milliseconds, kept: new Set(kept.rows.map(({ id }) => id)), trees };
};

describe('kill -9 of the server and of its database, under load', () => {
  test('loses no decision and no refusal that was acknowledged, and the ledger verifies each time', async () => {
    const data = dataIn(freshFolder(0o755));
    const acknowledged: string[] = [];
    const restarts: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const said = await workThenKill(data, 40 + Math.floor(Math.random() * 120));
      acknowledged.push(...said.flatMap(({ decision, refusal }) => decision ?? refusal ?? []));
      const after = await lookAfter(data);
      restarts.push(after.milliseconds);
      expect(after.how).toBe('started');
      expect(acknowledged.filter((id) => !after.kept.has(id))).toEqual([]);
      expect(after.trees).toMatchObject([{ good: true, why: '' }]);
      // every entry of a kept row stands in the signed tree
      expect(after.trees[0]?.size ?? 0).toBeGreaterThan(acknowledged.length);
    }
    console.info(
      `${rounds} kills, ${acknowledged.length} answers acknowledged, 0 lost, restarts ${restarts.join(' ')} ms`,
    );
  });
});
