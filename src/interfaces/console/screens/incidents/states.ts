import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { dayInWords } from '../../parts/time.tsx';
import { words } from './words.ts';

export type Breach = OutputOf<'breaches.show'>;
export type Failure = OutputOf<'channels.incident.list'>['items'][number];

type State = { readonly tone: Tone; readonly words: string };

const tones: Readonly<Record<Breach['state'], Tone>> = {
  'not-determined': 'warn',
  'report-due': 'bad',
  'report-late': 'bad',
  held: 'held',
  'may-tell': 'warn',
  told: 'good',
};

/** Where a breach stands, in words. */
export const breachState = ({ state, reportDue }: Breach): State => {
  const due = reportDue?.promisedDue ?? reportDue?.due ?? null;
  const by = due !== null && state.startsWith('report-') ? ` ${dayInWords(due)}` : '';
  return { tone: tones[state], words: `${words.breachStates[state]}${by}` };
};

const failureTones: Readonly<Record<Failure['state'], Tone>> = {
  failing: 'bad',
  'letter-owed': 'warn',
  closed: 'good',
};

/** Where a failure stands, in words. */
export const failureState = ({ state }: Failure): State => ({
  tone: failureTones[state],
  words: words.failureStates[state],
});

/** What failed, as a sentence. */
export const failureTitle = ({ channel, mechanism, closedAt }: Failure): string =>
  (closedAt === null ? words.failure : words.failureOver)(
    words.channels[channel] ?? channel,
    words.mechanisms[mechanism],
  );
