import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

export type Letter = OutputOf<'customerLetters.list'>['items'][number];
export type Batch = OutputOf<'customerLetters.batches'>['items'][number];

const tones: Readonly<Record<Letter['state'], Tone>> = {
  waiting: 'warn',
  printed: 'warn',
  posted: 'good',
  returned: 'bad',
  needless: 'plain',
};

const batchTones: Readonly<Record<Batch['state'], Tone>> = {
  open: 'held',
  printed: 'warn',
  posted: 'good',
  cancelled: 'plain',
};

/** Where a letter stands, in words. */
export const stateOf = ({ state }: Letter) => ({ tone: tones[state], words: words.states[state] });

/** Where a batch stands, in words. */
export const batchStateOf = ({ state }: Batch) => ({ tone: batchTones[state], words: words.batchStates[state] });
