import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

export type List = OutputOf<'calledLists.list'>['items'][number];

const tones: Readonly<Record<List['standing'], Tone>> = {
  'in-force': 'good',
  'in-force-in-part': 'good',
  replaced: 'plain',
  over: 'plain',
  'not-on-disk': 'bad',
  'taken-away': 'held',
};

/** Whether a list counts today, in words. */
export const standingOf = ({ standing }: List) => ({ tone: tones[standing], words: words.standings[standing] });
