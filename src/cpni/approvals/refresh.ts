import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { recompute } from './recompute.ts';

const atOnce = 500;
const nobodyYet = '00000000-0000-0000-0000-000000000000';

/** The next customers of whom a row does not say what silence permits while a channel is lost, though a notice offered one way alone. */
const staleAfter = async (ctx: Ctx, after: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ customerId: string }>`
    select distinct p.customer_id as "customerId" from permission p
    where p.customer_id > ${after} and p.silence_by_loss is null and exists (
      select from permission_event e where e.customer_id = p.customer_id and e.carrier_id = p.carrier_id
        and e.type = 'notice' and e.approval = 'opt-out' and cardinality(e.channels) = 1)
    order by p.customer_id limit ${atOnce}`.execute(ctx.tx);
  return rows.map(({ customerId }) => customerId);
};

export const refreshPermissions = operation({
  http: 'POST /v1/permissions:refresh',
  says: 'Work out anew what customers’ events permit where an older version of the system left it incomplete, some hundred customers at once; runs by itself after an update',
  law: ['47 CFR 64.2009(f)'],
  may: ['compliance'],
  by: 'anyone',
  takes: z.strictObject({ after: id.nullable() }),
  gives: z.strictObject({ customers: z.int() }),
  async run(ctx: Ctx, { after }) {
    const customers = await staleAfter(ctx, after ?? nobodyYet);
    const last = customers.at(-1);
    if (last === undefined) return { customers: 0 };
    // whoever chooses meanwhile waits, as two choices at once do
    await ctx.tx
      .selectFrom('customer')
      .select('id')
      .where('id', 'in', customers)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
    await recompute(ctx, customers);
    await later(ctx, { does: 'permissions.refresh', input: { after: last }, from: ctx.at, key: last });
    return { customers: customers.length };
  },
});
