import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { printable } from './printable.ts';
import { requireInstant, requireSome } from './require.ts';
import { named } from './without-glyph.ts';

interface Sheet {
  /** Stands at the foot of each page. */
  readonly reference: string;
  /** Name and address, a line each: six fit the window. */
  readonly addressee: readonly string[];
}

/** One sheet's own facts: all else is the same in the whole file. */
export interface Letter extends Sheet {
  readonly code: string;
  /** What the QR code holds. */
  readonly link: string;
}

/** A letter with words of its own: paragraphs of lines. */
export interface OwnLetter extends Sheet {
  readonly paragraphs: readonly (readonly string[])[];
}

interface Frame {
  readonly title: string;
  readonly description: string;
  readonly carrier: string;
  /** RFC 3339. */
  readonly createdAt: string;
  /** The mark of a demo carrier, or null. */
  readonly demo: string | null;
  readonly language: 'en' | 'es';
  /** The smallest type of the sheet, and the only size. */
  readonly points: number;
  readonly sender: readonly string[];
}

/** A file of letters each of which says something else. */
export interface OwnLetters extends Frame {
  readonly letters: readonly OwnLetter[];
}

/** A file of letters with one wording in one language. */
export interface Letters extends Frame {
  /** The approved words: paragraphs of lines. */
  readonly paragraphs: readonly (readonly string[])[];
  readonly choose: string;
  readonly codeLabel: string;
  /** What the QR code is, for who cannot see it. */
  readonly qr: string;
  readonly letters: readonly Letter[];
}

/** A file of letters as the printer takes it, and its pages. */
export interface SetOwnLetters {
  readonly pdf: Uint8Array;
  readonly pages: number;
}

/** The same of one wording; every letter in it has as many pages as the others. */
export interface SetLetters {
  readonly pdf: Uint8Array;
  readonly pagesEach: number;
}

type Answer = { readonly id: number } & (
  | { readonly pdf: Uint8Array; readonly pages: number }
  | { readonly fault: string }
);
type Set = { readonly pdf: Uint8Array; readonly pages: number };
type Waiting = { resolve(set: Set): void; reject(error: Error): void };

const folder = (name: string): string => fileURLToPath(new URL(`./${name}/`, import.meta.url));

const waiting = new Map<number, Waiting>();
let thread: Worker | null = null;
let asked = 0;

const fail = (error: Error): void => {
  thread = null;
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
};

const settle = (answer: Answer): void => {
  const one = waiting.get(answer.id);
  waiting.delete(answer.id);
  // a thread without work keeps no process alive
  if (waiting.size === 0) thread?.unref();
  if ('fault' in answer) one?.reject(new Error(answer.fault));
  else one?.resolve(answer);
};

const started = (): Worker => {
  const fresh = new Worker(new URL('./worker/letters.mjs', import.meta.url), {
    workerData: { templates: folder('templates'), fonts: folder('fonts') },
  });
  fresh.on('message', settle);
  fresh.on('error', fail);
  fresh.on('exit', (code) => fail(new Error(`the thread that sets letters ended (${code})`)));
  return fresh;
};

const ask = (facts: string): Promise<Set> =>
  new Promise((resolve, reject) => {
    asked += 1;
    waiting.set(asked, { resolve, reject });
    thread ??= started();
    thread.ref();
    thread.postMessage({ id: asked, facts });
  });

// as in typeset.ts: what no font can draw is printed as its code point
const withoutGaps = async (facts: string): Promise<Set> => {
  try {
    return await ask(facts);
  } catch (problem) {
    const mended = named(facts, problem);
    if (mended === facts) throw problem;
    return withoutGaps(mended);
  }
};

const setFacts = (facts: object): Promise<Set> =>
  withoutGaps(JSON.stringify(facts, (_, value) => (typeof value === 'string' ? printable(value) : value)));

/** Sets letters of which each has words of its own, one after the other, without a code; the same facts give the same bytes. */
export const typesetOwnLetters = ({ createdAt, ...rest }: OwnLetters): Promise<SetOwnLetters> =>
  setFacts({
    ...rest,
    letters: requireSome('letters', rest.letters),
    created: requireInstant('createdAt', createdAt),
  });

/** Sets letters as one PDF/UA-1 file in a thread of its own; the same facts give the same bytes. About 5 ms a letter. */
export const typesetLetters = async ({ createdAt, codeLabel, ...rest }: Letters): Promise<SetLetters> => {
  const count = requireSome('letters', rest.letters).length;
  const { pdf, pages } = await setFacts({ ...rest, code: codeLabel, created: requireInstant('createdAt', createdAt) });
  if (pages % count !== 0) throw new Error(`${count} letters of one wording took ${pages} pages`);
  return { pdf, pagesEach: pages / count };
};
