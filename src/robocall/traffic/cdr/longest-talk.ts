import type { Family } from './format.ts';

/**
 * Forks and transfers make several rows of one call: the one that talked longest is it, before that one that was answered. `state`
 * says whether further rows come long after the first.
 */
export const longestTalk = (name: string, state: ReturnType<Family['state']>): Family => ({
  name,
  state: () => state,
  join: (rows) =>
    rows.reduce((best, one) => {
      if (best.answered !== one.answered) return one.answered === 'yes' ? one : best;
      return (one.talk_ms ?? 0) > (best.talk_ms ?? 0) ? one : best;
    }),
});
