import { addPractice, endPractice, listPractices, reviewPractice } from '../carriers/practices/practices.ts';
import { discloseOnce, disclosuresOfCustomer, listDisclosures } from '../cpni/disclosures/log.ts';
import { openDisclosure } from '../cpni/disclosures/open.ts';
import { passDisclosure } from '../cpni/disclosures/pass.ts';
import { acknowledge, missingAcknowledgments } from '../cpni/third-parties/acknowledgments.ts';
import { acceptAgreement, endAgreement, enterAgreement } from '../cpni/third-parties/agreements.ts';
import { endParty, listParties, registerParty } from '../cpni/third-parties/register.ts';

/** Who else sees CPNI, under which agreement, and what passed. */
export const thirdPartiesOperations = {
  'parties.register': registerParty,
  'parties.end': endParty,
  'parties.list': listParties,
  'parties.acknowledge': acknowledge,
  'parties.missingAcknowledgments': missingAcknowledgments,
  'agreements.enter': enterAgreement,
  'agreements.accept': acceptAgreement,
  'agreements.end': endAgreement,
  'disclosures.open': openDisclosure,
  'disclosures.pass': passDisclosure,
  'disclosures.once': discloseOnce,
  'disclosures.list': listDisclosures,
  'disclosures.ofCustomer': disclosuresOfCustomer,
  'practices.add': addPractice,
  'practices.review': reviewPractice,
  'practices.end': endPractice,
  'practices.list': listPractices,
} as const;
