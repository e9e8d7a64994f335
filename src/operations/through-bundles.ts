/**
 * What shows a customer's calls or numbers, or what he wrote or changed, and by which field of its input the record is named: to
 * whoever may ask it as counsel only, through an open bundle and each time on record. What names no one record is in no bundle.
 * Demands by legal process are counsel's own work, and looks at them are on record already.
 */
export const throughBundles = {
  'disclosures.ofCustomer': 'customerId',
  'accountChanges.list': 'customerId',
  'returns.list': 'customerId',
  'returns.show': 'returnedId',
  'complaints.list': 'complaintId',
  'complaints.intake': null,
  'onboarding.show': 'caseId',
  'onboarding.readDocument': 'caseId',
  'numbers.history': null,
  'numbers.list': 'accountId',
  'numbers.check': 'accountId',
  'tracebacks.show': 'tracebackId',
  'tracebacks.sheet': 'tracebackId',
  'tracebacks.print': 'tracebackId',
  'tracebacks.readProof': 'tracebackId',
  'traceForwards.list': 'tracebackId',
} as const;
