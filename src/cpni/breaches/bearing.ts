import type { Bearing } from '../../carriers/promises/evidence.ts';
import type { Ctx } from '../../db/context.ts';
import { conceptsTouchedBy } from './concepts.ts';

const found = (ctx: Ctx, from: number, until: number) =>
  ctx.tx
    .selectFrom('breach')
    .select('id')
    .where('discoveredAt', '>=', from)
    .where('discoveredAt', '<', until)
    .execute();

/** The breaches discovered in a period, on what the carrier states: one that contradicts it breaks it, one that touches it in part leaves it partly shown. */
export const breachBearing: Bearing = async (ctx, { from, until }) => {
  const touches = await conceptsTouchedBy(
    ctx,
    (await found(ctx, from, until)).map(({ id }) => id),
  );
  return (concepts) => {
    const touching = touches.filter(({ concept }) => concepts.includes(concept));
    const breaches = [...new Set(touching.map(({ breachId }) => breachId))];
    if (breaches.length === 0) return [];
    const broken = touching.some(({ effect }) => effect === 'contradicts');
    return [
      {
        control: 'breach-concepts',
        query: 'No breach of the year touches what this sentence says',
        status: broken ? 'not kept' : 'untested',
        because: `${breaches.length} ${breaches.length === 1 ? 'breach' : 'breaches'} of the year ${broken ? 'contradict this' : 'make this true only in part'}`,
        counts: { breaches: breaches.length },
        samples: breaches.slice(0, 3).map((id) => `breach:${id}`),
      },
    ];
  };
};
