import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

export type Review = OutputOf<'upstreamReviews.list'>['items'][number];

const tones: Readonly<Record<keyof typeof words.decisions, Tone>> = {
  waiting: 'warn',
  'go-on': 'good',
  restrict: 'held',
  refuse: 'bad',
};

/** What was decided in a review, in words. */
export const reviewState = ({ decision }: Review) => {
  const state = decision ?? 'waiting';
  return { tone: tones[state], words: words.decisions[state] };
};
