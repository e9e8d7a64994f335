// The call gate on the cores of this machine, its load included: signed decisions over HTTP with all checks on and their evidence
// committed, beside the same signatures by bare servers that check nothing; then verifications, then what it knows in memory.
// Usage: gate [--accounts N] [--numbers N] [--processes N] [--seconds N] [--connections N] [--rounds N].
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { authorityFacts, makeCertificate, webFacts } from '../test/certificates.ts';
import { type Bench, bench, median, option, print } from './bench.ts';
import { serveBare } from './gate-bare.ts';
import { type House, house } from './gate-house.ts';
import { type Facts, requestsOf } from './gate-requests.ts';
import { load, opensslSpeed, type Server, startBare, startGate, startSecsipidx, type Task } from './gate-servers.ts';
import { loadSnapshot, measureSnapshot } from './gate-snapshot.ts';
import { ask, type Heard } from './load.ts';

const size = { accounts: option('--accounts', 10_000), numbers: option('--numbers', 1_000_000) };
const processes = option('--processes', 2);
const seconds = option('--seconds', 5);
const connections = option('--connections', 32);
const rounds = option('--rounds', 3);
const limitMs = 10;
/** Where certificates may be fetched: 443 or 8443. */
const repository = 8443;

type Measured = readonly (readonly [name: string, perSecond: number[]])[];

/** Loads servers in turn, several rounds: what else the machine does meets all of them. */
const inTurn = async (servers: readonly (readonly [string, Task])[]): Promise<Measured> => {
  const measured = servers.map(([name]): [string, number[]] => [name, []]);
  // until the compiler has seen enough
  for (const [, task] of servers) await load({ ...task, seconds: 3 });
  for (let round = 0; round < rounds; round += 1)
    for (const [i, [name, task]] of servers.entries()) {
      const { perSecond, failed } = await load(task);
      if (failed > 0) throw new Error(`${name}: ${failed} were not answered with 200`);
      measured[i]?.[1].push(perSecond);
    }
  return measured;
};

const p99 = ({ times }: Heard): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;

const middle = (measured: Measured, name: string): number => median(measured.find(([own]) => own === name)?.[1] ?? []);

/** That every answered call stands in the record: a figure without it would be none. */
const recorded = async ({ connections: { platform } }: Bench): Promise<number> => {
  const { rows } = await sql<{ calls: number }>`select coalesce(sum(calls), 0) as calls from gate_group`.execute(
    platform,
  );
  return rows[0]?.calls ?? 0;
};

type Scene = { readonly one: Bench; readonly facts: Facts; readonly gate: Server; readonly signer: string };

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
  const servers: [string, Task][] = [
    ['bare', taskOf(scene, 'signing', bare.port)],
    ['gate', ours],
  ];
  if (other !== null) servers.push(['secsipidx', taskOf(scene, 'csv', other.port)]);
  const measured = await inTurn(servers);
  await bare.stop();
  await other?.stop();
  const own = middle(measured, 'gate');
  const unit = 'decisions/s';
  print(
    'gate: signed decisions on record',
    own,
    unit,
    `bare signing server, ${processes} processes`,
    middle(measured, 'bare'),
  );
  if (other !== null) print('gate: signed decisions on record', own, unit, 'secsipidx', middle(measured, 'secsipidx'));
  if (core !== null) print('gate: signed decisions on record', own, unit, 'openssl speed, one core', core.sign);
  const half = await load({ ...ours, rate: own / 2, seconds: seconds * 2 });
  if (half.failed > 0) throw new Error(`${half.failed} were not answered at half the load`);
  print('gate: p99 at half that load', p99(half), 'ms', 'limit', limitMs);
};

const verifications = async (scene: Scene, core: { verify: number } | null): Promise<void> => {
  const { facts, gate, signer } = scene;
  const bare = await startBare({ does: 'verify', processes, key: signer, x5u: facts.x5u });
  const measured = await inTurn([
    ['bare', taskOf(scene, 'verification', bare.port)],
    ['gate', taskOf(scene, 'verification', gate.port)],
  ]);
  await bare.stop();
  const own = middle(measured, 'gate');
  print(
    'gate: verifications',
    own,
    'calls/s',
    `bare verifying server, ${processes} processes`,
    middle(measured, 'bare'),
  );
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
    const signer = all.certificate.key.export({ type: 'sec1', format: 'pem' }).toString();
    const { key, x5u, accountIds } = all;
    const scene = {
      one,
      gate,
      signer,
      facts: { key, x5u, accountIds, signer, numbersEach: size.numbers / size.accounts },
    };
    if (!process.argv.includes('--only-verify')) await decisions(scene, core);
    if (!process.argv.includes('--only-sign')) await verifications(scene, core);
    console.log(`on record: ${await recorded(one)} calls`);
    console.log(
      `load of this machine after: ${loadavg()
        .map((value) => value.toFixed(1))
        .join(' ')}`,
    );
    repositoryServer.stop();
    await gate.stop();
  } finally {
    await one.close();
  }
};

const textOf = async (from: NodeJS.ReadableStream): Promise<string> => {
  let text = '';
  for await (const chunk of from) text += String(chunk);
  return text;
};

const after = (word: string): string => process.argv[process.argv.indexOf(word) + 1] ?? '';

if (process.argv.includes('--bare')) serveBare(JSON.parse(after('--bare')));
else if (process.argv.includes('--load')) {
  const task: Task = JSON.parse(await textOf(process.stdin));
  console.log(JSON.stringify(await ask(requestsOf(task.kind, task.facts, task.most), task)));
} else if (process.argv.includes('--snapshot')) await loadSnapshot(JSON.parse(after('--snapshot')));
else await measure();
