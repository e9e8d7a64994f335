import type pg from 'pg';
import { snake } from '../secure.ts';
import { tables } from '../tables.ts';

/**
 * Sessions end with the machine, the floors of retention come with the migrations, and a gate that starts reads everything: what
 * changed before, by transactions of this server, tells it nothing. Jobs and answers to repeats are kept.
 */
const left = new Set(['session', 'retentionClass', 'gateChange']);

/** The tables of a backup. */
export const kept: readonly string[] = Object.keys(tables)
  .filter((name) => !left.has(name))
  .map(snake);

/** The columns of a table, in the order they are written; what the database computes of the others is not. */
export const columnsOf = async (db: pg.Client, table: string): Promise<readonly string[]> => {
  const { rows } = await db.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  return rows.map((row) => row.name);
};

/**
 * What is copied of a table. Transaction numbers mean nothing in another server: entries already in a tree get one below
 * the state's, the rest one above, so that the restored ledger goes on where this one stood.
 */
export const selection = (table: string, columns: readonly string[]): string => {
  const list = columns.map((column) => {
    if (table === 'ledger_entry' && column === 'tx') return "case when l.entry_id is null then '4' else '2' end";
    if (table === 'ledger_state' && column === 'last_tx') return "'3'";
    if (table === 'ledger_state' && column === 'last_n') return '0';
    return `t.${column}`;
  });
  const join =
    table === 'ledger_entry' ? ' left join ledger_leaf l on l.carrier_id = t.carrier_id and l.entry_id = t.id' : '';
  return `select ${list.join(', ')} from ${table} t${join}`;
};
