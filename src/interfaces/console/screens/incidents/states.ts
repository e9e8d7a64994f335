import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { dayInWords } from '../../parts/time.tsx';
import { words } from './words.ts';

export type Breach = OutputOf<'breaches.show'>;
export type Failure = OutputOf<'channels.incident.list'>['items'][number];

type State = { readonly tone: Tone; readonly words: string };

/** Where a breach stands, in words. */
export const breachState = ({ determinedOn, reportedAt, customersNotifiedAt, reportDue }: Breach): State => {
  if (customersNotifiedAt !== null) return { tone: 'good', words: words.toldCustomers };
  if (reportedAt !== null) return { tone: 'held', words: words.held };
  if (determinedOn === null) return { tone: 'warn', words: words.suspected };
  const due = reportDue?.promisedDue ?? reportDue?.due ?? null;
  return { tone: 'bad', words: words.reportDue(due === null ? '' : dayInWords(due)) };
};

/** Where a failure stands, in words. */
export const failureState = ({ closedAt, letter, letterSentOn }: Failure): State => {
  if (closedAt === null) return { tone: 'bad', words: words.failing };
  if (letter.due !== null && letterSentOn === null) return { tone: 'warn', words: words.letterOpen };
  return { tone: 'good', words: words.closed };
};

/** What failed, as a sentence. */
export const failureTitle = ({ channel, mechanism, closedAt }: Failure): string =>
  (closedAt === null ? words.failure : words.failureOver)(
    words.channels[channel] ?? channel,
    words.mechanisms[mechanism],
  );
