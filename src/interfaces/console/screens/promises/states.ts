import type { OutputOf } from '../../../client/types.ts';
import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

export type Evidence = OutputOf<'promises.check'>['promises'][number]['evidence'][number];
export type Mark = keyof typeof words.marks;

/** A sentence of a filing with what the records say of it, whichever filing it stands in. */
export type Sentence = {
  readonly id: string;
  readonly place: string;
  readonly text: string;
  readonly cites: readonly string[];
  readonly mark: Mark;
  readonly evidence: readonly Evidence[];
};

const marks: Readonly<Record<Mark, Tone>> = {
  supported: 'good',
  partly: 'warn',
  untested: 'plain',
  contradicted: 'bad',
};

/** What the evidence says of a sentence, in words. */
export const markOf = (mark: Mark) => ({ tone: marks[mark], words: words.marks[mark] });

const statuses: Readonly<Record<Evidence['status'], Tone>> = { kept: 'good', 'not kept': 'bad', untested: 'plain' };

/** What one control says, in words. */
export const statusOf = ({ status }: Evidence) => ({ tone: statuses[status], words: words.statuses[status] });

/** The counts of a control in one line. */
export const figuresOf = ({ counts }: Evidence): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count.toLocaleString('en-US')}`)
    .join(', ');

/** How many sentences bear each mark. */
export const countsOf = (sentences: readonly Sentence[]): Readonly<Record<Mark, number>> => {
  const of = (mark: Mark): number => sentences.filter((one) => one.mark === mark).length;
  return {
    supported: of('supported'),
    partly: of('partly'),
    untested: of('untested'),
    contradicted: of('contradicted'),
  };
};
