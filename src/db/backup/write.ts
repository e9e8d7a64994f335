import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Address } from '../connect.ts';
import { client, migrations } from '../migrate.ts';
import { sealKeys } from './seal.ts';
import { columnsOf, kept, selection } from './tables.ts';

/** First line of a backup. */
export const format = 'compline-backup/1';

export type Told = (line: string) => Promise<void>;

type Source = { readonly db: pg.Client; readonly keysFolder: string; readonly passphrase: string; readonly tell: Told };

async function* pieces({ db, keysFolder, passphrase, tell }: Source): AsyncGenerator<string | Buffer> {
  yield `${JSON.stringify({ format, migrations: migrations().map((migration) => migration.name) })}\n`;
  yield `@keys ${sealKeys(keysFolder, passphrase)}\n`;
  for (const table of kept) {
    const columns = await columnsOf(db, table);
    yield `@table ${table} ${columns.join(',')}\n`;
    const rows = db.query(copyTo(`copy (${selection(table, columns)}) to stdout`));
    yield* rows as AsyncIterable<Buffer>;
    yield '\\.\n';
    await tell(`  ${table}: ${rows.rowCount} rows`);
  }
}

async function* hashed(source: AsyncIterable<string | Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    hash.update(bytes);
    yield bytes;
  }
  yield Buffer.from(`@end ${hash.copy().digest('hex')}\n`);
}

/** Writes everything of one moment into a file: a single snapshot of the database, and the keys sealed. Size in bytes. */
export const backup = async (
  address: Address,
  file: string,
  sealed: { readonly keysFolder: string; readonly passphrase: string },
  tell: Told,
): Promise<number> => {
  const db = await client(address, 'database' in address ? address.database : '');
  const unfinished = `${file}.part`;
  try {
    await db.query('begin isolation level repeatable read read only');
    const source = hashed(pieces({ db, ...sealed, tell }), createHash('sha256'));
    await pipeline(
      Readable.from(source, { objectMode: false }),
      createGzip({ level: 1 }),
      createWriteStream(unfinished, { mode: 0o600 }),
    );
    await db.query('commit');
  } finally {
    await db.end();
  }
  await rename(unfinished, file);
  return (await stat(file)).size;
};
