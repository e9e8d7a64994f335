import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { orderAgainstProvider } from '../../law/questions/order-against-provider.ts';
import type { Provider } from './record.ts';

type Asked = Pick<Provider, 'name' | 'frn'> & { readonly id: string | null };

/** An order of the Commission in force and its number there: `perhaps` where it bears the provider's name and the registration numbers cannot be compared. */
export type Order = { readonly noticeId: string; readonly reference: string; readonly names: 'surely' | 'perhaps' };

/** Which order in force names a provider; null where none does. */
export type OrderAgainst = (ctx: Ctx, provider: Asked) => Promise<Order | null>;

/** Refuses to take calls of a provider where the law does for an order in force. */
export const notBarred = async (
  ctx: Ctx,
  orderAgainst: OrderAgainst,
  provider: Asked & Pick<Provider, 'direction'>,
): Promise<void> => {
  const order = await orderAgainst(ctx, provider);
  if (order === null) return;
  const asked = { order: order.names === 'surely' ? 'in-force' : 'unknown', direction: provider.direction } as const;
  const { allowed, cite } = orderAgainstProvider(asked);
  if (allowed) return;
  if (asked.order === 'unknown')
    refuse(
      'not-allowed',
      `The Final Determination Order ${order.reference} names a company called ${provider.name}, and nobody knows whether it is this one (${cite}).`,
      provider.frn === null
        ? "Enter its registration number: 'frn', or POST /v1/providers/{providerId}:number for one that is on record."
        : 'Find the registration number of the company that the order names, and enter the order anew with it.',
    );
  refuse(
    'not-allowed',
    `The Final Determination Order ${order.reference} wants all of its calls blocked (${cite}).`,
    'Once the Commission has ended the order: POST /v1/fcc-notices/{noticeId}:end-order, then take its calls.',
  );
};
