import { easternDay } from '../../carriers/promises/local-time.ts';
import type { Listing } from '../../law/47cfr/64.6305.ts';
import { type UpstreamAnswer, upstreamListed } from '../../law/questions/upstream-listed.ts';
import type { Provider, ProviderCheck } from './record.ts';

type Looked = Pick<ProviderCheck, 'answer'>;

/**
 * What the database says of a provider, from the looks into it, the latest first. A look that could not be made leaves the last good
 * answer standing; one who was listed before and is absent now was removed.
 */
export const listingOf = (checks: readonly Looked[]): Listing => {
  const good = checks.filter(({ answer }) => answer !== 'could-not-check');
  const [last] = good;
  if (last === undefined) return 'could-not-check';
  if (last.answer === 'listed') return 'listed';
  return good.some(({ answer }) => answer === 'listed') ? 'removed' : 'verified-absent';
};

/** Whether its calls may be taken at an instant (epoch ms): the law's answer for a call with a number of the North American plan. */
export const mayBeTaken = ({ kind }: Pick<Provider, 'kind'>, listing: Listing, at: number): UpstreamAnswer =>
  upstreamListed({ day: easternDay(at), kind, emergency: 'none', listing, number: 'north-american' });
