import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import type { Provider } from './record.ts';

/** Which order of the Commission in force wants the calls of a provider blocked, by its number there; null where none does. */
export type OrderAgainst = (
  ctx: Ctx,
  provider: Pick<Provider, 'frn'> & { readonly id: string | null },
) => Promise<string | null>;

/** Refuses to take calls of a provider while an order wants them blocked; calls that we hand to it are no concern of the order. */
export const notBarred = async (
  ctx: Ctx,
  orderAgainst: OrderAgainst,
  provider: Pick<Provider, 'frn' | 'direction'> & { readonly id: string | null },
): Promise<void> => {
  if (provider.direction === 'downstream') return;
  const order = await orderAgainst(ctx, provider);
  if (order !== null)
    refuse(
      'not-allowed',
      `The Final Determination Order ${order} wants all of its calls blocked (47 CFR 64.1200(n)(3)).`,
      'Once the Commission has ended the order: POST /v1/fcc-notices/{noticeId}:end-order, then take its calls.',
    );
};
