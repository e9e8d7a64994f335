import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

/** A request as the list tells it, and opened. */
export type Listed = OutputOf<'tracebacks.list'>['items'][number];
export type Request = OutputOf<'tracebacks.show'>;
/** What a search found. */
export type Found = OutputOf<'tracebacks.search'>;
export type Candidate = Found['candidates'][number];

const tones: Readonly<Record<Listed['state'], Tone>> = {
  arrived: 'bad',
  confirmed: 'warn',
  prepared: 'warn',
  answered: 'good',
};

/** Where a request stands, in words. */
export const stateOf = ({ state }: Pick<Listed, 'state'>) => ({ tone: tones[state], words: words.states[state] });
