import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { forwardClock, officeOf, promised, ruleClock } from './clock.ts';
import { rosterDues } from './roster-dues.ts';

/** Requests that are not answered. */
const requests: DueSource = async (ctx, closures) => {
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

/** Calls that we traced forward and of which the provider has not told. */
const forwards: DueSource = async (ctx) => {
  const rows = await ctx.tx
    .selectFrom('traceForward')
    .select(['id', 'askedAt'])
    .where('endedAt', 'is', null)
    .orderBy('askedAt')
    .limit(1000)
    .execute();
  return rows.map(
    ({ id, askedAt }): Due => ({
      key: `trace-forward:${id}`,
      what: 'Enter where the provider says that the call went, or ask again',
      subject: `trace-forward:${id}`,
      ...forwardClock(ctx, askedAt),
      bound: 'by',
      promisedDay: null,
      roles: ['network', 'compliance'],
    }),
  );
};

/** What the traceback desk owes, and what is owed to it. */
export const tracebackDues: DueSource = async (ctx, closures) => [
  ...(await requests(ctx, closures)),
  ...(await forwards(ctx, closures)),
  ...(await rosterDues(ctx, closures)),
];
