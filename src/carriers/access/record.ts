import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

/** The carrier's own programme, 64.2009(b): months a course holds, days to start, days of grace. The last row stands. */
export const personnelSettingRow = z.object({
  carrierId: id,
  id,
  months: z.int().min(1).max(60),
  startDays: z.int().min(0).max(365),
  graceDays: z.int().min(0).max(365),
  setAt: instant,
});
