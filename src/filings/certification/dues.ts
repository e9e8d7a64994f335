import type { DueSource } from '../../carriers/obligations/due.ts';
import { dateAt } from '../../carriers/promises/local-time.ts';
import { certificationClock } from './due.ts';
import { filedElsewhereIn } from './elsewhere.ts';

/** The certifications of every year that the carrier was kept here, and of this one, until they are filed. What was received later was owed. */
export const certificationDues: DueSource = async (ctx, closures) => {
  const { createdAt } = await ctx.tx.selectFrom('carrier').select('createdAt').executeTakeFirstOrThrow();
  const filed = await ctx.tx
    .selectFrom('filing')
    .innerJoin('filingReceipt', 'filingReceipt.filingId', 'filing.id')
    .select('year')
    .where('kind', '=', 'certification')
    .where('state', 'in', ['filed', 'superseded'])
    .where('filingReceipt.recordedAt', '<=', ctx.at)
    .execute();
  const jointly = await ctx.tx
    .selectFrom('filingJointReceipt')
    .innerJoin('filing', 'filing.id', 'filingJointReceipt.filingId')
    .select('year')
    .where('filingJointReceipt.recordedAt', '<=', ctx.at)
    .execute();
  const elsewhere = await filedElsewhereIn(ctx, null);
  const done = new Set([...filed, ...jointly, ...elsewhere].map(({ year }) => year));
  const clockOf = await certificationClock(ctx, closures);
  const yearAt = (at: number): number => Number(dateAt(ctx, at).slice(0, 4));
  const years = Array.from({ length: yearAt(ctx.at) - yearAt(createdAt) + 1 }, (_, i) => yearAt(createdAt) + i);
  return years
    .filter((year) => !done.has(year))
    .flatMap((year) => {
      const { due, promisedDue, cite, steps } = clockOf(year);
      if (due === null) return [];
      return {
        key: `annual-certification:${year}`,
        what: `File the CPNI certification for ${year}`,
        subject: `year:${year}`,
        cite,
        bound: 'by' as const,
        day: due,
        promisedDay: promisedDue,
        steps,
        roles: ['compliance', 'officer'] as const,
      };
    });
};
