import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { generate, type Wanted } from './generate.ts';

/** The files of generated traffic; all but the labels are those that `compline traffic score` takes. */
export const fileNames = ['calls', 'accounts', 'numbers', 'complaints', 'tracebacks', 'labels'] as const;

export const pathIn = (folder: string, file: (typeof fileNames)[number]): string => join(folder, `${file}.ndjson`);

const atOnce = 262_144;

/** Writes generated traffic into a folder, which is made. Returns how many calls it holds. */
export const generateFiles = async (wanted: Wanted, folder: string): Promise<number> => {
  await mkdir(folder, { recursive: true });
  const streams = new Map<string, WriteStream>(
    fileNames.map((name) => [name, createWriteStream(pathIn(folder, name))]),
  );
  const to = (name: string): WriteStream => streams.get(name) ?? createWriteStream('/dev/null');
  let calls = 0;
  let waiting: string[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    if (!to('calls').write(waiting.join(''))) await once(to('calls'), 'drain');
    waiting = [];
    size = 0;
  };
  await generate(wanted, {
    async call(line) {
      calls += 1;
      waiting.push(line);
      size += line.length;
      if (size >= atOnce) await flush();
    },
    side: (file, row) => void to(file).write(`${JSON.stringify(row)}\n`),
  });
  await flush();
  for (const stream of streams.values()) {
    stream.end();
    await finished(stream);
  }
  return calls;
};
