import { linesIn } from '../../../kernel/lines.ts';

/** Lines of a source, many at a time. */
export type Lines = {
  /** Null is a line too long to be kept. */
  readonly texts: readonly (string | null)[];
  /** The number of the first, from 1. */
  readonly first: number;
  /** `cut`: the last line of the source, which no newline ends. */
  readonly end: 'whole' | 'cut';
};

/** A file of call records, or standard input, whose first lines were looked at. */
export type Source = {
  /** As it was named on the command line. */
  readonly id: string;
  readonly firstLines: readonly string[];
  /** All lines. Can be read once. */
  lines(): AsyncGenerator<Lines>;
};

const lookedAt = 65_536;
const newline = 10;

async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<Lines> {
  let first = 1;
  let last = newline;
  const watched = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of input) {
      last = chunk.at(-1) ?? last;
      yield chunk;
    }
    // only what is still to come after this is a line that nothing ends
    ended = true;
  };
  let ended = false;
  for await (const texts of linesIn(watched())) {
    yield { texts, first, end: ended && last !== newline ? 'cut' : 'whole' };
    first += texts.length;
  }
}

/** Opens a source and reads its first lines, to tell its format by. Throws what the file system says. */
export const sourceOf = async (id: string, input: AsyncIterable<Uint8Array>): Promise<Source> => {
  const stream = input[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let size = 0;
  while (size < lookedAt) {
    const { value, done } = await stream.next();
    if (done === true) break;
    taken.push(value);
    size += value.length;
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield* taken;
    yield* { [Symbol.asyncIterator]: () => stream };
  }
  const text = Buffer.concat(taken)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const lines = text.split('\n');
  return {
    id,
    // the last line of what was looked at may go on
    firstLines: (size >= lookedAt && lines.length > 1 ? lines.slice(0, -1) : lines).filter(
      (line) => line.trim() !== '',
    ),
    lines: () => linesOf(whole()),
  };
};
