import { dayNumber, startOf } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import type { Role } from '../../../kernel/operation.ts';
import { dateOfDay } from '../../../kernel/time.ts';

/** Who sees what was counted and judged of an account's calls: it is CPNI, read for the protection of users (47 U.S.C. 222(d)(2)). */
export const mayReadTraffic: readonly Role[] = ['network', 'compliance', 'officer'];

/** The time from the beginning of one date to the end of another in the carrier's zone, epoch ms. */
export const timeOf = (ctx: Ctx, first: string, last: string): { readonly from: number; readonly until: number } => ({
  from: startOf(ctx, first),
  until: startOf(ctx, dateOfDay(dayNumber(last) + 1)),
});
