import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

export type Forward = OutputOf<'traceForwards.list'>['items'][number];

const tones: Readonly<Record<Forward['state'], Tone>> = {
  wanted: 'warn',
  trying: 'warn',
  sent: 'held',
  'by-hand': 'bad',
  answered: 'good',
  closed: 'plain',
};

/** Where a call that is traced forward stands, in words. */
export const forwardState = ({ state }: Forward) => ({ tone: tones[state], words: words.states[state] });
