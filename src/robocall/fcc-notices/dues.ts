import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dutiesOf } from './duties.ts';
import { actionsOn } from './store.ts';

/** What notices of the Commission want and nobody has done yet. */
export const fccNoticeDues: DueSource = async (ctx) => {
  const rows = await ctx.tx
    .selectFrom('fccNotice')
    .selectAll()
    .where('closedAt', 'is', null)
    .orderBy('receivedAt')
    .limit(1000)
    .execute();
  const all = await actionsOn(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row) => {
    const own = all.filter(({ noticeId }) => noticeId === row.id);
    return dutiesOf(ctx, row, own)
      .filter(({ done }) => done === null)
      .map(
        ({ duty, what, due, cite, steps }): Due => ({
          key: `fcc-notice-${duty}:${row.id}`,
          what: `${what} (notice ${row.reference} of the Commission)`,
          subject: `fcc-notice:${row.id}`,
          cite,
          bound: 'by',
          day: due,
          promisedDay: null,
          steps,
          roles: ['network', 'compliance', 'officer'],
        }),
      );
  });
};
