import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

/** An investigation as `investigations.show` tells it. */
export type Investigation = OutputOf<'investigations.show'>;
/** An alert as it is listed, without its reasons. */
export type Alert = OutputOf<'trafficAlerts.list'>['items'][number];

const tones: Readonly<Record<keyof typeof words.states, Tone>> = {
  new: 'bad',
  found: 'warn',
  cleared: 'good',
  limited: 'held',
  warned: 'plain',
  blocked: 'held',
  suspended: 'held',
  terminated: 'bad',
};

/** How far an investigation is, or what came of it, in words. */
export const stateOf = ({ outcome, foundAt }: Pick<Investigation, 'outcome' | 'foundAt'>) => {
  const state = outcome ?? (foundAt === null ? 'new' : 'found');
  return { tone: tones[state], words: words.states[state] };
};

/** Whose calls are looked into, in words. */
export const whoseOf = ({ accountName }: Pick<Investigation, 'accountName'>): string => accountName ?? words.nobody;
