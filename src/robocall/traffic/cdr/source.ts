import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
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

const headOf = async (stream: AsyncIterator<Uint8Array>): Promise<readonly Uint8Array[]> => {
  const taken: Uint8Array[] = [];
  for (let size = 0; size < lookedAt; ) {
    const { value, done } = await stream.next();
    if (done === true) break;
    taken.push(value);
    size += value.length;
  }
  return taken;
};

const firstLinesOf = (taken: readonly Uint8Array[]): readonly string[] => {
  const bytes = Buffer.concat(taken);
  const lines = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split('\n');
  // the last line of what was looked at may go on
  const whole = bytes.length >= lookedAt && lines.length > 1 ? lines.slice(0, -1) : lines;
  return whole.filter((line) => line.trim() !== '');
};

/** A stream, such as standard input: its first bytes are kept for who reads it. */
export const sourceOf = async (id: string, input: AsyncIterable<Uint8Array>): Promise<Source> => {
  const stream = input[Symbol.asyncIterator]();
  const taken = await headOf(stream);
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield* taken;
    yield* { [Symbol.asyncIterator]: () => stream };
  }
  return { id, firstLines: firstLinesOf(taken), lines: () => linesOf(whole()) };
};

/**
 * A file: looked at now and opened again when it is read, so that thousands may be named; what is no file but a pipe is read once.
 * Throws what the file system says.
 */
export const fileSource = async (name: string): Promise<Source> => {
  const kind = await stat(name);
  if (kind.isDirectory()) throw new Error(`${name} is a folder`);
  const read = () => createReadStream(name, { highWaterMark: 65_536 });
  if (!kind.isFile()) return sourceOf(name, read());
  const file = await open(name);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(lookedAt), 0, lookedAt, 0);
    return { id: name, firstLines: firstLinesOf([buffer.subarray(0, bytesRead)]), lines: () => linesOf(read()) };
  } finally {
    await file.close();
  }
};
