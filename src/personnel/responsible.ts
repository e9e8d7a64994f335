import { dateAt, dayNumber } from '../carriers/promises/local-time.ts';
import type { Ctx } from '../db/context.ts';
import { dateOfDay } from '../kernel/time.ts';

type Responsibility = {
  readonly cpniResponsibleFrom: string | null;
  readonly cpniResponsibleUntil: string | null;
  readonly untilAt: number | null;
};

/** Last date on which a responsibility was borne: its own end or the member's leaving, whichever is first; null while it lasts. */
const lastDate = (ctx: Ctx, { cpniResponsibleUntil, untilAt }: Responsibility): string | null => {
  const left = untilAt === null ? null : dateAt(ctx, untilAt);
  if (cpniResponsibleUntil === null || left === null) return cpniResponsibleUntil ?? left;
  return cpniResponsibleUntil < left ? cpniResponsibleUntil : left;
};

/** The first date of a span on which nobody bore a responsibility; null when somebody always did. Rows in the order they begin. */
export const firstGap = (ctx: Ctx, rows: readonly Responsibility[], first: string, last: string): string | null => {
  let next = dayNumber(first);
  for (const row of rows) {
    const from = row.cpniResponsibleFrom;
    if (from === null || dayNumber(from) > next) continue;
    const until = lastDate(ctx, row);
    if (until === null) return null;
    next = Math.max(next, dayNumber(until) + 1);
  }
  return next > dayNumber(last) ? null : dateOfDay(next);
};
