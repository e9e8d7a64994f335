import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

/** How the two-year notices of a group prepare themselves. */
export const renewalSettingRow = z.object({
  carrierId: id,
  groupId: id,
  solicitationId: id,
  /** Days beyond the wait that a sending is prepared before the first notice ends. */
  slackDays: z.int().min(14).max(365),
  /** Customers of one sending. */
  atOnce: z.int().min(1).max(10_000),
  state: z.enum(['on', 'off']),
  /** Prepares by standing order: whoever approves is another. */
  setBy: id,
  setterName: z.string(),
  setAt: instant,
});
export type RenewalSetting = z.output<typeof renewalSettingRow>;
