import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';
import { cpniClasses, purposes, recipients } from '../../law/facts.ts';

export const cpniClass = z.enum(cpniClasses);

export const recipient = z.enum(recipients);

export const purpose = z.enum(purposes);

/** What a notice offers, an answer gives or a refusal takes: classes, recipients and purposes. */
export const covers = z.strictObject({
  cpni: z.array(cpniClass).min(1),
  recipients: z.array(recipient).min(1),
  purposes: z.array(purpose).min(1),
});
export type Covers = z.output<typeof covers>;

export const eventType = z.enum([
  'email-consent',
  'email-consent-withdrawn',
  'notice',
  'bounced',
  'approved',
  'refused',
  'ordered',
  'one-time',
  'call-ended',
]);

/** What a customer was told or said. Fields that a type does not use are null. */
export const permissionEventRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  type: eventType,
  at: instant,
  recordedAt: instant,
  notice: id.nullable(),
  approval: z.enum(['opt-out', 'opt-in']).nullable(),
  method: z.string().nullable(),
  waitDays: z.int().nullable(),
  /** bits of src/law/coverage.ts */
  covers: z.int().nullable(),
  proof: z.boolean().nullable(),
  callId: z.string().nullable(),
  recipient: recipient.nullable(),
  toName: z.string().nullable(),
  cpni: z.array(cpniClass).nullable(),
  authenticated: z.boolean().nullable(),
  channels: z.array(z.string()),
  /** of a consent to e-mail: the address that it was given for; null where he had none then */
  contactId: id.nullable(),
});
export type PermissionEvent = z.output<typeof permissionEventRow>;

export const permissionClassRow = z.object({
  carrierId: id,
  id: z.int(),
  key: z.string(),
  notices: z.array(z.int()),
  refusals: z.array(z.int()),
  covering: z.array(z.int()),
  touching: z.array(z.int()),
});

export const permissionRow = z.object({
  carrierId: id,
  customerId: id,
  classId: z.int(),
  fromAt: instant,
  untilAt: instant,
  silence: z.int(),
  consent: z.int(),
  /** The code of silence for each set of lost channels (lost-channels.ts); null where no notice offered one channel alone. */
  silenceByLoss: z.array(z.int()).nullable(),
});

/** The notice version that a choice answers and the language it was made in. */
export const answering = z.strictObject({ versionId: id, language: z.enum(['en', 'es']) });

/** What a customer holds after he chose; its number is made of the entry's leaf. */
export const choiceReceiptRow = z.object({
  carrierId: id,
  number: z.string(),
  entryId: id,
  eventId: id,
  customerId: id,
  choice: z.enum(['no', 'yes']),
  method: z.string(),
  versionId: id.nullable(),
  language: z.enum(['en', 'es']).nullable(),
  at: instant,
  recordedAt: instant,
});
