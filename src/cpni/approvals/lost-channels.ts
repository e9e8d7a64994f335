import type { Events } from '../../law/events.ts';
import type { PermissionEvent } from './record.ts';

/** The ways to say no that a notice offers; the place of each is its bit in a set of lost channels. */
export const channelWords = ['phone', 'web', 'email-reply', 'mail'] as const;

const words: readonly string[] = channelWords;

/** How many sets of lost channels there are. */
export const lossSets = 1 << channelWords.length;

/** A set of channels by which refusals are lost, as bits. */
export const lossOf = (channels: Iterable<string>): number => {
  let loss = 0;
  for (const channel of channels) {
    const place = words.indexOf(channel);
    if (place >= 0) loss |= 1 << place;
  }
  return loss;
};

/** Of a history: the opt-out notices that offered one way to say no alone, each with the set that silences it. */
export const loneNotices = (history: readonly PermissionEvent[]): readonly (PermissionEvent & { loss: number })[] =>
  history
    .filter((row) => row.type === 'notice' && row.approval === 'opt-out' && row.channels.length === 1)
    .map((row) => ({ ...row, loss: lossOf(row.channels) }));

/**
 * The events while refusals by these channels are lost: a notice that offered a lost one alone counts as if it had come back,
 * for nobody could hear the no to it. A yes that was given to it stands.
 */
export const whileLost = (events: Events, lone: ReturnType<typeof loneNotices>, loss: number): Events => {
  const unheard = lone.filter((notice) => (notice.loss & loss) !== 0);
  if (unheard.length === 0) return events;
  return { ...events, bounces: [...events.bounces, ...unheard.map(({ id, at }) => ({ notice: id, at }))] };
};
