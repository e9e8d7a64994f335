import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { type Category, categories } from './record.ts';

/** The mask of categories: local 1, interexchange 2, cmrs 4, interconnected-voip 8. */
export const maskOf = (list: readonly Category[]): number =>
  list.reduce((mask, category) => mask | (1 << categories.indexOf(category)), 0);

/** The categories in a mask, in the order of their bits. */
export const categoriesOf = (mask: number): Category[] => categories.filter((_, bit) => (mask & (1 << bit)) !== 0);

/** Brings `subscribes` of these customers to what their current services of the carrier itself say. */
export const refreshSubscribes = async (ctx: Ctx, customers: readonly string[]): Promise<void> => {
  if (customers.length === 0) return;
  const bit = sql`case category when 'local' then 1 when 'interexchange' then 2 when 'cmrs' then 4 else 8 end`;
  await sql`
    update customer c set subscribes = coalesce(s.mask, 0)
    from unnest(${customers}::uuid[]) as wanted (id)
    left join (
      select customer_id, bit_or(${bit})::smallint as mask from customer_service
      where customer_id = any(${customers}::uuid[]) and provider is null and until_at is null
      group by customer_id
    ) s on s.customer_id = wanted.id
    where c.id = wanted.id and c.subscribes is distinct from coalesce(s.mask, 0)
  `.execute(ctx.tx);
};

/** What a customer took at an instant (epoch ms): from the carrier itself, and from each affiliate by its id. */
export type ServicesAt = {
  readonly own: readonly Category[];
  readonly byAffiliate: ReadonlyMap<string, readonly Category[]>;
};

/** The services of one customer at an instant (epoch ms), past or present. Source: customer_service, by event time. */
export const servicesAt = async (ctx: Ctx, customerId: string, at: number): Promise<ServicesAt> => {
  const rows = await ctx.tx
    .selectFrom('customerService')
    .select(['category', 'provider'])
    .where('customerId', '=', customerId)
    .where('fromAt', '<=', at)
    .where((or) => or.or([or('untilAt', 'is', null), or('untilAt', '>', at)]))
    .execute();
  const byAffiliate = new Map<string, Category[]>();
  let own = 0;
  for (const { category, provider } of rows) {
    if (provider === null) own |= maskOf([category]);
    else byAffiliate.set(provider, categoriesOf(maskOf([...(byAffiliate.get(provider) ?? []), category])));
  }
  return { own: categoriesOf(own), byAffiliate };
};
