import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import type { Closures } from '../../law/calendar.ts';
import { clock } from '../../law/clocks/clocks.ts';
import { recertifications } from './recertifications.ts';

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

const yearly = async (ctx: Ctx, closures: Closures): Promise<readonly Due[]> =>
  (await recertifications(ctx, closures))
    .filter(({ filedOn }) => filedOn === null)
    .map(({ year, answer: { due, cite, steps } }) => ({
      key: `registration-recertification:${year}`,
      what: `Certify the filing in the Robocall Mitigation Database anew for ${year}; the window opens on February 1`,
      subject: `year:${year}`,
      ...{ cite, bound: 'by', day: due, promisedDay: null, steps, roles },
    }));

/** The update of a filing that is no longer true, and its yearly recertification. */
export const mitigationPlanDues: DueSource = async (ctx, closures) => [
  ...(await updates(ctx, closures)),
  ...(await yearly(ctx, closures)),
];
