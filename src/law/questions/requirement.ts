import { carrierBefore2007, carrierSince2007 } from '../47cfr/64.2003.ts';
import {
  adjunctToBasic1998,
  adjunctToBasic2007,
  equipmentAndInformation,
  insideWiring,
  noTracking,
  sameCategory,
  sharedWithAffiliate,
} from '../47cfr/64.2005.ts';
import { confidentialityAgreement, whoNeedsWhich2002, whoNeedsWhich2007 } from '../47cfr/64.2007.ts';
import {
  aggregateInformation,
  billing,
  emergency,
  otherCarriersData,
  protection,
  serviceItself,
  subscriberList,
} from '../47usc/222.ts';
import type { Cite } from '../citation.ts';
import type { UseAsked } from '../facts.ts';
import { type Rule, type Weighed, weigh } from '../rule.ts';
import { type CpniVersion, cpni1998, cpni2002, cpni2007 } from '../versions.ts';
import type { AllowedBasis, How } from './answer.ts';
import { releaseToCustomer } from './release-to-customer.ts';

/** What a use needs before it is lawful, told without looking at any customer's events. */
export type Requirement =
  | { readonly need: 'none'; readonly basis: AllowedBasis; readonly cite: Cite; readonly how: How | null }
  | {
      readonly need: 'never';
      readonly missing: 'prohibited' | 'not-applicable' | 'authentication';
      readonly cite: Cite;
    }
  /** The customer's own order that names the recipient. */
  | { readonly need: 'order' }
  /** A yes on the call that the customer began. */
  | { readonly need: 'call' }
  | {
      readonly need: 'opt-out' | 'opt-in';
      /** Whether the confidentiality agreement that the rule asks is lacking. */
      readonly agreement: 'settled' | 'missing';
      /** Whether a yes for one call may serve instead. */
      readonly oneTime: 'may-serve' | 'never-serves';
    };

const permitted = (cite: Cite, basis: AllowedBasis): Requirement => ({ need: 'none', basis, cite, how: null });

/** A rule that permits by itself, and what then is needed. */
type Free = { readonly rule: Rule<UseAsked>; readonly requirement: Requirement };

const free = (rule: Rule<UseAsked>): Free => ({ rule, requirement: permitted(rule.cite, 'no-approval-needed') });

const listed = permitted(subscriberList.cite, 'no-approval-needed');
const grouped = permitted(aggregateInformation.cite, 'no-approval-needed');
const compelled = permitted(serviceItself.cite, 'legal-process');

const purposesOfTheStatute = [free(serviceItself), free(billing), free(protection), free(emergency)] as const;
const offersBefore2007 = [
  sameCategory,
  sharedWithAffiliate,
  equipmentAndInformation,
  insideWiring,
  adjunctToBasic1998,
].map(free);
const offersSince2007 = [
  sameCategory,
  sharedWithAffiliate,
  equipmentAndInformation,
  insideWiring,
  adjunctToBasic2007,
].map(free);

const needsOrder: Requirement = { need: 'order' };
const needsCall: Requirement = { need: 'call' };
const silenceServes: Requirement = { need: 'opt-out', agreement: 'settled', oneTime: 'may-serve' };
const silenceWithoutAgreement: Requirement = { need: 'opt-out', agreement: 'missing', oneTime: 'may-serve' };
const onlyYesServes: Requirement = { need: 'opt-in', agreement: 'settled', oneTime: 'may-serve' };
const saleNeedsYes: Requirement = { need: 'opt-in', agreement: 'settled', oneTime: 'never-serves' };
const othersData: Requirement = { need: 'never', missing: 'prohibited', cite: otherCarriersData.cite };
const tracking: Requirement = { need: 'never', missing: 'prohibited', cite: noTracking.cite };

const notApplicable = (version: CpniVersion | null): Requirement => ({
  need: 'never',
  missing: 'not-applicable',
  cite: version === null ? '47 USC 222(a)' : version.firstRule,
});

const firstThatHolds = (rules: readonly Free[], asked: UseAsked, weighed: Weighed[]): Requirement | null => {
  for (const { rule, requirement } of rules) if (weigh(rule, asked, weighed)) return requirement;
  return null;
};

/** Purposes that the statute itself settles, or null where approval is the question. */
const byPurpose = (asked: UseAsked, weighed: Weighed[]): Requirement | null => {
  switch (asked.use.purpose) {
    case 'legal-process':
      return weigh(serviceItself, asked, weighed) ? compelled : null;
    case 'customer-request':
      return needsOrder;
    case 'inbound-help':
      return needsCall;
    case 'market':
    case 'sell':
    case 'track-competitors':
    case 'other':
      return null;
    default:
      return firstThatHolds(purposesOfTheStatute, asked, weighed);
  }
};

/** Which approval is needed where nothing exempts: sale and all that 64.2007(b) leaves over need opt-in. */
const byApproval = (asked: UseAsked, version: CpniVersion, weighed: Weighed[]): Requirement => {
  if (version.starts < cpni2002.starts) return notApplicable(version);
  if (asked.use.purpose === 'sell') return saleNeedsYes;
  if (version === cpni2007) return weigh(whoNeedsWhich2007, asked, weighed) ? silenceServes : onlyYesServes;
  if (!weigh(whoNeedsWhich2002, asked, weighed)) return onlyYesServes;
  return weigh(confidentialityAgreement, asked, weighed) ? silenceServes : silenceWithoutAgreement;
};

/** What comes before the purpose is asked: whose data it is and whether it tells of one person. */
const byData = (asked: UseAsked, version: CpniVersion, weighed: Weighed[]): Requirement | null => {
  if (weigh(subscriberList, asked, weighed)) return listed;
  if (!weigh(otherCarriersData, asked, weighed)) return othersData;
  if (weigh(aggregateInformation, asked, weighed)) return grouped;
  return version.starts < cpni1998.starts || weigh(noTracking, asked, weighed) ? null : tracking;
};

/** As `requirement`, keeping every paragraph that was asked in `weighed`. */
export const weighRequirement = (asked: UseAsked, version: CpniVersion | null, weighed: Weighed[]): Requirement => {
  const { carrier, use } = asked;
  if (version === null || !weigh(version === cpni2007 ? carrierSince2007 : carrierBefore2007, carrier, weighed))
    return notApplicable(version);
  const settled = byData(asked, version, weighed);
  if (settled !== null) return settled;
  if (use.recipient === 'customer' && use.purpose !== 'legal-process')
    return releaseToCustomer(asked, version, weighed);
  const ofPurpose = byPurpose(asked, weighed);
  if (ofPurpose !== null) return ofPurpose;
  if (use.purpose === 'market' && version.starts >= cpni1998.starts) {
    const exempt = firstThatHolds(version === cpni2007 ? offersSince2007 : offersBefore2007, asked, weighed);
    if (exempt !== null) return exempt;
  }
  return byApproval(asked, version, weighed);
};

/**
 * What a use needs under a version of the rules (null: before the statute), in the order of contracts.md 1.1 (3). The same
 * for every customer who buys the same services from the carrier, and from the affiliate that would receive.
 */
export const requirement = (asked: UseAsked, version: CpniVersion | null): Requirement =>
  weighRequirement(asked, version, []);
