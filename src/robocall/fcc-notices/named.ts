import type { Ctx } from '../../db/context.ts';
import type { Provider } from '../providers/record.ts';
import { providersTakenNow } from '../providers/register.ts';
import { nameKey } from '../public-files/names.ts';
import type { FccNotice } from './record.ts';

type Order = Pick<FccNotice, 'providerName' | 'providerFrn'>;

/** How an order names a provider: for certain by the registration number, or perhaps, by a name that another company may bear, too. */
export type Named = 'by-number' | 'by-name' | 'no';

/** Whether an order names a provider: by the registration number where both have one, else by the name without its legal form. */
export const isNamed = (order: Order, provider: Pick<Provider, 'name' | 'frn'>): Named => {
  if (order.providerFrn !== null && provider.frn !== null)
    return order.providerFrn === provider.frn ? 'by-number' : 'no';
  return order.providerName !== null && nameKey(order.providerName) === nameKey(provider.name) ? 'by-name' : 'no';
};

/** The providers that hand us calls and that an order names, and how. */
export const namedOfOurs = async (ctx: Ctx, order: Order) =>
  (await providersTakenNow(ctx)).flatMap((provider) => {
    const named = isNamed(order, provider);
    return named === 'no' ? [] : [{ ...provider, named }];
  });
