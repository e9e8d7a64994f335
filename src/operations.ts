// Everything we do, by name: HTTP, OpenAPI, client, command line and jobs are loops over this list.
import { closeDay, listClosures, withdrawClosure } from './carriers/closures.ts';
import { changeProfile, showCarrier } from './carriers/profile.ts';
import { addMember, endMember, listMembers } from './carriers/staff/members.ts';
import { addCustomer } from './cpni/customers/add.ts';
import { addContact, endContact } from './cpni/customers/contacts.ts';
import { leave } from './cpni/customers/leave.ts';
import { listCustomers } from './cpni/customers/list.ts';
import { addPerson, endPerson } from './cpni/customers/persons.ts';
import { addService, endService } from './cpni/customers/services.ts';
import { showCustomer } from './cpni/customers/show.ts';
import { exportCarrierLedger } from './ledger/export.ts';
import { listEntries, showEntry, showReceipt } from './ledger/read.ts';

export const operations = {
  'carrier.show': showCarrier,
  'carrier.change': changeProfile,
  'closures.add': closeDay,
  'closures.list': listClosures,
  'closures.withdraw': withdrawClosure,
  'members.add': addMember,
  'members.list': listMembers,
  'members.end': endMember,

  'customers.add': addCustomer,
  'customers.show': showCustomer,
  'customers.list': listCustomers,
  'customers.leave': leave,
  'customers.services.add': addService,
  'customers.services.end': endService,
  'customers.contacts.add': addContact,
  'customers.contacts.end': endContact,
  'customers.persons.add': addPerson,
  'customers.persons.end': endPerson,

  'evidence.list': listEntries,
  'evidence.show': showEntry,
  'receipts.show': showReceipt,
  'ledger.export': exportCarrierLedger,
} as const;

export type OperationName = keyof typeof operations;
