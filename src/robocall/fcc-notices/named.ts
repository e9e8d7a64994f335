import type { Ctx } from '../../db/context.ts';
import type { Provider } from '../providers/record.ts';
import { providersTakenNow } from '../providers/register.ts';
import { nameKey } from '../public-files/names.ts';
import type { FccNotice } from './record.ts';

type Order = Pick<FccNotice, 'providerName' | 'providerFrn'>;

/**
 * Whether an order names a provider: by the registration number where both have one, else by the name without its legal form. A company
 * that only bears the name is barred too, until the number of one of them is known: not knowing allows nothing.
 */
export const isNamed = (order: Order, provider: Pick<Provider, 'name' | 'frn'>): boolean =>
  order.providerFrn !== null && provider.frn !== null
    ? order.providerFrn === provider.frn
    : order.providerName !== null && nameKey(order.providerName) === nameKey(provider.name);

/** The providers that hand us calls and that an order names. */
export const namedOfOurs = async (ctx: Ctx, order: Order): Promise<Provider[]> =>
  (await providersTakenNow(ctx)).filter((one) => isNamed(order, one));
