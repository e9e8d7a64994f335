import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { customerClock, directionsOf, reportClock } from './clocks.ts';

const roles = ['compliance', 'officer', 'counsel'] as const;

/** Reports of determined breaches to law enforcement, and from when customers may be told. */
export const breachDues: DueSource = async (ctx, closures) => {
  const rows = await ctx.tx
    .selectFrom('breach')
    .selectAll()
    .where('customersNotifiedAt', 'is', null)
    .where('intentional', '<>', 'no')
    .where('determinedOn', 'is not', null)
    .execute();
  const dues: Due[] = [];
  for (const breach of rows) {
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
    const hold = customerClock(breach, await directionsOf(ctx, breach.id), closures);
    if (hold === null || hold.due === null) continue;
    const { due: day, cite, steps } = hold;
    const what = 'Tell the customers of the breach: not before this day, and then without delay';
    const key = `breach-customers:${breach.id}`;
    dues.push({ key, what, subject, cite, bound: 'not-before', day, promisedDay: null, steps, roles });
  }
  return dues;
};
