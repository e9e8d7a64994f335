import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import type { Closures } from '../../law/calendar.ts';
import { clock } from '../../law/clocks/clocks.ts';

const roles = ['compliance', 'officer'] as const;

const updates = async (ctx: Ctx, closures: Closures): Promise<readonly Due[]> => {
  const rows = await ctx.tx.selectFrom('planChange').selectAll().where('settledAt', 'is', null).execute();
  return rows.flatMap(({ id, planId, changedOn, codes }): readonly Due[] => {
    const { due, cite, steps } = clock('registration-update', { changed: dayNumber(changedOn), closures });
    if (due === null) return [];
    return [
      {
        key: `registration-update:${id}`,
        what: `Bring the mitigation plan and its filing up to date: ${codes.length} of its sentences changed`,
        subject: `mitigation-plan:${planId}`,
        ...{ cite, bound: 'by', day: due, promisedDay: null, steps, roles },
      },
    ];
  });
};

const recertifications = async (ctx: Ctx, closures: Closures): Promise<readonly Due[]> => {
  const first = await ctx.tx.selectFrom('registration').select('enteredAt').where('version', '=', 1).executeTakeFirst();
  if (first === undefined) return [];
  const rows = await ctx.tx
    .selectFrom('registrationReceipt')
    .select('filedOn')
    .where('kind', '=', 'recertification')
    .execute();
  const done = new Set(rows.map(({ filedOn }) => Number(filedOn.slice(0, 4))));
  const yearAt = (at: number): number => Number(dateAt(ctx, at).slice(0, 4));
  // who first filed within the window of a year is certified for that year (doubt D-16)
  const [from, until] = [yearAt(first.enteredAt) + 1, yearAt(ctx.at) + 1];
  const years = Array.from({ length: Math.max(0, until - from + 1) }, (_, i) => from + i);
  return years
    .filter((year) => !done.has(year))
    .flatMap((year): readonly Due[] => {
      const { due, cite, steps } = clock('registration-recertification', { year, closures });
      if (due === null) return [];
      return [
        {
          key: `registration-recertification:${year}`,
          what: `Certify the filing in the Robocall Mitigation Database anew for ${year}; the window opens on February 1`,
          subject: `year:${year}`,
          ...{ cite, bound: 'by', day: due, promisedDay: null, steps, roles },
        },
      ];
    });
};

/** The update of a filing that is no longer true, and its yearly recertification. */
export const mitigationPlanDues: DueSource = async (ctx, closures) => [
  ...(await updates(ctx, closures)),
  ...(await recertifications(ctx, closures)),
];
