import { z } from 'zod';
import { date } from '../../kernel/columns.ts';

/** A due date that explains itself. */
export const shownClock = z.strictObject({
  due: date.nullable(),
  cite: z.string(),
  steps: z.array(z.strictObject({ date, counted: z.boolean(), why: z.string() })),
});
