import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

// The program as an operator runs it: started, started twice, stopped.

const root = fileURLToPath(new URL('../../', import.meta.url));

let data: string;
let running: Server[];

type Server = { readonly child: ChildProcess; readonly port: number; readonly words: () => string };

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'compline-serving-'));
  running = [];
});
afterEach(async () => {
  for (const { child } of running) child.kill('SIGTERM');
  await vi.waitFor(() => expect(databases()).toEqual([]), { timeout: 20_000, interval: 100 });
  rmSync(data, { recursive: true, force: true });
});

/** The database servers that say they run in the data folder. */
const databases = (): string[] =>
  existsSync(data) ? readdirSync(data).filter((name) => existsSync(join(data, name, 'postmaster.pid'))) : [];

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const start = async (command: string, args: readonly string[]): Promise<Server> => {
  const port = await freePort();
  const env = {
    ...process.env,
    COMPLINE_DATA: data,
    COMPLINE_PORT: String(port),
    COMPLINE_DEMO: 'off',
    DATABASE_URL: '',
  };
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let words = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  const server = { child, port, words: () => words };
  running.push(server);
  await vi.waitFor(() => expect(words).toContain('Stop with Ctrl-C'), { timeout: 60_000, interval: 50 });
  return server;
};

const ready = async ({ port }: Server): Promise<number> => (await fetch(`http://127.0.0.1:${port}/readyz`)).status;

const listens = async ({ port }: Server): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    () => true,
    () => false,
  );

describe('the program', () => {
  it('stops with its database when whoever started it by `npm start` ends that', async () => {
    const server = await start('npm', ['start']);
    expect(await ready(server)).toBe(200);
    server.child.kill('SIGTERM');
    await vi.waitFor(
      async () => {
        expect(await listens(server)).toBe(false);
        expect(databases()).toEqual([]);
      },
      { timeout: 20_000, interval: 100 },
    );
  }, 120_000);

  it('started twice on one data folder joins the database, and its stop leaves that to the other', async () => {
    const first = await start('bin/compline', ['serve']);
    const second = await start('bin/compline', ['serve']);
    expect(second.words()).toContain('joined');
    const ended = once(second.child, 'exit');
    second.child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(await ready(first)).toBe(200);
    const firstEnded = once(first.child, 'exit');
    first.child.kill('SIGTERM');
    expect(await firstEnded).toEqual([0, null]);
    expect(databases()).toEqual([]);
  }, 120_000);
});
