import { z } from 'zod';
import { bytes, date, id, instant } from '../../kernel/columns.ts';

/** Hashes logins and origins of tries: one a carrier. */
export const authenticationSaltRow = z.object({ carrierId: id, salt: z.string() });

export const codeWay = z.enum(['text', 'call', 'email', 'letter']);
/** What a code may be used for: a login or password, or a yes and the history on the page of a notice. */
export const codeServes = z.enum(['online', 'choice']);

/** A code sent to a number or address of record. `customerId` null: no such account, and refused like any other. */
export const oneTimeCodeRow = z.object({
  carrierId: id,
  id,
  customerId: id.nullable(),
  accountKey: bytes,
  originKey: bytes,
  way: codeWay,
  serves: codeServes,
  serviceId: id.nullable(),
  contactId: id.nullable(),
  heldOn: date.nullable(),
  askedOn: date,
  askedAt: instant,
  state: z.enum(['waiting', 'trying', 'ringing', 'letter', 'sent', 'mailbox', 'unanswered', 'failed', 'nowhere']),
  /** Of a call only: the address that the telephone service asks, and the key that a person presses. */
  tokenHash: bytes.nullable(),
  expects: z.string().nullable(),
  wrongKeys: z.int().min(0).max(3),
  codeHash: z.string().nullable(),
  reference: z.string().nullable(),
  sentAt: instant.nullable(),
  expiresAt: instant,
  wrong: z.int().min(0).max(3),
  endedAt: instant.nullable(),
});
export type OneTimeCode = z.output<typeof oneTimeCodeRow>;

export const onlineAccountRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  loginKey: z.string().min(1),
  createdAt: instant,
  endedAt: instant.nullable(),
});

/** A customer's password; `onlineAccountId` null: the one keyed in on the telephone. The hash goes when it ends. */
export const customerPasswordRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  onlineAccountId: id.nullable(),
  hash: z.string().nullable(),
  setBy: z.enum(['code', 'backup-method', 'password', 'start-of-service']),
  codeId: id.nullable(),
  setAt: instant,
  endedAt: instant.nullable(),
});
export type SetBy = z.output<typeof customerPasswordRow>['setBy'];

/** The customer's own question for the day he loses his password, and the hash of its answer. */
export const backupMethodRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  onlineAccountId: id,
  prompt: z.string().nullable(),
  answerHash: z.string().nullable(),
  setAt: instant,
  endedAt: instant.nullable(),
});

export const tried = z.enum(['password', 'telephone-password', 'backup-method', 'code']);

export const authenticationTryRow = z.object({
  carrierId: id,
  id,
  at: instant,
  what: tried,
  outcome: z.enum(['right', 'wrong', 'locked', 'expired']),
  customerId: id.nullable(),
  accountKey: bytes,
  /** Under which this kind of secret of the account is locked; null of tries before it was kept. */
  lockKey: bytes.nullable(),
  originKey: bytes,
  askerKey: bytes,
});

export const lockSubject = z.enum(['account', 'origin', 'person', 'machine']);
export type LockSubject = z.output<typeof lockSubject>;

export const authenticationCountRow = z.object({
  carrierId: id,
  subject: lockSubject,
  key: bytes,
  wrong: z.int().min(0),
  sinceAt: instant,
});

export const authenticationLockRow = z.object({
  carrierId: id,
  id,
  subject: lockSubject,
  key: bytes,
  reason: z.enum(['wrong-tries', 'many-accounts']),
  customerId: id.nullable(),
  named: z.string().nullable(),
  fromAt: instant,
  untilAt: instant,
  liftedAt: instant.nullable(),
  liftedWhy: z.string().nullable(),
});

export const proofMethod = z.enum([
  'identity-only',
  'password',
  'callback-number-of-record',
  'sent-to-address-of-record',
  'customer-recited',
  'contract',
  'photo-id',
]);
export const proofChannel = z.enum(['none', 'phone-inbound', 'phone-outbound', 'online', 'store']);

/** That a customer was proved to be himself, by the words of 64.2010, until an instant or the end of its session. */
export const customerProofRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  method: proofMethod,
  channel: proofChannel,
  sessionId: id.nullable(),
  byWhat: z.string().min(1),
  provedAt: instant,
  untilAt: instant,
  endedAt: instant.nullable(),
});
export type Proof = z.output<typeof customerProofRow>;
