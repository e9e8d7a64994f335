import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../../db/context.ts';
import { snake } from '../../../db/secure.ts';
import type { Database } from '../../../db/tables.ts';

type Table = 'customer' | 'customerService' | 'customerContact' | 'accountPerson' | 'legacyApproval' | 'delivery';

const inSnakeCase = (row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]));

/**
 * Inserts rows that are not there yet, in one statement with one parameter (thousands of parameters cost more than the
 * rows), and gives the asked columns of those that were added.
 */
export const insertMany = async <N extends Table, K extends keyof Selectable<Database[N]> & string>(
  ctx: Ctx,
  table: N,
  rows: readonly Insertable<Database[N]>[],
  returning: readonly K[],
): Promise<Pick<Selectable<Database[N]>, K>[]> => {
  const [first] = rows;
  if (first === undefined) return [];
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  const asked = sql.join(returning.map((name) => sql.ref(name)));
  const { rows: added } = await sql<Pick<Selectable<Database[N]>, K>>`
    insert into ${sql.table(table)} (${columns})
    select ${columns}
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.map(inSnakeCase))}::json)
    on conflict do nothing
    returning ${asked}
  `.execute(ctx.tx);
  return added;
};
