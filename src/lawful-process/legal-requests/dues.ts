import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import { demandClock, promiseClock, promisedAt } from './clocks.ts';
import { answersTo } from './store.ts';

/** Open demands: the day of the demand, and beside it our promise of a first answer within 24 hours while there is none. */
export const legalRequestDues: DueSource = async (ctx) => {
  const rows = await ctx.tx
    .selectFrom('legalRequest')
    .select(['id', 'kind', 'receivedAt', 'dueOn'])
    .where('closedAt', 'is', null)
    .orderBy('receivedAt')
    .limit(1000)
    .execute();
  const all = await answersTo(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row): Due => {
    const answers = all.filter(({ requestId }) => requestId === row.id);
    const demand = demandClock(ctx, row, answers);
    const promise = promiseClock(ctx, row, answers);
    const promisedDay = dayNumber(dateAt(ctx, promisedAt(row)));
    const first = answers.length === 0 ? promisedDay : null;
    const [day, cite] = demand.due === null ? [promisedDay, promise.cite] : [demand.due, demand.cite];
    return {
      key: `legal-request:${row.id}`,
      what:
        first === null
          ? `Give what the ${row.kind} opens, object or record that nothing was found, and close it`
          : `Answer the ${row.kind}: give, object, or say what comes and when`,
      subject: `legal-request:${row.id}`,
      cite,
      bound: 'by',
      day,
      promisedDay: first,
      steps: first === null ? demand.steps : [...demand.steps, ...promise.steps],
      roles: ['compliance', 'counsel', 'officer'],
    };
  });
};
