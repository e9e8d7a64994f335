import { z } from 'zod';
import { id, instant, sha256Hex } from '../../kernel/columns.ts';

/** Who may ask the gate: the equipment of one account, or a switch (no account) that names the account of each call. */
export const gateCredentialRow = z.object({
  carrierId: id,
  id,
  name: z.string().trim().min(1),
  accountId: id.nullable(),
  kind: z.enum(['key', 'certificate', 'address']),
  proof: z.string().min(1),
  trunks: z.record(z.string(), id),
  fromAt: instant,
  untilAt: instant.nullable(),
});

/** What the gate must read again. */
export const gateChangeRow = z.object({
  carrierId: id,
  seq: z.int(),
  tx: z.string(),
  accountId: id.nullable(),
  what: z.string(),
});

/** What the gate answered, a group a row. */
export const gateGroupRow = z.object({
  carrierId: id,
  id,
  fromAt: instant,
  untilAt: instant,
  calls: z.int(),
  refused: z.int(),
  emergency: z.int(),
  /** Calls signed at each level, and carried without a signature though no emergency; null where nobody counted while the lines stood. */
  signedA: z.int().nullable(),
  signedB: z.int().nullable(),
  signedC: z.int().nullable(),
  unsigned: z.int().nullable(),
  lines: z.string().nullable(),
  linesHash: sha256Hex,
  entryId: id,
});

export const gateRefusalRow = z.object({
  carrierId: id,
  id,
  groupId: id,
  at: instant,
  accountId: id.nullable(),
  callId: z.string(),
  calling: z.string(),
  called: z.string(),
  code: z.string(),
  cause: z.int(),
  reason: z.string(),
  cite: z.string(),
  forwarded: z.boolean(),
});

/** A call that was carried in shadow mode, and why it would have been refused. */
export const gateShadowCallRow = gateRefusalRow.omit({ forwarded: true }).extend({ accountId: id });
