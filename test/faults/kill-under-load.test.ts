import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { systemAsks, transact } from '../../src/db/context.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import { marketLongDistance } from '../../src/demo/uses.ts';
import { compareTrees } from '../../src/ledger/compare.ts';
import { integrateAll } from '../../src/ledger/integrate-all.ts';
import { type Caller, callerOf, type Reply } from '../over-http.ts';
import { clearScene, dataIn, freshFolder, killTrees } from './embedded-scene.ts';

const rounds = process.env.COMPLINE_TEST_ALL ? 30 : 3;
const root = join(import.meta.dirname, '..', '..');
// beside dist/cli.js: what it imports is found from there, and so are the migrations
const program = join(root, 'dist', 'faults', 'kill-under-load-process.mjs');
const callers = 48;

type Server = {
  readonly postmasterPid: number;
  readonly port: number;
  readonly key: string;
  readonly customers: readonly string[];
};

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
  // the server reads its pages from beside the program
  cpSync(join(root, 'src', 'interfaces', 'http', 'pages'), join(dirname(program), 'pages'), { recursive: true });
});
afterAll(clearScene);

const serve = async (data: string) => {
  const child = spawn(process.execPath, [program, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const said = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const server: Server = JSON.parse(await Promise.race([said, ended.then(() => '{}')]));
  const kill = async () => {
    killTrees([child.pid ?? 0, server.postmasterPid]);
    await ended;
  };
  return { server, kill };
};

/** What the callers hold in hand: ids that were acknowledged, customers whose refusal was. */
type Heard = { readonly decisions: string[]; readonly refusals: string[]; readonly refused: string[] };

const ask = async (post: Caller, customerId: string, heard: Heard): Promise<Reply> => {
  const reply = await post('/v1/decisions', { customerId, use: marketLongDistance });
  expect(reply).toMatchObject({ status: 200 });
  heard.decisions.push(String(reply.body.decisionId));
  return reply;
};

/** Asks, refuses and asks again, customer by customer: yes before, and no after, whatever others do meanwhile. */
const pair = async (post: Caller, customerId: string, heard: Heard): Promise<void> => {
  expect((await ask(post, customerId, heard)).body).toMatchObject({ allowed: true });
  const { status, body } = await post(`/v1/customers/${customerId}/refusals`, { method: 'telephone', covers: null });
  expect(status).toBe(200);
  heard.refusals.push(String(body.eventId));
  heard.refused.push(customerId);
  expect((await ask(post, customerId, heard)).body).toMatchObject({ allowed: false, missing: ['refused'] });
};

/** Lets many callers work until that much is acknowledged, then kills the server and the database with all its children. */
const workThenKill = async (data: string, refusedBefore: readonly string[], until: number): Promise<Heard> => {
  const { server, kill } = await serve(data);
  const heard: Heard = { decisions: [], refusals: [], refused: [] };
  const { post, end } = callerOf(server.port, server.key, callers);
  // a refusal binds the very next question, also when a crash lies between them
  for (const { body } of await Promise.all(refusedBefore.map((customerId) => ask(post, customerId, heard))))
    expect(body).toMatchObject({ allowed: false, missing: ['refused'] });
  let killed = false;
  const customers = server.customers.values();
  const line = async () => {
    for (const customerId of customers)
      try {
        await pair(post, customerId, heard);
      } catch (error) {
        if (!killed) throw error;
        return;
      }
  };
  const working = Promise.all(Array.from({ length: callers }, line));
  const enough = expect
    .poll(() => heard.decisions.length + heard.refusals.length - refusedBefore.length, { timeout: 60_000, interval: 2 })
    .toBeGreaterThan(until);
  await Promise.race([enough, working]);
  killed = true;
  await kill();
  await working;
  end();
  return heard;
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
      and e.body like '%' || d.id || '%'
    union all
    select p.id from permission_event p join ledger_entry e on e.carrier_id = p.carrier_id
      and e.subject = 'customer:' || p.customer_id and e.kind = 'approval.refused' and e.body like '%' || p.id || '%'
      where p.type = 'refused'`.execute(tx),
  );
  await integrateAll(connections);
  const trees = await compareTrees(connections);
  await connections.close();
  return { how: server.how, milliseconds, kept: new Set(kept.rows.map(({ id }) => id)), trees };
};

describe('kill -9 of the server and of its database, while many ask and refuse over HTTP', () => {
  test('loses no decision and no refusal that was acknowledged, and the ledger verifies each time', {
    timeout: rounds * 60_000,
  }, async () => {
    const data = dataIn(freshFolder(0o755));
    const acknowledged: string[] = [];
    const restarts: number[] = [];
    const counts = { decisions: 0, refusals: 0 };
    let refused: readonly string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const heard = await workThenKill(data, refused, 100 + Math.floor(Math.random() * 600));
      refused = heard.refused;
      acknowledged.push(...heard.decisions, ...heard.refusals);
      counts.decisions += heard.decisions.length;
      counts.refusals += heard.refusals.length;
      const after = await lookAfter(data);
      restarts.push(after.milliseconds);
      expect(after.how).toBe('started');
      expect(acknowledged.filter((id) => !after.kept.has(id))).toEqual([]);
      expect(after.trees).toMatchObject([{ good: true, why: '' }]);
      // every entry of a kept row stands in the signed tree
      expect(after.trees[0]?.size ?? 0).toBeGreaterThan(acknowledged.length);
    }
    console.info(
      `${rounds} kills, ${counts.decisions} decisions and ${counts.refusals} refusals acknowledged, 0 lost, restarts ${restarts.join(' ')} ms`,
    );
  });
});
