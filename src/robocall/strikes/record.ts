import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

const seq = z.int().min(1);

/** The strikes of an account: how many things happened to them, in one order, and which of them ended its service. */
export const strikeAccountRow = z.object({
  carrierId: id,
  accountId: id,
  lastSeq: z.int().min(0),
  closedSeq: seq.nullable(),
});

/** One infraction, and the events that changed it. */
export const strikeFindingRow = z.object({
  carrierId: id,
  id,
  accountId: id,
  number: z.int().min(1),
  openedAt: instant,
  lastCallAt: instant,
  calls: z.int().min(1),
  warnedSeq: seq.nullable(),
  voidedSeq: seq.nullable(),
  exceptionSeq: seq.nullable(),
});

export const strikeStandings = ['clear', 'warned', 'termination-ordered', 'excepted', 'closed'] as const;

/** What an event brought about, in the law's words. */
export const strikeConsequences = [
  'warn',
  'order-termination',
  'attach',
  'not-an-infraction',
  'delivery-noted',
  'finding-voided',
  'except',
  'close',
  'not-applicable',
] as const;

/** How it is proven that a warning reached the customer. A mail server that took a message proves nothing of the kind. */
export const deliveryProof = z.enum(['answer', 'return-receipt', 'courier', 'in-person', 'telephone']);

/** Something that changed the strikes of an account; a call that only belongs to a finding stands in `strike_call`. */
export const strikeEventRow = z.object({
  carrierId: id,
  accountId: id,
  seq,
  kind: z.enum(['wrong-caller-id', 'warning-delivered', 'voided', 'exception', 'closed']),
  at: instant,
  recordedAt: instant,
  findingId: id,
  openedId: id.nullable(),
  refusalId: id.nullable(),
  consequence: z.enum(strikeConsequences),
  standing: z.enum(strikeStandings),
  signedBy: id.nullable(),
  signerName: z.string().nullable(),
  reason: z.string().trim().min(1).nullable(),
  how: deliveryProof.nullable(),
  evidence: z.string().trim().min(1).nullable(),
  salt: z.string().nullable(),
  rightIds: z.array(id),
});

/** Which refused call belongs to which finding; without a place in the order it still waits to be weighed. */
export const strikeCallRow = z.object({
  carrierId: id,
  refusalId: id,
  accountId: id,
  at: instant,
  seq: seq.nullable(),
  consequence: z
    .enum(['warn', 'order-termination', 'attach', 'not-an-infraction', 'not-applicable', 'repeated'])
    .nullable(),
  findingId: id.nullable(),
});

/** What a customer is told of a finding, once each. */
export const strikeNoticeRow = z.object({
  carrierId: id,
  id,
  accountId: id,
  findingId: id,
  kind: z.enum(['warning', 'suspension', 'closing', 'withdrawal', 'exception']),
  state: z.enum(['wanted', 'trying', 'accepted', 'letter', 'dropped']),
  reference: z.string().nullable(),
  wantedAt: instant,
  endedAt: instant.nullable(),
});
