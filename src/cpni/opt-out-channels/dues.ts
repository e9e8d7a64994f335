import type { DueSource } from '../../carriers/obligations/due.ts';
import { dateAt, easternDay } from '../../carriers/promises/local-time.ts';
import { clock } from '../../law/clocks/clocks.ts';
import { letterOwed } from './incidents.ts';

/**
 * Letters to the FCC about failures of the ways to choose; for opt-in only where the carrier promised the same. Of a past instant:
 * what was sent later was owed.
 */
export const letterDues: DueSource = async (ctx, closures) => {
  const known = await ctx.tx
    .selectFrom('channelIncident')
    .innerJoin('choiceChannel', 'choiceChannel.id', 'channelIncident.channelId')
    .select(['channelIncident.id', 'mechanism', 'extent', 'letterSentOn', 'detectedAt', 'choiceChannel.name'])
    .where('openedAt', '<=', ctx.at)
    .where((eb) => eb.or([eb('letterSentOn', 'is', null), eb('letterSentOn', '>', dateAt(ctx, ctx.at))]))
    .execute();
  const rows = known.map((row) => ({ ...row, letterSentOn: null }));
  if (rows.length === 0) return [];
  return rows.filter(await letterOwed(ctx)).flatMap(({ id, mechanism, detectedAt, name }) => {
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
