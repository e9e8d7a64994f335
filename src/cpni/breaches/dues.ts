import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { type Breach, customerClock, directionsOf, reportClock } from './clocks.ts';

const roles = ['compliance', 'officer', 'counsel'] as const;

/** The breach as it stood: what was done after the instant of the context was not done yet. */
const asOf = ({ at }: Ctx, breach: Breach): Breach =>
  breach.reportedAt === null || breach.reportedAt <= at ? breach : { ...breach, reportedAt: null };

/** Reports of determined breaches to law enforcement, and from when customers may be told. */
export const breachDues: DueSource = async (ctx, closures) => {
  const rows = await ctx.tx
    .selectFrom('breach')
    .selectAll()
    .where('recordedAt', '<=', ctx.at)
    .where((eb) => eb.or([eb('customersNotifiedAt', 'is', null), eb('customersNotifiedAt', '>', ctx.at)]))
    .where('intentional', '<>', 'no')
    .where('determinedOn', '<=', dateAt(ctx, ctx.at))
    .execute();
  const dues: Due[] = [];
  for (const row of rows) {
    const breach = asOf(ctx, row);
    const subject = `breach:${breach.id}`;
    if (breach.reportedAt === null) {
      const report = await reportClock(ctx, breach, closures);
      if (report === null || report.due === null) continue;
      const { due: day, cite, steps, promisedDay } = report;
      const what = 'Report the breach to the Secret Service and the FBI through the central facility';
      dues.push({
        key: `breach-report:${breach.id}`,
        what,
        subject,
        cite,
        bound: 'by',
        day,
        promisedDay,
        steps,
        roles,
      });
      continue;
    }
    const directions = (await directionsOf(ctx, breach.id)).filter(({ recordedAt }) => recordedAt <= ctx.at);
    const hold = customerClock(breach, directions, closures);
    if (hold === null || hold.due === null) continue;
    const { due: day, cite, steps } = hold;
    const what = 'Tell the customers of the breach: not before this day, and then without delay';
    const key = `breach-customers:${breach.id}`;
    dues.push({ key, what, subject, cite, bound: 'not-before', day, promisedDay: null, steps, roles });
  }
  return dues;
};
