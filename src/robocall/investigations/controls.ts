import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { foundBy } from './dues.ts';

const weigh = async (ctx: Ctx, { from, until }: Period): Promise<Finding> => {
  const rows = await ctx.tx
    .selectFrom('investigation')
    .select(['id', 'openedAt', 'foundAt'])
    .where('openedAt', '>=', from)
    .where('openedAt', '<', until)
    .orderBy('openedAt')
    .execute();
  const today = dayNumber(dateAt(ctx, ctx.at));
  const late = rows.filter(({ openedAt, foundAt }) => {
    const looked = foundAt === null ? today : dayNumber(dateAt(ctx, foundAt));
    return looked > foundBy(ctx, openedAt);
  });
  const open = rows.filter((row) => row.foundAt === null && !late.includes(row));
  const counts = { investigations: rows.length, late: late.length, open: open.length };
  if (late.length > 0) {
    const because = `${late.length} of ${rows.length} investigations had nothing found on record by the next day`;
    return { status: 'not kept', because, counts, samples: samplesOf('investigation', late) };
  }
  if (rows.length === open.length) {
    const because =
      rows.length === 0 ? 'nothing gave cause to investigate' : 'all investigations are still within their time';
    return { status: 'untested', because, counts, samples: samplesOf('investigation', open) };
  }
  const because = `each of ${rows.length} investigations that came due was looked into by the next day`;
  return { status: 'kept', because, counts, samples: samplesOf('investigation', rows) };
};

/** The control of investigations: R27, R28, R29 and R33 of a mitigation plan. */
export const investigationControls: readonly Control[] = [
  {
    id: 'investigations',
    says: 'Alerts, tracebacks answered as originating, demands by legal process and complaints about calls are each taken up and looked into by the next day',
    law: '47 CFR 64.6305(a)(2)',
    check: weigh,
  },
];
