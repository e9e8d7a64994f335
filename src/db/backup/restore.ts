import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { z } from 'zod';
import { Problem, refuse } from '../../kernel/problem.ts';
import type { Address } from '../connect.ts';
import { client, migrations } from '../migrate.ts';
import { openKeys } from './seal.ts';
import { kept } from './tables.ts';
import { format, type Told } from './write.ts';

const header = z.object({ format: z.literal(format), migrations: z.array(z.string()) });

/** The lines of a backup with their bytes hashed, `@end` checked at last. */
async function* lines(file: string): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let rest = '';
  let ended = false;
  const stream = createReadStream(file).pipe(createGunzip());
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      if (line.startsWith('@end ')) {
        ended = line.slice(5) === hash.copy().digest('hex');
        continue;
      }
      hash.update(`${line}\n`);
      yield line;
    }
  }
  if (!ended)
    refuse(
      'invalid-input',
      'The backup is damaged or cut short: its closing hash does not hold.',
      'Use another backup; nothing was restored.',
    );
}

const knows = (line: string | undefined): void => {
  const first = header.safeParse(JSON.parse(line ?? 'null'));
  if (!first.success)
    throw new Problem('invalid-input', {
      detail: 'This file is not a Compline backup.',
      fix: 'Name a file that `compline backup` wrote.',
      cite: null,
    });
  const here = new Set(migrations().map((migration) => migration.name));
  const unknown = first.data.migrations.filter((name) => !here.has(name));
  if (unknown.length === 0) return;
  refuse(
    'wrong-state',
    `The backup is of a newer Compline (it knows ${unknown.join(', ')}).`,
    'Restore with that version or a newer one.',
  );
};

const beginTable = (db: pg.Client, line: string) => {
  const [, table = '', columns = ''] = line.split(' ');
  const stream = db.query(copyFrom(`copy ${table} (${columns}) from stdin`));
  // when the backup ends in the middle of a table, the connection closes under this stream; `end` and `flush` tell real faults
  stream.on('error', () => {});
  return stream;
};

const load = async (
  db: pg.Client,
  source: AsyncIterable<string>,
  keys: { folder: string; passphrase: string },
): Promise<number> => {
  let into: ReturnType<typeof beginTable> | null = null;
  let buffered: string[] = [];
  let rows = 0;
  const flush = async () => {
    if (into === null || buffered.length === 0) return;
    const text = buffered.join('\n');
    buffered = [];
    const stream = into;
    if (!stream.write(`${text}\n`)) await new Promise((resolve) => stream.once('drain', resolve));
  };
  const end = async () => {
    await flush();
    const stream = into;
    into = null;
    if (stream !== null)
      await new Promise<void>((resolve, reject) => stream.on('error', reject).on('finish', resolve).end());
  };
  for await (const line of source) {
    if (into === null && line.startsWith('@keys ')) openKeys(line.slice(6), keys.passphrase, keys.folder);
    else if (into === null && line.startsWith('@table ')) into = beginTable(db, line);
    else if (line === '\\.') await end();
    else {
      rows += 1;
      buffered.push(line);
      if (buffered.length === 2000) await flush();
    }
  }
  return rows;
};

const forTables = async (db: pg.Client, statement: (table: string) => string): Promise<void> => {
  for (const table of kept) await db.query(statement(table));
};

/** Tables refer to each other in circles: while loading, references are checked at the end. */
const referencesWait = async (db: pg.Client, until: 'deferrable' | 'not deferrable'): Promise<void> => {
  const { rows } = await db.query<{ tab: string; name: string }>(
    `select conrelid::regclass::text as tab, quote_ident(conname) as name from pg_constraint k
       join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where contype = 'f' and nspname = 'public'`,
  );
  for (const { tab, name } of rows) await db.query(`alter table ${tab} alter constraint ${name} ${until}`);
};

/** Restores a backup into an empty, migrated database and an empty keys folder; all or nothing. Returns the rows. */
export const restore = async (
  address: Address,
  file: string,
  keys: { folder: string; passphrase: string },
  tell: Told,
): Promise<number> => {
  const db = await client(address, 'database' in address ? address.database : '');
  try {
    const used = await db.query('select 1 from carrier limit 1');
    if (used.rowCount !== 0)
      refuse(
        'wrong-state',
        'This installation holds carriers already.',
        'Restore into an empty data folder (COMPLINE_DATA) or database.',
      );
    await db.query('begin');
    // the past is loaded as it was: evidence is not recorded now, and a table's owner may copy into it
    await forTables(
      db,
      (table) => `alter table ${table} no force row level security; alter table ${table} disable trigger user`,
    );
    await referencesWait(db, 'deferrable');
    await db.query('set constraints all deferred');
    const all = lines(file);
    knows((await all.next()).value);
    const rows = await load(db, all, keys);
    await db.query('set constraints all immediate');
    await referencesWait(db, 'not deferrable');
    await forTables(
      db,
      (table) => `alter table ${table} force row level security; alter table ${table} enable trigger user`,
    );
    await db.query(
      "select setval(pg_get_serial_sequence('ledger_entry', 'n'), greatest(1, coalesce(max(n), 1))) from ledger_entry",
    );
    await db.query('commit');
    await tell(`${rows} rows restored`);
    return rows;
  } finally {
    await db.end();
  }
};
