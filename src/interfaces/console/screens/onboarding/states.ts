import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

/** A case as the board tells it, and whole. */
export type Card = OutputOf<'onboarding.list'>['items'][number];
export type Case = OutputOf<'onboarding.show'>;
export type Stage = Card['stage'];

const tones: Readonly<Record<Stage, Tone>> = {
  applied: 'plain',
  checking: 'plain',
  'call-done': 'plain',
  decide: 'warn',
  live: 'good',
  'review-due': 'warn',
  refused: 'bad',
};

/** Where a case stands, in words. */
export const stageOf = ({ stage }: Pick<Card, 'stage'>) => ({ tone: tones[stage], words: words.stages[stage] });
