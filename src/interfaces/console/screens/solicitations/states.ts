import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

export type Listed = OutputOf<'solicitations.list'>['items'][number];
export type Request = OutputOf<'solicitations.show'>;

const tones: Readonly<Record<keyof typeof words.states, Tone>> = { waiting: 'warn', approved: 'good', rejected: 'bad' };

/** Where a request for approval stands, in words. */
export const requestState = ({ verdict }: Pick<Listed, 'verdict'>) => {
  const state = verdict ?? 'waiting';
  return { tone: tones[state], words: words.states[state] };
};

/** Who is asked, in words. */
export const audienceInWords = (accounts: number | null, days: number): string =>
  words.audienceOf(accounts === null ? words.all : words.named(accounts), days);
