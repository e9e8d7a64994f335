import type { Ctx } from '../../db/context.ts';
import { localDate } from '../customers/dates.ts';
import type { Held } from './target.ts';

/** The numbers and addresses of an account, and which of the addresses came on the day `changedOn`. */
export const heldOf = async (
  ctx: Ctx,
  { customerId, changedOn }: { readonly customerId: string; readonly changedOn: string },
): Promise<readonly Held[]> => {
  const { zone } = ctx.carrier;
  const dated = (at: number | null): string | null => (at === null ? null : localDate(zone, at));
  const services = await ctx.tx
    .selectFrom('customerService')
    .select(['id', 'fromAt', 'untilAt'])
    .where('customerId', '=', customerId)
    .where('provider', 'is', null)
    .where('number', 'is not', null)
    .execute();
  const contacts = await ctx.tx
    .selectFrom('customerContact')
    .select(['id', 'kind', 'linkedDay', 'untilAt'])
    .where('customerId', '=', customerId)
    .execute();
  const came = await ctx.tx
    .selectFrom('accountChange')
    .select('subject')
    .where('customerId', '=', customerId)
    .where('changedOn', '=', changedOn)
    .where('how', '=', 'created')
    .execute();
  const fresh = new Set(came.map(({ subject }) => subject));
  return [
    ...services.map(({ id, fromAt, untilAt }) => ({
      kind: 'number' as const,
      id,
      since: localDate(zone, fromAt),
      until: dated(untilAt),
      cameThatDay: false,
    })),
    ...contacts.flatMap(({ id, kind, linkedDay, untilAt }) =>
      kind === 'phone'
        ? []
        : [{ kind, id, since: linkedDay, until: dated(untilAt), cameThatDay: fresh.has(`contact:${id}`) }],
    ),
  ];
};
