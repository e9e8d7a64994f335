// Finds a PostgreSQL of the machine whose major version is not the embedded one's (18), for the named subset of tests.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const embedded = 18;
const oldest = 15;

const versionOf = (folder) => {
  const told = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/ (\d+)/.exec(told.stdout ?? '')?.[1] ?? 0);
};

/** The folder of its programs, or null. */
export const otherPostgres = () => {
  const debian = '/usr/lib/postgresql';
  const packaged = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  const onPath = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');
  const folders = [...packaged, ...onPath].filter((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  );
  return folders.find((folder) => versionOf(folder) >= oldest && versionOf(folder) !== embedded) ?? null;
};
