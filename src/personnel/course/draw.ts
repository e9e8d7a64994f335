import { createHash } from 'node:crypto';
import { chapters } from './chapters.ts';
import { type Question, questions } from './questions.ts';

export const title = 'CPNI in practice';
/** Percent of right answers that pass. */
export const passScore = 80;
export const drawn = 12;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The hash of what is taught and asked: another word is another version. */
export const contentHash: string = sha256(JSON.stringify({ title, passScore, drawn, chapters, questions }));

const wordsIn = (texts: readonly string[]): number => texts.join(' ').split(/\s+/).length;

/** About how many minutes it takes: its chapters read with care, and most of a minute a question. */
export const minutes: number = Math.ceil(wordsIn(chapters.map(({ text }) => text)) / 150 + drawn * 0.75);

/** Short name of the version. */
export const version: string = contentHash.slice(0, 12);

/** The same order for the same seed. */
const shuffled = <T>(seed: string, items: readonly T[], nameOf: (item: T) => string): readonly T[] => {
  const keyed = items.map((item) => ({ item, key: sha256(`${seed} ${nameOf(item)}`) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
};

export type Asked = { readonly id: string; readonly asks: string; readonly options: readonly string[] };

const chosen = (seed: string): readonly Question[] => shuffled(seed, questions, ({ id }) => id).slice(0, drawn);

/** Twelve of the questions with their answers in no telling order; the same for the same seed. */
export const draw = (seed: string): readonly Asked[] =>
  chosen(seed).map(({ id, asks, right, wrong }) => ({
    id,
    asks,
    options: shuffled(`${seed} ${id}`, [right, ...wrong], (option) => option),
  }));

/** Percent of the drawn questions answered right, rounded down; what is not answered is wrong. */
export const scoreOf = (seed: string, answers: ReadonlyMap<string, string>): number => {
  const right = chosen(seed).filter((question) => answers.get(question.id) === question.right).length;
  return Math.floor((right * 100) / drawn);
};
