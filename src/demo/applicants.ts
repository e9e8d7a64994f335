import type { FieldName } from '../robocall/onboarding/fields.ts';
import type { Questionnaire } from '../robocall/onboarding/questionnaire.ts';

/** What a dental practice with a front desk answers. */
export const frontDesk: Questionnaire = {
  callTypes: ['conversational', 'reminders'],
  direction: 'both',
  whoIsCalled: 'patients of the practice',
  voices: ['live'],
  dialer: 'manual',
  listSource: 'own-customers',
  consentEvidence: 'the form that each patient signs',
  doNotCallAccount: '',
  states: ['IA'],
  callsPerDay: 120,
  peakCallsPerSecond: 1,
  sessions: 4,
  averageSeconds: 180,
  numbers: { ours: 3, portedIn: 1, byLetter: 0, areaCodes: 1 },
  anyCallerId: 'no',
  callerIdRule: 'accepted',
  callsFromAbroad: 'no',
  callCentre: 'own-premises',
  callCentreCountry: 'US',
  carrier: 'no',
  industry: 'other',
  priorTracebacks: 0,
  priorTerminations: 0,
  references: 2,
  payment: 'bank',
};

/** What a seller of leads answers who wants to show any number. */
export const leadSeller: Questionnaire = {
  ...frontDesk,
  callTypes: ['sales', 'lead-generation'],
  direction: 'outbound-only',
  whoIsCalled: 'owners of cars',
  voices: ['prerecorded'],
  dialer: 'predictive',
  listSource: 'bought-or-rented',
  consentEvidence: '',
  callsPerDay: 40_000,
  peakCallsPerSecond: 30,
  sessions: 200,
  averageSeconds: 12,
  anyCallerId: 'yes',
  callerIdRule: 'refused',
  industry: 'auto-warranty',
  references: 0,
  payment: 'prepaid',
};

/** What the practice says of itself, by field. */
export const practice: { readonly [name in FieldName]?: string } = {
  'legal-name': 'Harvest Dental Group PLC',
  'entity-type': 'professional limited company',
  'state-of-incorporation': 'IA',
  'registration-number': '442211',
  'street-address': '40 Grand Avenue, Des Moines, IA 50309',
  'address-kind': 'commercial',
  'contact-name': 'Wilma Harvest',
  'contact-phone': '+15155550140',
  'contact-email': 'office@harvestdental.example',
  'signer-name': 'Wilma Harvest',
  'incorporated-on': '2011-04-02',
};

/** What the seller says of himself. */
export const seller: { readonly [name in FieldName]?: string } = {
  ...practice,
  'legal-name': 'Bluebird Outreach LLC',
  'registration-number': '998877',
  'street-address': 'PO Box 12, Dover, DE 19901',
  'address-kind': 'post-box',
  'contact-name': 'Bo Reed',
  'contact-email': 'bo.reed@gmail.com',
  'signer-name': 'Bo Reed',
  'incorporated-on': '2025-12-30',
};
