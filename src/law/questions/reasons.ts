import type { CarrierPromise } from '../facts.ts';
import type { AllowedBasis, Missing } from './answer.ts';

/** Why a use is allowed, for the person who asked. */
export const whyAllowed: Readonly<Record<AllowedBasis, string>> = {
  'no-approval-needed': 'This use needs no approval of the customer.',
  'opt-out': 'The customer was told, the wait is over and no refusal stands: silence approves this use.',
  'opt-in': 'The customer said yes to a notice that covers this use, and no later refusal stands.',
  'one-time': 'The customer agreed to this use for the length of this call.',
  'legal-process': 'The law compels this disclosure.',
  'customer-request': 'The customer ordered this disclosure to this person.',
  authenticated: 'The customer is authenticated in a way that permits telling this.',
};

/** What stands in the way, and what would mend it. */
export const whyNot: Readonly<Record<Exclude<Missing, 'promise'>, string>> = {
  notice: 'The customer was never told of the right to restrict this use: send a notice first.',
  scope: 'No notice to the customer names every class of CPNI, the recipient and the purpose together.',
  'opt-in': 'This use needs the express yes of the customer, who has not given it.',
  'email-consent':
    'The notice went by e-mail to a customer who had not agreed to that before: send it in another form.',
  form: 'An opt-out notice may not be oral: send it in writing or electronically.',
  delivery: 'The notice came back undelivered: send it in another form; its wait starts anew.',
  'waiting-period': 'The wait after the notice is still running.',
  renewal: 'The notice is over two years old: silence counts again after a new notice and its wait.',
  proof: 'The customer is said to have agreed orally, but there is no proof of it.',
  refused: 'The customer refused this use; only a later express yes lifts that.',
  agreement: 'There is no confidentiality agreement in force with the partner or contractor.',
  authentication: 'The customer is not authenticated in a way that permits telling this here.',
  call: 'No yes of the customer on a telephone call that is still on covers this use.',
  order: 'No authenticated order of the customer names this recipient and person and all of this CPNI.',
  prohibited: 'The law forbids this use, whatever the customer approves.',
  'not-applicable': 'The rules in force at that instant do not provide for this use by this carrier.',
};

/** Which of the carrier's own promises stands in the way. */
export const whyPromised: Readonly<Record<CarrierPromise, string>> = {
  'opt-in-only': 'The law would take silence as approval; the carrier promised to use CPNI only on an express yes.',
  'no-cpni-marketing': 'The law would allow it; the carrier promised not to use CPNI in marketing.',
  'no-sale': 'The law would allow it; the carrier promised not to sell CPNI.',
  'written-authorization-for-new-carrier':
    "The law would allow it; the carrier promised to ask the customer's signed authorization before CPNI goes to a new carrier.",
  'agreement-for-partners':
    'The law would allow it; the carrier promised a confidentiality agreement with partners and contractors first.',
  'opt-in-for-partners':
    'The law would allow it; the carrier promised to ask an express yes before partners and contractors get CPNI.',
  'refusal-stops-all-marketing':
    'The law would allow it; the carrier promised that a refusal stops offers that need no approval too.',
  'phone-release-three-ways':
    'The law would allow it; the carrier promised to tell CPNI by telephone only after a password, by call-back or to the address of record.',
  'no-sharing-beyond-service':
    'The law would allow it; the carrier promised to share CPNI only for the services the customer has.',
};
