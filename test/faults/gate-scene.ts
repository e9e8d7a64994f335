// A carrier whose gate answers in two processes, as an operator starts them, on a database of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCarrier } from '../../src/carriers/create.ts';
import { type Connections, connect } from '../../src/db/connect.ts';
import { type Ctx, systemAsks, transact } from '../../src/db/context.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import { migrate } from '../../src/db/migrate.ts';
import { randomIds } from '../../src/kernel/id.ts';
import { addCredential } from '../../src/robocall/call-gate/credentials.ts';
import { addSigningCredential } from '../../src/robocall/signing/credentials/add.ts';
import { authorityFacts, leafFacts, makeCertificate } from '../certificates.ts';
import { childrenOf, killTrees } from './embedded-scene.ts';

const root = join(import.meta.dirname, '..', '..');

export type Limits = { readonly callsPerSecond: number; readonly burst: number; readonly sessions: number };
export type Account = { readonly account: string; readonly from: string };

export type GateScene = {
  readonly carrierId: string;
  /** The key of a switch. */
  readonly key: string;
  readonly port: number;
  readonly connections: Connections;
  /** An account with a verified number that is refused while the gate cannot know. */
  account(name: string, limits: Limits): Promise<Account>;
  /** The processes that answer calls now. */
  workers(): readonly number[];
  /** Kills the server, all its processes and the database at once, and starts the server again. */
  crash(): Promise<void>;
  /** The calls on record by the id of their evidence. */
  record(): Promise<ReadonlyMap<string, string>>;
  /** Asks the server to end; whether it did so by itself within a quarter of a minute, and with what. */
  end(): Promise<'had to be killed' | number | null>;
  close(): Promise<void>;
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const asks = (carrierId: string) => systemAsks(carrierId, 'test', Date.now());

const found = (connections: Connections): Promise<string> =>
  createCarrier(connections, asks(randomIds(Date.now())()), {
    name: 'Prairie Voice LLC',
    shortName: 'Prairie Voice',
    kind: 'interconnected-voip',
    zone: 'America/Chicago',
    filerId: '829999',
    frn: '0012345678',
    address: '12 Elm Street, Des Moines, IA 50309',
    contact: 'compliance@prairievoice.example',
    demo: false,
    clock: null,
  });

let numbers = 15152000000;

/** As rows: limits of this height need months of service otherwise. */
const openAccount = async (ctx: Ctx, personId: string, name: string, limits: Limits): Promise<Account> => {
  numbers += 1;
  const number = numbers;
  const [caseId, approvalId, limitsId, accountId] = [ctx.id(), ctx.id(), ctx.id(), ctx.id()];
  await ctx.tx.insertInto('onboardingCase').values({ id: caseId, applicant: name, openedAt: ctx.at }).execute();
  await ctx.tx
    .insertInto('onboardingDecision')
    .values({
      id: approvalId,
      caseId,
      outcome: 'approved',
      tier: 'standard',
      points: 0,
      reason: 'set up for a test',
      preparedBy: personId,
      decidedBy: personId,
      deciderName: 'Olga Reyes',
      decidedAt: ctx.at - 1000,
      validUntil: ctx.at + 86_400_000,
    })
    .execute();
  const given = { ...limits, leaseSeconds: null, reason: 'test', setBy: 'test', fromAt: ctx.at };
  await ctx.tx
    .insertInto('accountLimits')
    .values({ id: limitsId, accountId, ...given })
    .execute();
  const policies = { callerIdPolicy: 'own-only', whenBlind: 'refuse', spc: null } as const;
  const rests = { caseId, approvalId, approvalOutcome: 'approved', limitsId } as const;
  await ctx.tx
    .insertInto('voiceAccount')
    .values({ id: accountId, name, customerId: null, ...rests, ...policies, openedAt: ctx.at, endedAt: null })
    .execute();
  const holds = { fromAt: 1, untilAt: null, endedWhy: null, recordedAt: ctx.at };
  const grounds = { basis: 'assigned', evidence: 'inventory', verifiedBy: 'Olga Reyes', verifiedAt: ctx.at } as const;
  await ctx.tx
    .insertInto('numberRight')
    .values({ id: ctx.id(), accountId, firstNumber: number, lastNumber: number, ...grounds, ...holds })
    .execute();
  return { account: accountId, from: `+${number}` };
};

/** A certificate of our own: without one, accounts that ask to be refused then are. */
const certify = async (ctx: Ctx): Promise<void> => {
  const root = makeCertificate(authorityFacts(Date.now(), 'Test ROOT'), null);
  const made = makeCertificate(leafFacts(Date.now(), '709J'), root);
  await addSigningCredential.run(ctx, {
    chain: made.pem + root.pem,
    x5u: 'https://certificates.example/709J.pem',
    expectedSpc: '709J',
    key: made.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    passphrase: null,
    password: '',
  });
};

const recordOf = async (ctx: Ctx): Promise<ReadonlyMap<string, string>> => {
  const groups = await ctx.tx.selectFrom('gateGroup').select(['id', 'lines']).execute();
  const calls = new Map<string, string>();
  for (const { id, lines } of groups)
    for (const [line, text] of (lines ?? '').split('\n').entries())
      calls.set(`${id}.${line}`, String(JSON.parse(text).call));
  return calls;
};

const isGateProcess = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('gate-worker');
  } catch {
    return false;
  }
};

const serve = async (data: string, port: number): Promise<ChildProcess> => {
  const env = {
    ...process.env,
    COMPLINE_DATA: data,
    COMPLINE_DEMO: 'off',
    DATABASE_URL: '',
    COMPLINE_PORT: String(await freePort()),
    COMPLINE_GATE_PORT: String(port),
    COMPLINE_GATE_PROCESSES: '2',
  };
  const program = join(root, 'bin', 'compline');
  return spawn(process.execPath, [program, 'serve'], { cwd: root, env, stdio: 'ignore' });
};

/** Sets all up under a folder; the gate may still be starting. */
export const openGateScene = async (data: string): Promise<GateScene> => {
  const embedded = await startEmbedded(data);
  const address = { socket: embedded.host, port: embedded.port, database: 'compline' };
  await migrate(address);
  const connections = connect(address, 4, data);
  const carrierId = await found(connections);
  const person = { id: randomIds(Date.now())(), email: 'olga@prairievoice.example', name: 'Olga Reyes' };
  await connections.platform
    .insertInto('person')
    .values({
      ...person,
      createdAt: 1,
      demo: false,
      mustChange: false,
      failures: 0,
      failuresSince: 0,
      proofFailures: 0,
    })
    .execute();
  const within = <T>(run: (ctx: Ctx) => Promise<T>) => transact(connections, asks(carrierId), run);
  const facts = { name: 'Kamailio 1', kind: 'key', accountId: null, trunks: {} } as const;
  const { secret } = await within((ctx) => addCredential.run(ctx, { ...facts, fingerprint: null, address: null }));
  await within(certify);
  const port = await freePort();
  let child = await serve(data, port);
  return {
    carrierId,
    key: secret ?? '',
    port,
    connections,
    account: (name, limits) => within((ctx) => openAccount(ctx, person.id, name, limits)),
    workers: () => childrenOf(child.pid ?? 0).filter(isGateProcess),
    async crash() {
      const { postmasterPid } = await startEmbedded(data);
      const ended = once(child, 'exit');
      killTrees([child.pid ?? 0, postmasterPid]);
      await ended;
      child = await serve(data, port);
    },
    record: () => within(recordOf),
    async end() {
      const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
      child.kill('SIGTERM');
      return Promise.race([ended, sleep(15_000, 'had to be killed' as const)]);
    },
    async close() {
      child.kill('SIGKILL');
      await connections.close();
    },
  };
};
