import { listChangeLetters, postChangeLetter, textReported } from '../cpni/account-changes/letters.ts';
import { listAccountChanges } from '../cpni/account-changes/list.ts';
import { changeCallOver, speakChange } from '../cpni/account-changes/voice.ts';
import { watchChanges } from '../cpni/account-changes/watch.ts';
import { addCustomer } from '../cpni/customers/add.ts';
import { addContact, endContact } from '../cpni/customers/contacts.ts';
import { emailConsent } from '../cpni/customers/email-consent.ts';
import { setForwarding } from '../cpni/customers/forwarding.ts';
import { importCustomers } from '../cpni/customers/import/import.ts';
import { leave } from '../cpni/customers/leave.ts';
import { listCustomers } from '../cpni/customers/list.ts';
import { addPerson, endPerson } from '../cpni/customers/persons.ts';
import { addService, endService } from '../cpni/customers/services.ts';
import { showCustomer } from '../cpni/customers/show.ts';

/** The customers: their services, contacts and persons. */
export const customersOperations = {
  'customers.add': addCustomer,
  'customers.show': showCustomer,
  'customers.list': listCustomers,
  'customers.leave': leave,
  'customers.import': importCustomers,
  'customers.services.add': addService,
  'customers.services.end': endService,
  'customers.services.forwarding': setForwarding,
  'customers.contacts.add': addContact,
  'customers.contacts.end': endContact,
  'customers.persons.add': addPerson,
  'customers.persons.end': endPerson,
  'customers.emailConsent': emailConsent,
  'accountChanges.list': listAccountChanges,
  'accountChanges.watch': watchChanges,
  'accountNotices.letters': listChangeLetters,
  'accountNotices.post': postChangeLetter,
  'accountNotices.reported': textReported,
  'accountNotices.speak': speakChange,
  'accountNotices.callOver': changeCallOver,
} as const;
