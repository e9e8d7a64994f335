import { z } from 'zod';
import { date, id, instant, when } from '../../kernel/columns.ts';

/** The categories of service of 64.2005(a), in the order of their bits in `subscribes`: 1, 2, 4, 8. */
export const categories = ['local', 'interexchange', 'cmrs', 'interconnected-voip'] as const;
export const category = z.enum(categories);
export type Category = z.output<typeof category>;

export const language = z.enum(['en', 'es']);
export const contactKind = z.enum(['email', 'postal', 'phone']);

/** One account of the carrier. `salt` (hex) seals personal values where evidence must mention them. */
export const customerRow = z.object({
  carrierId: id,
  id,
  account: z.string().min(1),
  name: z.string().min(1),
  language,
  subscribes: z.int().min(0).max(15),
  since: date.nullable(),
  leftAt: instant.nullable(),
  salt: z.string(),
});

/** The health monitor's own customer, by the channel that he tries (null of before each channel had one): he has left from the first, so that nobody sells to him. */
export const probeCustomerRow = z.object({ carrierId: id, customerId: id, fromAt: instant, channelId: id.nullable() });

/** A service that the customer takes from the carrier (`provider` null) or from an affiliate. */
export const customerServiceRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  category,
  provider: id.nullable(),
  number: z.string().nullable(),
  fromAt: instant,
  untilAt: instant.nullable(),
  /** Since when the exchange says that calls to the number go elsewhere. */
  forwardedSince: instant.nullable(),
});

export const customerContactRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  kind: contactKind,
  value: z.string().min(1),
  key: z.string().min(1),
  linkedDay: date,
  untilAt: instant.nullable(),
});

/** A person authorised on the account; any of them may refuse for it. */
export const accountPersonRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  name: z.string().min(1),
  key: z.string().min(1),
  fromAt: instant,
  untilAt: instant.nullable(),
});

/** A change of which the customer must be told at once, 64.2010(f); `subject` names the record behind it, never a value. */
export const accountChange = z.object({
  customerId: id,
  what: z.enum(['password', 'backup-method', 'online-account', 'address-of-record']),
  how: z.enum(['created', 'changed', 'ended']),
  subject: z.string().regex(/^[a-z-]+:[0-9a-f-]{36}$/),
});
export const accountChangeRow = accountChange.extend({
  carrierId: id,
  id,
  changedOn: date,
  changedAt: instant,
  during: z.enum(['start-of-service', 'service']),
});

export const legacyState = z.enum([
  'approved',
  'silence',
  'undeliverable',
  'refused',
  'not-imported',
  'unknown',
  'out-of-scope',
]);

/** What an older system said of a customer's approval, and what became of it here. */
export const legacyApprovalRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  word: z.string(),
  state: legacyState,
  lacks: z.array(z.string()),
  fingerprint: z.string(),
  events: z.array(id),
  recordedAt: instant,
});

/** A customer in answers. */
export const customer = z.strictObject({
  id,
  account: z.string(),
  name: z.string(),
  language,
  subscribes: z.array(category),
  since: date.nullable(),
  leftAt: when.nullable(),
});

/** The same as it is seen by who looks him up: what he subscribes to is CPNI, and null for an agent, to whom the desk opens it. */
export const seenCustomer = customer.extend({ subscribes: z.array(category).nullable() });

export const service = z.strictObject({
  id,
  category,
  provider: id.nullable(),
  number: z.string().nullable(),
  from: when,
  until: when.nullable(),
});

export const contact = z.strictObject({
  id,
  kind: contactKind,
  value: z.string(),
  linked: date,
  /** First day as address of record; null for telephone numbers, which are of record by service only. */
  ofRecordFrom: date.nullable(),
  ofRecord: z.boolean(),
  until: when.nullable(),
});

export const authorisedPerson = z.strictObject({ id, name: z.string(), from: when, until: when.nullable() });
