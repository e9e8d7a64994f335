import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import type { channelKind } from './record.ts';

/** A channel by which refusals were lost; `channel` is the word that notices list. Instants in epoch ms. */
export type Loss = {
  readonly channel: z.output<typeof channelKind>;
  readonly channelId: string;
  readonly incidentId: string;
  readonly fromAt: number;
  readonly untilAt: number | null;
};

/**
 * The losses of refusals that an incident asserted at an instant: opened by then and not closed by then, or closed with
 * the lost refusals not recovered. While one stands, silence on notices that offered that channel alone does not count.
 */
export const openLosses = async (ctx: Ctx, at: number): Promise<Loss[]> =>
  ctx.tx
    .selectFrom('channelIncident')
    .innerJoin('choiceChannel', 'choiceChannel.id', 'channelIncident.channelId')
    .select([
      'choiceChannel.kind as channel',
      'channelIncident.channelId',
      'channelIncident.id as incidentId',
      'channelIncident.lostFrom as fromAt',
      'channelIncident.lostUntil as untilAt',
    ])
    .where('channelIncident.mechanism', '=', 'opt-out')
    .where('channelIncident.openedAt', '<=', at)
    .where((eb) =>
      eb.or([
        eb('channelIncident.closedAt', 'is', null),
        eb('channelIncident.closedAt', '>', at),
        eb('channelIncident.repair', '=', 'not-recovered'),
      ]),
    )
    .orderBy('channelIncident.lostFrom')
    .execute();
