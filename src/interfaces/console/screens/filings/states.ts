import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

export type Filing = OutputOf<'filings.show'>;

const states: Readonly<Record<Filing['state'], Tone>> = {
  draft: 'warn',
  prepared: 'warn',
  signed: 'warn',
  filed: 'good',
  superseded: 'plain',
};

/** Where a filing stands, in words. */
export const filingState = (state: Filing['state']) => ({ tone: states[state], words: words.states[state] });
