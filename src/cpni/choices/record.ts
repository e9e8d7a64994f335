import { z } from 'zod';
import { bytes, date, id, instant, sha256Hex } from '../../kernel/columns.ts';
import { channelKind } from '../opt-out-channels/record.ts';

/** The hash of a code that a notice carries: who was sent what, and until when the code answers. */
export const choiceCodeRow = z.object({
  carrierId: id,
  codeHash: bytes,
  /** The code as telephone keys spell it, hashed too. */
  keypadHash: bytes.nullable(),
  customerId: id,
  versionId: id,
  issuedAt: instant,
  expiresAt: instant,
});

/** Requests of one asker in one window of time. */
export const requestCountRow = z.object({ key: bytes, windowAt: instant, requests: z.int() });

/** A choice that could not be written when it was made. */
export const choiceAttemptRow = z.object({
  carrierId: id,
  id,
  kind: channelKind,
  mechanism: z.enum(['opt-out', 'opt-in']),
  /** Null where what he entered names nobody. */
  customerId: id.nullable(),
  triedAt: instant,
  recordedAt: instant,
  settledAt: instant.nullable(),
  receipt: z.string().nullable(),
});

/** A form that came back by post. */
export const returnedFormRow = z.object({
  carrierId: id,
  id,
  imageHash: sha256Hex,
  receivedOn: date,
  choice: z.enum(['no', 'yes', 'unclear']),
  customerId: id.nullable(),
  versionId: id.nullable(),
  enteredAt: instant,
  enteredBy: z.string(),
  receipt: z.string().nullable(),
});
