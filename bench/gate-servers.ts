// The servers that the gate's bench loads, each a process of its own, and the load, another.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bare } from './gate-bare.ts';
import type { Facts, Kind } from './gate-requests.ts';
import type { Heard, Load } from './load.ts';

/** A server that answers on a port. */
export type Server = { readonly port: number; readonly pid: number; stop(): Promise<void> };

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** A port that nobody listens on now. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const living = new Set<ChildProcess>();
// a bench that fails leaves nothing running
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

const up = async (child: ChildProcess, port: number): Promise<Server> => {
  living.add(child);
  const ended = once(child, 'exit').then(() => living.delete(child));
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`the server for port ${port} ended with ${child.exitCode}`);
    await sleep(50);
  }
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
};

const script = process.argv[1] ?? '';

/** A server that is this bench itself, started with these words. */
export const startSelf = async (words: (port: number) => readonly string[]): Promise<Server> => {
  const port = await freePort();
  return up(spawn(process.execPath, [script, ...words(port)], { stdio: ['ignore', 'ignore', 'inherit'] }), port);
};

/** What this bench answers when it is started with a word and a task. */
export const askSelf = async (word: string, task: object): Promise<Heard> => {
  const child = spawn(process.execPath, [script, word], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(task));
  let text = '';
  for await (const part of child.stdout) text += String(part);
  return JSON.parse(text);
};

/** A bare server: its processes end with it. */
export const startBare = (facts: Omit<Bare, 'port'>): Promise<Server> =>
  startSelf((port) => ['--bare', JSON.stringify({ ...facts, port })]);

/** The gate as an operator starts it: the server and beside it the processes that answer calls. */
export const startGate = async (dataFolder: string, processes: number, webAuthority: string): Promise<Server> => {
  const port = await freePort();
  const env = {
    ...process.env,
    COMPLINE_DATA: dataFolder,
    COMPLINE_DEMO: 'off',
    COMPLINE_PORT: String(processes === 1 ? port : await freePort()),
    COMPLINE_GATE_PORT: String(port),
    COMPLINE_GATE_PROCESSES: String(processes),
    COMPLINE_CERTIFICATE_FETCH: 'public-and-loopback',
    NODE_EXTRA_CA_CERTS: webAuthority,
  };
  const program = join(import.meta.dirname, '..', '..', 'bin', 'compline');
  return up(spawn(process.execPath, [program, 'serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] }), port);
};

/** The gate that answers SIP as an operator starts it: the server, in one process. */
export const startSip = async (dataFolder: string): Promise<Server> => {
  const port = await freePort();
  const env = {
    ...process.env,
    COMPLINE_DATA: dataFolder,
    COMPLINE_DEMO: 'off',
    COMPLINE_PORT: String(await freePort()),
    COMPLINE_SIP_PORT: String(port),
  };
  const program = join(import.meta.dirname, '..', '..', 'bin', 'compline');
  return up(spawn(process.execPath, [program, 'serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] }), port);
};

/** secsipidx over HTTP with a key, or null where it is not installed. */
export const startSecsipidx = async (folder: string, key: string): Promise<Server | null> => {
  if (spawnSync('secsipidx', ['-version']).error !== undefined) return null;
  const file = join(folder, 'secsipidx.pem');
  writeFileSync(file, key, { mode: 0o600 });
  const port = await freePort();
  const words = ['-http-srv', `127.0.0.1:${port}`, '-fprvkey', file, '-fpubkey', file, '-expire', '3600'];
  return up(spawn('secsipidx', words, { stdio: 'ignore' }), port);
};

/** CPU ms that processes and their children have taken; 0 where there is no /proc. A clock tick is 10 ms. */
export const cpuMs = (roots: readonly number[]): number => {
  if (process.platform !== 'linux') return 0;
  const all = new Set(roots);
  const ticks = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each)))
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      ticks.set(Number(name), (fields[11] ?? 0) + (fields[12] ?? 0));
      // a child has a higher number than its parent, but for those that came after the numbers began anew
      if (all.has(fields[1] ?? 0)) all.add(Number(name));
    } catch {
      // it ended meanwhile
    }
  return [...all].reduce((sum, pid) => sum + (ticks.get(pid) ?? 0) * 10, 0);
};

/** What a load is: the requests, and how they are asked. */
export type Task = Load & { readonly kind: Kind; readonly facts: Facts; readonly most: number };

/** Loads a server from a process of its own. */
export const load = (task: Task): Promise<Heard> => askSelf('--load', task);

/** What one core signs or verifies in a second by `openssl speed`; null where there is no openssl. */
export const opensslSpeed = (): { sign: number; verify: number } | null => {
  const { stdout } = spawnSync('openssl', ['speed', '-seconds', '3', 'ecdsap256'], { encoding: 'utf8' });
  const [sign, verify] = (stdout ?? '').trim().split('\n').at(-1)?.trim().split(/\s+/).slice(-2).map(Number) ?? [];
  return sign === undefined || verify === undefined ? null : { sign, verify };
};
