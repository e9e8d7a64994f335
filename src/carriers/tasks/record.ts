import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';
import { roles } from '../../kernel/operation.ts';

/** Something that a person must look at. `why` is a sentence of ours, without a customer's words. */
export const taskRow = z.object({
  carrierId: id,
  id,
  /** What sort of look it needs, e.g. `doubtful-reply`. */
  kind: z.string().min(1),
  /** What it is about, e.g. `customer:<id>`. */
  subject: z.string().min(1),
  why: z.string().min(1),
  role: z.enum(roles),
  dueAt: instant.nullable(),
  key: z.string().min(1),
  /** Seals the note in evidence. */
  salt: z.string(),
  openedAt: instant,
  closedAt: instant.nullable(),
  closedBy: id.nullable(),
  closerName: z.string().nullable(),
  outcome: z.enum(['done', 'not-needed']).nullable(),
  note: z.string().nullable(),
});
