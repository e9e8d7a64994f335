import { amongIds } from '../../db/among.ts';
import type { Ctx } from '../../db/context.ts';

/** A link of an e-mail address to a customer: from a legal day until an instant (epoch ms), or still. `key` as `emailKey` writes it. */
export type EmailLink = {
  readonly id: string;
  readonly key: string;
  readonly linkedDay: string;
  readonly untilAt: number | null;
};

/** The e-mail addresses that customers have or had, by customer, in the order in which they were linked. */
export const emailLinksOf = async (
  ctx: Ctx,
  customers: readonly string[],
): Promise<ReadonlyMap<string, readonly EmailLink[]>> => {
  const links = new Map<string, EmailLink[]>(customers.map((customerId) => [customerId, []]));
  if (links.size === 0) return links;
  const rows = await ctx.tx
    .selectFrom('customerContact')
    .select(['customerId', 'id', 'key', 'linkedDay', 'untilAt'])
    .where('kind', '=', 'email')
    .innerJoin(amongIds([...links.keys()]), 'among.wanted', 'customerId')
    .orderBy('linkedDay')
    .orderBy('id')
    .execute();
  for (const { customerId, ...link } of rows) links.get(customerId)?.push(link);
  return links;
};

/** The link that names an address in all that was said of it: the one that was entered first, however often it was ended and linked again, and whichever day a later one has. */
export const nameOfAddress = (links: readonly EmailLink[], key: string): string | null =>
  links
    .filter((link) => link.key === key)
    .map(({ id }) => id)
    .toSorted()[0] ?? null;

/** The newest address that stood on the account on a legal day and at an instant (epoch ms) of it. */
export const newestLink = (links: readonly EmailLink[], day: string, at: number): EmailLink | undefined =>
  links.findLast(({ linkedDay, untilAt }) => linkedDay <= day && (untilAt === null || untilAt > at));
