/**
 * What shows a customer's calls, or what he wrote: to whoever may ask it as counsel only, through an open bundle and each time on
 * record. Demands by legal process are counsel's own work, and looks at them are on record already.
 */
export const throughBundles = [
  'disclosures.ofCustomer',
  'returns.show',
  'tracebacks.show',
  'tracebacks.sheet',
  'tracebacks.print',
  'traceForwards.list',
] as const;
