// Everything we do, by name: HTTP, OpenAPI, client, command line and jobs are loops over this list.
import { closeDay, listClosures, withdrawClosure } from './carriers/closures.ts';
import { changeProfile, showCarrier } from './carriers/profile.ts';
import { addMember, endMember, listMembers } from './carriers/staff/members.ts';
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

  'evidence.list': listEntries,
  'evidence.show': showEntry,
  'receipts.show': showReceipt,
  'ledger.export': exportCarrierLedger,
} as const;

export type OperationName = keyof typeof operations;
