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

/** What customers took from the carrier itself at a past instant (epoch ms), for customers asked about. */
export const subscribedAt = async (
  ctx: Ctx,
  customers: readonly string[],
): Promise<(customerId: string, at: number) => readonly Category[]> => {
  if (customers.length === 0) return () => [];
  const rows = await ctx.tx
    .selectFrom('customerService')
    .select(['customerId', 'category', 'fromAt', 'untilAt'])
    .where(sql<boolean>`customer_id = any(${[...new Set(customers)]}::uuid[])`)
    .where('provider', 'is', null)
    .execute();
  const services = new Map<string, (typeof rows)[number][]>();
  for (const row of rows) services.set(row.customerId, [...(services.get(row.customerId) ?? []), row]);
  return (customerId, at) => {
    const took = (services.get(customerId) ?? []).filter(
      ({ fromAt, untilAt }) => fromAt <= at && (untilAt === null || untilAt > at),
    );
    return categories.filter((category) => took.some((service) => service.category === category));
  };
};
