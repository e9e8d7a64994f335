// The call gate on the cores of this machine, its load included: signed decisions over HTTP with all checks on and their evidence
// committed, beside the same signatures by bare servers that check nothing; then verifications, then what it knows in memory.
// Usage: gate [--accounts N] [--numbers N] [--processes N] [--seconds N] [--connections N] [--rounds N].
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { authorityFacts, makeCertificate, webFacts } from '../test/certificates.ts';
import { after, type Bench, bench, given, option, owner, print } from './bench.ts';
import { compare, inTurn, type Loaded, p99 } from './beside.ts';
import { serveBare } from './gate-bare.ts';
import { type House, house } from './gate-house.ts';
import { type Facts, requestsOf } from './gate-requests.ts';
import { load, opensslSpeed, type Server, startBare, startGate, startSecsipidx, type Task } from './gate-servers.ts';
import { loadSnapshot, measureSnapshot } from './gate-snapshot.ts';
import { ask } from './load.ts';

const size = { accounts: option('--accounts', 10_000), numbers: option('--numbers', 1_000_000) };
const processes = option('--processes', 2);
const seconds = option('--seconds', 5);
// calls wait for the commit that they share: fewer under way would measure that wait and not what the processors can do
const connections = option('--connections', 256);
const rounds = option('--rounds', 3);
const limitMs = 10;
/** Where certificates may be fetched: 443 or 8443. */
const repository = 8443;

const bareSigning = `bare signing server, ${processes} processes`;
const bareVerifying = `bare verifying server, ${processes} processes`;

/** That every answered call stands in the record: a figure without it would be none. */
const recorded = async (one: Bench, carrierId: string): Promise<number> => {
  const db = await owner(one, carrierId);
  const { rows } = await db.query<{ calls: number }>('select coalesce(sum(calls), 0)::int as calls from gate_group');
  await db.end();
  return rows[0]?.calls ?? 0;
};

/** Waits until the server has done what it finds due when it starts: ten thousand accounts begin as many clocks. */
const settled = async ({ connections: { platform } }: Bench): Promise<void> => {
  for (;;) {
    const { rows } = await sql`select from job where done_at is null and run_at <= ${Date.now()} limit 1`.execute(
      platform,
    );
    if (rows.length === 0) return;
    await sleep(500);
  }
};

type Scene = { readonly one: Bench; readonly facts: Facts; readonly gate: Server; readonly signer: string };

const by = (task: Task) => (seconds: number) => load({ ...task, seconds });

const taskOf = ({ facts }: Scene, kind: Task['kind'], port: number): Task => ({
  kind,
  facts,
  port,
  connections,
  seconds,
  rate: null,
  most: 20_000 * seconds,
});

const decisions = async (scene: Scene, core: { sign: number } | null): Promise<void> => {
  const { one, facts, gate, signer } = scene;
  const bare = await startBare({ does: 'sign', processes, key: signer, x5u: facts.x5u });
  const other = await startSecsipidx(one.connections.dataFolder, signer);
  if (other === null) console.log('skip: secsipidx is not installed (Debian package secsipidx)');
  const ours = taskOf(scene, 'signing', gate.port);
  const servers: Loaded[] = [
    { name: bareSigning, load: by(taskOf(scene, 'signing', bare.port)), processes: [bare.pid] },
    { name: 'gate', load: by(ours), processes: [gate.pid, one.postmasterPid] },
  ];
  if (other !== null)
    servers.push({ name: 'secsipidx', load: by(taskOf(scene, 'csv', other.port)), processes: [other.pid] });
  const measured = await inTurn(servers, { rounds, seconds });
  await bare.stop();
  await other?.stop();
  for (const name of [bareSigning, 'secsipidx']) compare('gate: signed decisions on record', measured, name);
  const own = measured.get('gate')?.perSecond ?? 0;
  if (core !== null) print('gate: signed decisions on record', own, 'calls/s', 'openssl speed, one core', core.sign);
  const half = await load({ ...ours, rate: own / 2, seconds: seconds * 2 });
  if (half.failed > 0) throw new Error(`${half.failed} were not answered at half the load`);
  print('gate: p99 at half that load', p99(half), 'ms', 'limit', limitMs);
};

const verifications = async (scene: Scene, core: { verify: number } | null): Promise<void> => {
  const { facts, gate, signer } = scene;
  const bare = await startBare({ does: 'verify', processes, key: signer, x5u: facts.x5u });
  const servers: Loaded[] = [
    { name: bareVerifying, load: by(taskOf(scene, 'verification', bare.port)), processes: [bare.pid] },
    { name: 'gate', load: by(taskOf(scene, 'verification', gate.port)), processes: [gate.pid] },
  ];
  const measured = await inTurn(servers, { rounds, seconds });
  await bare.stop();
  compare('gate: verifications', measured, bareVerifying);
  const own = measured.get('gate')?.perSecond ?? 0;
  if (core !== null) print('gate: verifications', own, 'calls/s', 'openssl speed, one core', core.verify);
};

/** A repository that serves our certificate, and the file with its own authority. */
const serveCertificates = async (
  folder: string,
  { certificate, root }: House,
): Promise<{ file: string; stop(): void }> => {
  const authority = makeCertificate(authorityFacts(Date.now(), 'Web'), null);
  const web = makeCertificate(webFacts(Date.now(), ['127.0.0.1']), authority);
  const key = web.key.export({ type: 'pkcs8', format: 'pem' });
  const headers = { 'content-type': 'application/pem-certificate-chain', 'cache-control': 'max-age=86400' };
  const server = createServer({ key, cert: web.pem }, (_, response) =>
    response.writeHead(200, headers).end(certificate.pem + root.pem),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(repository, '127.0.0.1', resolve);
  });
  const file = join(folder, 'web.pem');
  writeFileSync(file, authority.pem);
  return { file, stop: () => server.close() };
};

const measure = async (): Promise<void> => {
  const one = await bench(4);
  try {
    console.log(
      `load of this machine before: ${loadavg()
        .map((value) => value.toFixed(1))
        .join(' ')}`,
    );
    const core = opensslSpeed();
    const all = await house(one, size, `https://127.0.0.1:${repository}/709J.pem`);
    await measureSnapshot(one);
    const repositoryServer = await serveCertificates(one.connections.dataFolder, all);
    const gate = await startGate(one.connections.dataFolder, processes, repositoryServer.file);
    try {
      await settled(one);
      const signer = all.certificate.key.export({ type: 'sec1', format: 'pem' }).toString();
      const { key, x5u, accountIds } = all;
      const facts = { key, x5u, accountIds, signer, numbersEach: size.numbers / size.accounts };
      const scene = { one, gate, signer, facts };
      if (!process.argv.includes('--only-verify')) await decisions(scene, core);
      if (!process.argv.includes('--only-sign')) await verifications(scene, core);
      console.log(`on record: ${await recorded(one, all.carrierId)} calls`);
      console.log(
        `load of this machine after: ${loadavg()
          .map((value) => value.toFixed(1))
          .join(' ')}`,
      );
    } finally {
      repositoryServer.stop();
      await gate.stop();
    }
  } finally {
    await one.close();
  }
};

if (process.argv.includes('--bare')) serveBare(JSON.parse(after('--bare')));
else if (process.argv.includes('--load')) {
  const task: Task = JSON.parse(await given());
  console.log(JSON.stringify(await ask(requestsOf(task.kind, task.facts, task.most), task)));
} else if (process.argv.includes('--snapshot')) await loadSnapshot(JSON.parse(after('--snapshot')));
else await measure();
