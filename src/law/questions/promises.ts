import { isByPhone } from '../47cfr/64.2010.ts';
import type { Authentication, CarrierPromise, Purpose, Recipient, UseAsked } from '../facts.ts';
import { isPartner } from '../judged-recipient.ts';
import type { AllowedBasis } from './answer.ts';

/** What the law allowed, as promises look at it. */
export type Allowed = {
  readonly basis: AllowedBasis;
  /** How the customer gave the order that the answer rests on. */
  readonly order: 'signed' | 'portal' | 'none';
};

/** What a carrier's own promises ask beyond the law: nothing, an express yes, that no refusal stands, or what cannot be met. */
export type Demand =
  | { readonly demands: 'nothing' }
  | { readonly demands: 'yes' | 'no-refusal' | 'never'; readonly promise: CarrierPromise };

const nothing: Demand = { demands: 'nothing' };

const threeWays: ReadonlySet<Authentication> = new Set([
  'password',
  'sent-to-address-of-record',
  'callback-number-of-record',
]);

// Partners and contractors are third parties to this promise: the policies it comes from name vendors.
const outsiders: ReadonlySet<Recipient> = new Set([
  'agent',
  'affiliate-communications',
  'affiliate-other',
  'joint-venture',
  'independent-contractor',
  'third-party',
]);
const ofService: ReadonlySet<Purpose> = new Set(['provide', 'bill', 'protect', 'port', 'legal-process']);

const demandOf = (promise: CarrierPromise, asked: UseAsked, { basis, order }: Allowed): Demand['demands'] => {
  const { use } = asked;
  const individual = use.identifiable === 'individual';
  switch (promise) {
    case 'opt-in-only':
      return basis === 'opt-out' ? 'never' : 'nothing';
    case 'no-cpni-marketing':
      return individual && (use.purpose === 'market' || use.purpose === 'sell') ? 'never' : 'nothing';
    case 'no-sale':
      return use.purpose === 'sell' ? 'never' : 'nothing';
    case 'agreement-for-partners':
      return isPartner(use) && (!use.agreement || use.recipient === 'agent') ? 'never' : 'nothing';
    case 'opt-in-for-partners':
      return isPartner(use) ? 'yes' : 'nothing';
    case 'refusal-stops-all-marketing':
      return individual && use.purpose === 'market' && basis === 'no-approval-needed' ? 'no-refusal' : 'nothing';
    case 'phone-release-three-ways':
      // "Any CPNI": what the customer is told by telephone, save listed information, which is no CPNI.
      return use.recipient === 'customer' &&
        use.identifiable !== 'subscriber-list' &&
        isByPhone(use.channel) &&
        !threeWays.has(use.authentication)
        ? 'never'
        : 'nothing';
    case 'no-sharing-beyond-service':
      return outsiders.has(use.recipient) && !ofService.has(use.purpose) && basis !== 'customer-request'
        ? 'never'
        : 'nothing';
    case 'written-authorization-for-new-carrier':
      return use.recipient === 'new-carrier' && use.identifiable !== 'subscriber-list' && order !== 'signed'
        ? 'never'
        : 'nothing';
  }
};

/**
 * What a carrier's filed promises ask of a use that the law allows; they only tighten. The strictest speaks. Legal process
 * and port requests are stopped by none: law compels both. The same for every customer, so screening asks once a campaign.
 */
export const promiseDemand = (asked: UseAsked, allowed: Allowed): Demand => {
  if (asked.carrier.promises.length === 0) return nothing;
  if (asked.use.purpose === 'legal-process' || asked.use.purpose === 'port') return nothing;
  let strictest: Demand = nothing;
  for (const promise of asked.carrier.promises) {
    const demands = demandOf(promise, asked, allowed);
    if (demands === 'never') return { demands, promise };
    if (demands !== 'nothing') strictest = { demands, promise };
  }
  return strictest;
};
