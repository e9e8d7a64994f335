import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

/** Something with a date, as `clocks.list` tells it. */
export type Due = OutputOf<'clocks.list'>['items'][number];

/** Its state in words, with what that means. */
export const stateOf = ({ state, daysLeft }: Due): { readonly tone: Tone; readonly words: string } => {
  switch (state) {
    case 'late':
      return { tone: 'bad', words: words.late(-daysLeft) };
    case 'today':
      return { tone: 'bad', words: words.dueToday };
    case 'this-week':
      return { tone: 'warn', words: words.dueIn(daysLeft) };
    case 'later':
      return { tone: 'plain', words: words.dueIn(daysLeft) };
    case 'held':
      return { tone: 'held', words: words.held(daysLeft) };
    case 'free':
      return { tone: 'good', words: words.free };
  }
};
