import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import pg from 'pg';
import { findBinaries } from '../../src/db/embedded/find-binaries.ts';
import { stopEmbedded } from '../../src/db/embedded/stop.ts';

type Said = {
  readonly host: string;
  readonly port: number;
  readonly how: 'started' | 'joined';
  readonly postmasterPid: number;
  readonly milliseconds: number;
};

export const isRoot = process.getuid?.() === 0;
export const nobody = { uid: 65534, gid: 65534 };
export const installed = findBinaries();

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cl-')));
chmodSync(scratch, 0o711);
const program = join(scratch, 'embedded-process.mjs');
const folders: string[] = [];

/** Bundles the process that the tests start; whoever runs it needs nothing of the checkout. */
export const prepareScene = async (): Promise<void> => {
  await build({
    entryPoints: [join(import.meta.dirname, 'embedded-process.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg-native'],
    banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
    logLevel: 'warning',
  });
};

/** Stops every server that a test left and removes all folders. */
export const clearScene = async (): Promise<void> => {
  for (const folder of folders) await stopEmbedded(folder);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
};

/** An empty folder for data that does not exist yet; its server is stopped at the end. */
export const dataIn = (parent: string): string => {
  const folder = join(parent, 'data');
  folders.push(folder);
  return folder;
};

let count = 0;
/** A fresh folder, open to everybody or to its owner alone. */
export const freshFolder = (mode: number): string => {
  count += 1;
  const folder = join(scratch, `t${count}`);
  mkdirSync(folder);
  chmodSync(folder, mode);
  return folder;
};

/** A copy of the platform package. */
export const copyPackage = (into: string, links: 'with links' | 'without links'): string => {
  const copy = join(into, 'package');
  const keep = (path: string) => links === 'with links' || !lstatSync(path).isSymbolicLink();
  cpSync(installed.folder, copy, { recursive: true, verbatimSymlinks: true, filter: keep });
  return copy;
};

/** The platform package with an initdb that writes a line into `count` each time before it does its work. */
export const countingPackage = (into: string, count: string): string => {
  const folder = join(into, 'counting');
  const real = join(installed.folder, 'native');
  mkdirSync(join(folder, 'native', 'bin'), { recursive: true });
  cpSync(join(installed.folder, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(real, 'bin', 'postgres'), join(folder, 'native', 'bin', 'postgres'));
  symlinkSync(join(real, 'lib'), join(folder, 'native', 'lib'));
  const initdb = join(folder, 'native', 'bin', 'initdb');
  writeFileSync(initdb, `#!/bin/sh\necho once >> '${count}'\nexec '${join(real, 'bin', 'initdb')}' "$@"\n`);
  writeFileSync(count, '');
  chmodSync(initdb, 0o755);
  chmodSync(count, 0o666);
  return folder;
};

type Who = { readonly uid?: number; readonly gid?: number };

/** Starts the process; `lines` holds what it has said so far. */
export const launch = (packageFolder: string, data: string, action: 'start' | 'write', who: Who, env: object) => {
  const child: ChildProcess = spawn(process.execPath, [program, packageFolder, data, action], {
    ...who,
    cwd: '/',
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  return { child, lines, ended };
};

/** Starts the process as that user, waits for its end and gives what it said. */
export const startAs = async (who: Who, packageFolder: string, data: string): Promise<Said & { refused: string }> => {
  const { lines, ended } = launch(packageFolder, data, 'start', who, {});
  await ended;
  return JSON.parse(lines[0] ?? '{"refused":"it said nothing"}');
};

/** Starts the process as we are. */
export const start = (data: string) => startAs({}, installed.folder, data);

/** One query as the owner. */
export const ask = async (at: Said, text: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ host: at.host, port: at.port, user: 'compline_owner', database: 'postgres' });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
};

/** Numbers of all processes whose parent is that one. Without /proc none are found: they end by themselves. */
export const childrenOf = (pid: number): readonly number[] => {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
};

/** kill -9 of these and of their children, all at once. */
export const killTrees = (pids: readonly number[]): void => {
  for (const pid of [...pids, ...pids.flatMap(childrenOf)])
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it was quicker
    }
};
