import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

export type Campaign = OutputOf<'campaigns.show'>;

const tones: Readonly<Record<Campaign['state'], Tone>> = {
  draft: 'warn',
  submitted: 'warn',
  approved: 'warn',
  frozen: 'held',
  released: 'good',
  closed: 'plain',
  rejected: 'bad',
  imported: 'plain',
};

/** Where a campaign stands, in words. */
export const campaignState = ({ state }: Campaign) => ({ tone: tones[state], words: words.states[state] });
