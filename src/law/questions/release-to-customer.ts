import {
  authenticateFirst,
  businessContract,
  byTelephone,
  hasCallDetail,
  inStore,
  isByPhone,
  online,
} from '../47cfr/64.2010.ts';
import { generalDuty } from '../47usc/222.ts';
import type { Channel, Use, UseAsked } from '../facts.ts';
import { type Rule, type Weighed, weigh } from '../rule.ts';
import { type CpniVersion, cpni2007 } from '../versions.ts';
import type { How } from './answer.ts';
import type { Requirement } from './requirement.ts';

const perChannel: Readonly<Record<Channel, Rule<UseAsked>>> = {
  'phone-inbound': byTelephone,
  'phone-outbound': byTelephone,
  online,
  store: inStore,
  none: authenticateFirst,
};

/** The paragraph of 64.2010 that a release must meet: by telephone (b) is for call detail, (a) for the rest. */
const paragraphOf = (asked: UseAsked): Rule<UseAsked> =>
  isByPhone(asked.use.channel) && !hasCallDetail(asked) ? authenticateFirst : perChannel[asked.use.channel];

const howByChannel: Readonly<Record<Channel, How>> = {
  'phone-inbound': 'speak',
  'phone-outbound': 'speak',
  online: 'show',
  store: 'show',
  none: 'give',
};

/** The way that an authentication ties CPNI to the customer goes before the channel. */
const howToRelease = ({ authentication, channel }: Use): How => {
  if (authentication === 'sent-to-address-of-record') return 'send-to-address-of-record';
  if (authentication === 'callback-number-of-record') return 'call-number-of-record';
  if (authentication === 'customer-recited') return 'recited-items-only';
  return howByChannel[channel];
};

const released = (rule: Rule<UseAsked>, { use }: UseAsked): Requirement => ({
  need: 'none',
  basis: 'authenticated',
  cite: rule.cite,
  how: howToRelease(use),
});

/**
 * Whether the customer may be told, by the table of contracts.md 1.1: the channel's paragraph or, on every channel, a
 * business contract. Before 2007-12-08 the statute's general duty alone asked that the carrier know who it tells.
 */
export const releaseToCustomer = (asked: UseAsked, version: CpniVersion, weighed: Weighed[]): Requirement => {
  if (version !== cpni2007)
    return weigh(generalDuty, asked, weighed)
      ? released(generalDuty, asked)
      : { need: 'never', missing: 'authentication', cite: generalDuty.cite };
  if (weigh(businessContract, asked, weighed)) return released(businessContract, asked);
  const paragraph = paragraphOf(asked);
  if (weigh(paragraph, asked, weighed)) return released(paragraph, asked);
  return { need: 'never', missing: 'authentication', cite: perChannel[asked.use.channel].cite };
};
