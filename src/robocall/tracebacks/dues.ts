import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { officeOf, promised, ruleClock } from './clock.ts';

/** Requests that are not answered. */
export const tracebackDues: DueSource = async (ctx, closures) => {
  const rows = await ctx.tx
    .selectFrom('traceback')
    .select(['id', 'receivedAt'])
    .where('state', '<>', 'answered')
    .orderBy('receivedAt')
    .limit(1000)
    .execute();
  const office = officeOf(ctx);
  return rows.flatMap(({ id, receivedAt }): readonly Due[] => {
    const { due, cite, steps } = ruleClock(ctx, receivedAt, closures);
    const ours = office.dayOf(receivedAt + promised);
    return [
      {
        key: `traceback:${id}`,
        what: 'Answer the traceback request: the hour stands on its page, and our promise is 24 hours flat',
        subject: `traceback:${id}`,
        cite,
        bound: 'by',
        day: due === null ? ours : office.dayOf(due),
        promisedDay: ours,
        steps,
        roles: ['network', 'compliance'],
      },
    ];
  });
};
