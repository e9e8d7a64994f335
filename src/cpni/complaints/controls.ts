import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import { datesOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { standingNil } from './nil-report.ts';
import type { Register } from './record.ts';

/** What "none" over a period is worth: broken by an entry, kept only by a nil report without holes for each of its years. */
export const noneKept = async (
  ctx: Ctx,
  period: Period,
  register: Register,
  entries: readonly { readonly id: string }[],
): Promise<Finding> => {
  const counts = { entries: entries.length };
  if (entries.length > 0) {
    const because = `the register of ${register} holds ${entries.length}`;
    return { status: 'not kept', because, counts, samples: samplesOf(register, entries) };
  }
  const { first, last } = datesOf(ctx, period);
  const samples: string[] = [];
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) {
    const nil = await standingNil(ctx, register, year);
    if (nil === undefined)
      return { status: 'untested', because: `nobody signed a nil report of ${register} for ${year}`, counts, samples };
    if (nil.holes.length > 0) return { status: 'untested', because: nil.holes.join('; '), counts, samples };
    samples.push(`nil-report:${nil.id}`);
  }
  return { status: 'kept', because: `nil reports of ${register} without holes`, counts, samples };
};

/** The controls of the complaint register. */
export const complaintControls: readonly Control[] = [
  {
    id: 'no-complaints',
    says: 'No complaint of an unauthorized release came in, and a nil report without holes says so',
    law: '47 CFR 64.2009(e)',
    async check(ctx, period) {
      const { first, last } = datesOf(ctx, period);
      const rows = await ctx.tx
        .selectFrom('complaint')
        .select('id')
        .where('receivedOn', '>=', first)
        .where('receivedOn', '<=', last)
        .orderBy('id')
        .execute();
      return noneKept(ctx, period, 'complaints', rows);
    },
  },
];
