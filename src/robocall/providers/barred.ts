import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { orderAgainstProvider } from '../../law/questions/order-against-provider.ts';
import type { Provider } from './record.ts';

type Asked = Pick<Provider, 'name' | 'frn'> & { readonly id: string | null };

/** Which order of the Commission in force names a provider, by its number there; null where none does. */
export type OrderAgainst = (ctx: Ctx, provider: Asked) => Promise<string | null>;

/** Refuses to take calls of a provider where the law does for an order in force. */
export const notBarred = async (
  ctx: Ctx,
  orderAgainst: OrderAgainst,
  provider: Asked & Pick<Provider, 'direction'>,
): Promise<void> => {
  const order = await orderAgainst(ctx, provider);
  const asked = { order: order === null ? 'none' : 'in-force', direction: provider.direction } as const;
  const { allowed, cite } = orderAgainstProvider(asked);
  if (!allowed)
    refuse(
      'not-allowed',
      `The Final Determination Order ${order} wants all of its calls blocked (${cite}).`,
      'Once the Commission has ended the order: POST /v1/fcc-notices/{noticeId}:end-order, then take its calls.',
    );
};
