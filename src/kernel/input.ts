import { open } from 'node:fs/promises';

const newline = 10;

/** Bytes of the files one after the other; a file that does not end its last line has it ended, so that none run together. */
async function* bytesOf(files: readonly AsyncIterable<Uint8Array>[]): AsyncGenerator<Uint8Array> {
  for (const file of files) {
    let last = newline;
    for await (const chunk of file) {
      last = chunk.at(-1) ?? last;
      yield chunk;
    }
    if (last !== newline) yield Uint8Array.of(newline);
  }
}

/** What a command reads, or the sentence that says why it cannot. */
export type Input = AsyncIterable<Uint8Array> | { readonly wrong: string };

const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * What a command that reads a stream is given: standard input when no file is named, else the files in turn; `-` names
 * standard input among them. Every file is opened before the first is read, so that a misspelt name costs no half answer.
 */
export const inputFrom = async (names: readonly string[], standard: AsyncIterable<Uint8Array>): Promise<Input> => {
  if (names.length === 0) return standard;
  const option = names.find((name) => name.startsWith('-') && name !== '-');
  if (option !== undefined) return { wrong: `there is no option ${option}` };
  if (names.filter((name) => name === '-').length > 1) return { wrong: 'standard input (-) can be read once' };
  const files: AsyncIterable<Uint8Array>[] = [];
  for (const name of names) {
    if (name === '-') {
      files.push(standard);
      continue;
    }
    try {
      const file = await open(name);
      if ((await file.stat()).isDirectory()) return { wrong: `${name} is a folder` };
      files.push(file.createReadStream({ highWaterMark: 1_048_576 }));
    } catch (error) {
      return { wrong: told(error) };
    }
  }
  return bytesOf(files);
};
