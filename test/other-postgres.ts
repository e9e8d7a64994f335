// The machine's own PostgreSQL, of another major version than the embedded one, in a temporary folder.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { client, migrate } from '../src/db/migrate.ts';

const port = 5432;

/** PostgreSQL refuses root; Debian's package brings the user `postgres`. */
const whoRuns = (): { uid: number; gid: number } | Record<string, never> => {
  if (process.getuid?.() !== 0) return {};
  const number = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: number('-u'), gid: number('-g') };
};

const answers = async (socket: string): Promise<void> => {
  const until = Date.now() + 60_000;
  for (;;) {
    try {
      await (await client({ socket, port, database: 'postgres' }, 'postgres')).end();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};

const ended = (server: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGINT');
  });

export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const programs = process.env.COMPLINE_OTHER_POSTGRES ?? '';
  const who = whoRuns();
  const folder = mkdtempSync(join(tmpdir(), 'compline-other-'));
  const socket = join(folder, 's');
  mkdirSync(socket);
  if ('uid' in who) for (const place of [folder, socket]) chownSync(place, who.uid ?? 0, who.gid ?? 0);
  const data = join(folder, 'data');
  const options = { ...who, cwd: folder, env: { LC_ALL: 'C.UTF-8' } };
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'compline_owner', '-A', 'trust', '-E', 'UTF8'], options);
  const settings = ['-c', 'listen_addresses=', '-c', 'fsync=off', '-c', `unix_socket_directories=${socket}`];
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings], { ...options, stdio: 'ignore' });
  await answers(socket);
  await migrate({ socket, port, database: 'compline_template' });
  project.provide('socket', socket);
  project.provide('port', port);
  return async () => {
    await ended(server);
    rmSync(folder, { recursive: true, force: true });
  };
};
