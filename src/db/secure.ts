import { createHash } from 'node:crypto';
import type pg from 'pg';
import { tables } from './tables.ts';

/** The database's name of a table listed in camel case. */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const rights = {
  none: '',
  read: 'select',
  append: 'select, insert',
  change: 'select, insert, update',
  remove: 'select, insert, update, delete',
} as const;

/** What a role may do with a table's rows; `changes`: of which columns alone, beside reading or adding. */
export type Right = keyof typeof rights | { readonly may: 'read' | 'append'; readonly changes: readonly string[] };

const verbs = (right: Right): string =>
  typeof right === 'string' ? rights[right] : `${rights[right.may]}, update (${right.changes.map(snake).join(', ')})`;

const grant = (table: string, role: string, right: Right): string =>
  `revoke all on ${table} from ${role};${right === 'none' ? '' : ` grant ${verbs(right)} on ${table} to ${role};`}`;

const policies = (table: string, key: string | null): string => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  drop policy if exists platform_all on ${table};
  create policy platform_all on ${table} to compline_platform using (true) with check (true);
  drop policy if exists one_carrier on ${table};
  ${
    key === null
      ? `create policy one_carrier on ${table} to compline_app using (true) with check (true);`
      : `create policy one_carrier on ${table} to compline_app
           using (${key} = current_setting('compline.carrier')::uuid)
           with check (${key} = current_setting('compline.carrier')::uuid);`
  }
  drop policy if exists owner_all on ${table};
  create policy owner_all on ${table} to current_user using (true) with check (true);`;

/** Writes row security and grants of every listed table anew, so that `tables.ts` and the database cannot drift apart. */
export const secure = async (db: pg.Client): Promise<void> => {
  const lines = ['grant usage on schema public to compline_app, compline_platform;'];
  for (const [name, table] of Object.entries(tables)) {
    const sqlName = snake(name);
    const key = table.of === 'carrier' ? table.key : null;
    lines.push(
      policies(sqlName, key),
      grant(sqlName, 'compline_app', table.app),
      grant(sqlName, 'compline_platform', table.platform),
    );
  }
  const text = lines.join('\n');
  const hash = createHash('sha256').update(text).digest('hex');
  // only when the list changed: altering tables waits for everybody else
  const done = await db.query("select 1 from migration where name = 'row security' and hash = $1", [hash]);
  if (done.rowCount === 1) return;
  await db.query(
    `begin; ${text} insert into migration (name, hash) values ('row security', '${hash}')
       on conflict (name) do update set hash = excluded.hash, at = now(); commit;`,
  );
};
