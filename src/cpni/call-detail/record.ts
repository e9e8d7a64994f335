import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

const number = z.string().regex(/^\+[1-9][0-9]{6,14}$/);

/** One call as it concerns one customer: 64.2003(d), the most guarded class. */
export const callDetailRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  serviceId: id,
  callKey: z.string().min(1),
  direction: z.enum(['out', 'in']),
  otherNumber: number.nullable(),
  startAt: instant,
  /** 0 for a call that nobody answered. */
  talkMs: z.int().min(0),
});
export type CallDetail = z.output<typeof callDetailRow>;

/** What an import reads of a canonical call record; other fields of it are left. */
export const canonicalCall = z.looseObject({
  call_key: z.string().min(1).max(400),
  from: number.nullable(),
  to: number.nullable(),
  start: z.iso.datetime({ offset: true }),
  talk_ms: z
    .int()
    .min(0)
    .max(7 * 86_400_000),
});
export type CanonicalCall = z.output<typeof canonicalCall>;
