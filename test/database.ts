// One embedded server a test run; a template migrated once; a database cloned for each test file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../src/db/embedded/start.ts';
import { client, migrate } from '../src/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    socket: string;
    port: number;
  }
}

export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-test-'));
  const server = await startEmbedded(folder);
  const template = { socket: server.host, port: server.port, database: 'compline_template' };
  await migrate(template);
  const db = await client(template, 'postgres');
  await db.query('alter system set fsync = off');
  await db.query('select pg_reload_conf()');
  await db.end();
  project.provide('socket', server.host);
  project.provide('port', server.port);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
};
