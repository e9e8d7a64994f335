// Calls that are redirected by SIP, with all checks on and their evidence committed, beside the same signatures in 302s by a bare UDP
// server that checks nothing, in as many processes: one. The load is on the same cores.
// Usage: sip [--accounts N] [--numbers N] [--seconds N] [--window N] [--rounds N].
import { loadavg } from 'node:os';
import { transact } from '../src/db/context.ts';
import { addCredential } from '../src/robocall/call-gate/credentials.ts';
import { after, asks, type Bench, bench, given, option, owner, print } from './bench.ts';
import { compare, inTurn, p99 } from './beside.ts';
import { type House, house } from './gate-house.ts';
import { askSelf, opensslSpeed, type Server, startSelf, startSip } from './gate-servers.ts';
import { serveBareSip } from './sip-bare.ts';
import { askBySip, type SipTask } from './sip-load.ts';

const size = { accounts: option('--accounts', 10_000), numbers: option('--numbers', 100_000) };
const seconds = option('--seconds', 5);
// as many as come while one group of answers is put on record: what is slow to commit is not what is measured
const window = option('--window', 1024);
const rounds = option('--rounds', 3);
const bareName = 'bare UDP redirect server, 1 process';

/** The load comes from this address: a switch that names the account of each call. */
const listSwitch = ({ connections }: Bench, { carrierId }: House): Promise<unknown> => {
  const facts = { name: 'the switch by SIP', kind: 'address', accountId: null, trunks: {} } as const;
  return transact(connections, asks(carrierId), (ctx) =>
    addCredential.run(ctx, { ...facts, fingerprint: null, address: '127.0.0.1' }),
  );
};

/** That every answered call stands in the record: a figure without it would be none. */
const recorded = async (one: Bench, carrierId: string): Promise<number> => {
  const db = await owner(one, carrierId);
  const { rows } = await db.query<{ calls: number }>('select coalesce(sum(calls), 0)::int as calls from gate_group');
  await db.end();
  return rows[0]?.calls ?? 0;
};

const tellLoad = (when: string): void =>
  console.log(
    `load of this machine ${when}: ${loadavg()
      .map((value) => value.toFixed(1))
      .join(' ')}`,
  );

type Scene = { readonly one: Bench; readonly house: House; readonly gate: Server; readonly bare: Server };

const measure = async ({ one, house: all, gate, bare }: Scene): Promise<void> => {
  const core = opensslSpeed();
  const task = (port: number): SipTask => ({
    port,
    accountIds: all.accountIds,
    numbersEach: size.numbers / size.accounts,
    seconds,
    window,
    rate: null,
  });
  const load = (port: number) => (lasting: number) => askSelf('--load', { ...task(port), seconds: lasting });
  const servers = [
    { name: bareName, load: load(bare.port), processes: [bare.pid] },
    { name: 'gate', load: load(gate.port), processes: [gate.pid, one.postmasterPid] },
  ];
  const measured = await inTurn(servers, { rounds, seconds });
  compare('sip: redirects on record', measured, bareName);
  const own = measured.get('gate')?.perSecond ?? 0;
  if (core !== null) print('sip: redirects on record', own, 'calls/s', 'openssl speed, one core', core.sign);
  const half = await askSelf('--load', { ...task(gate.port), rate: own / 2, seconds: seconds * 2 });
  if (half.failed > 0) throw new Error(`${half.failed} were not redirected at half the load`);
  print('sip: p99 at half that load', p99(half), 'ms', 'limit', 10);
  console.log(`on record: ${await recorded(one, all.carrierId)} calls`);
};

const run = async (): Promise<void> => {
  const one = await bench(4);
  try {
    tellLoad('before');
    const all = await house(one, size, 'https://certificates.example/709J.pem');
    await listSwitch(one, all);
    const key = all.certificate.key.export({ type: 'sec1', format: 'pem' }).toString();
    const gate = await startSip(one.connections.dataFolder);
    const bare = await startSelf((port) => ['--bare', JSON.stringify({ port, key, x5u: all.x5u })]);
    // before the database goes, or whoever stops waits for it
    await measure({ one, house: all, gate, bare }).finally(() => Promise.all([bare.stop(), gate.stop()]));
    tellLoad('after');
  } finally {
    await one.close();
  }
};

if (process.argv.includes('--bare')) serveBareSip(JSON.parse(after('--bare')));
else if (process.argv.includes('--load')) console.log(JSON.stringify(await askBySip(JSON.parse(await given()))));
else await run();
