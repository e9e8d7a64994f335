import { z } from 'zod';
import { id, instant, when } from '../../kernel/columns.ts';
import { authentications, categories, channels, identifiables, offerKinds, sources } from '../../law/facts.ts';
import { cpniClass, purpose, recipient } from '../approvals/record.ts';

const category = z.enum(categories);

/** One use, disclosure or access that is asked about: contracts as `law decide` takes them. */
export const use = z
  .strictObject({
    identifiable: z.enum(identifiables),
    source: z.enum(sources),
    purpose,
    offer: z.strictObject({ kind: z.enum(offerKinds), category: category.nullable() }).nullable(),
    recipient,
    recipientServes: z.array(category),
    to: z.string().min(1).nullable(),
    cpni: z.array(cpniClass).min(1),
    agreement: z.boolean(),
    callId: z.string().min(1).nullable(),
    channel: z.enum(channels),
    authentication: z.enum(authentications),
  })
  .refine((u) => (u.purpose === 'market') === (u.offer !== null), {
    path: ['offer'],
    message: 'an offer is set exactly when the purpose is market; give null otherwise',
  });
export type UseAskedFor = z.output<typeof use>;

/** `sessionId`: the online session, call or visit in which the customer was authenticated; named, it must prove what `use` says. */
export const question = z.strictObject({ customerId: id, use, at: when.optional(), sessionId: id.optional() });
export type Question = z.output<typeof question>;

/** The answer as `law decide` gives it, with what was read and the receipt. */
export const answered = z.strictObject({
  decisionId: id,
  customerId: id,
  allowed: z.boolean(),
  basis: z.string(),
  cite: z.string().nullable(),
  version: z.string().nullable(),
  missing: z.array(z.string()),
  how: z.string().nullable(),
  clearsAt: z.string().nullable(),
  validUntil: z.string().nullable(),
  reason: z.string(),
  at: when,
  recordedAt: when,
  historical: z.boolean(),
  facts: z.array(z.strictObject({ id: z.string(), hash: z.string() })),
  receipt: z.strictObject({ entryId: id, leaf: z.string() }),
});
export type Answered = z.output<typeof answered>;

export const decisionRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  at: instant,
  recordedAt: instant,
  historical: z.boolean(),
  allowed: z.boolean(),
  basis: z.string(),
  cite: z.string().nullable(),
  version: z.string().nullable(),
  missing: z.array(z.string()),
  use: z.record(z.string(), z.unknown()),
  answer: z.record(z.string(), z.unknown()),
  facts: z.array(z.unknown()),
  actor: z.string(),
  entryId: id,
});
