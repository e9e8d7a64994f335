import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

/** A voice account as `accounts.show` tells it. */
export type Account = OutputOf<'accounts.show'>['account'];

const tones: Readonly<Record<Account['standing'], Tone>> = {
  active: 'good',
  grace: 'warn',
  lapsed: 'bad',
  refused: 'bad',
  suspended: 'bad',
  terminated: 'bad',
  ended: 'plain',
};

/** How an account stands, in words. */
export const standingOf = ({ standing }: Pick<Account, 'standing'>) => ({
  tone: tones[standing],
  words: words.standings[standing],
});
