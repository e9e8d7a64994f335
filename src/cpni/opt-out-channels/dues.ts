import type { DueSource } from '../../carriers/obligations/due.ts';
import { promisedConcepts } from '../../carriers/promises/in-force.ts';
import { easternDay } from '../../carriers/promises/local-time.ts';
import { clock } from '../../law/clocks/clocks.ts';

/** Letters to the FCC about failures of the ways to choose; for opt-in only where the carrier promised the same. */
export const letterDues: DueSource = async (ctx, closures) => {
  const rows = await ctx.tx
    .selectFrom('channelIncident')
    .innerJoin('choiceChannel', 'choiceChannel.id', 'channelIncident.channelId')
    .select(['channelIncident.id', 'mechanism', 'detectedAt', 'choiceChannel.name'])
    .where('letterSentOn', 'is', null)
    .where((eb) => eb.or([eb('extent', 'is', null), eb('extent', '<>', 'anomaly')]))
    .execute();
  const promised = rows.some(({ mechanism }) => mechanism === 'opt-in') ? await promisedConcepts(ctx, ctx.at) : [];
  return rows
    .filter(({ mechanism }) => mechanism === 'opt-out' || promised.includes('P46'))
    .flatMap(({ id, mechanism, detectedAt, name }) => {
      const { due, cite, steps } = clock('opt-out-failure-letter', { detected: easternDay(detectedAt), closures });
      if (due === null) return [];
      return {
        key: `opt-out-failure-letter:${id}`,
        what: `Send the FCC the letter about the failure of "${name}" (${mechanism}), or close it as an anomaly with a reason`,
        subject: `channel-incident:${id}`,
        cite,
        bound: 'by' as const,
        day: due,
        promisedDay: null,
        steps,
        roles: ['compliance', 'counsel'] as const,
      };
    });
};
