import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Tally } from '../cdr/tally.ts';
import type { DayFile } from './by-day.ts';
import { canonicalOf, formatOf, type SourceFacts, type Taking } from './canonical-of.ts';

/** A file to read: how, what its calls are told by, where it lies, and a folder for what is made of it. */
export type Reading = {
  readonly source: SourceFacts;
  readonly id: string;
  readonly raw: string;
  readonly folder: string;
};

export type BadRow = { readonly row: number; readonly why: string };

/** What the thread tells: calls of a day, rows that make no call, and at the end the count or the fault. */
export type FromThread =
  | { readonly day: number; readonly file: DayFile }
  | { readonly bad: readonly BadRow[] }
  | { readonly tally: Tally }
  | { readonly fault: string };

/** So much of a file is read at once: each piece is a way to the disk and back. */
export const atOnce = { highWaterMark: 262_144 } as const;

// rows are made and gone at once: with the room that Node gives by itself, clearing away took a seventh of the time
const room = { maxYoungGenerationSizeMb: 96 } as const;

/** Reads in a thread whose program lies at `program`, so that the caller's own loop stays free. */
export const readInThread = (program: string, reading: Reading, { take, bad }: Taking): Promise<Tally> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(program, { workerData: reading, resourceLimits: room });
    const fail = (error: unknown): void => {
      void thread.terminate();
      reject(error);
    };
    thread.on('message', (message: FromThread) => {
      if ('tally' in message) return resolve(message.tally);
      if ('fault' in message) return fail(new Error(message.fault));
      if ('bad' in message) for (const { row, why } of message.bad) bad(row, why);
      else take(message.day, message.file).then(() => thread.postMessage('go on'), fail);
    });
    thread.on('error', fail);
    // after an answer this changes nothing
    thread.on('exit', (code) => reject(new Error(`the thread that reads call records ended (${code})`)));
  });

/** Bytes from which a thread is worth its start. */
const large = 8 * 1024 * 1024;

// beside the bundle; whoever runs the sources reads in his own loop
const program = fileURLToPath(new URL('./read-thread.js', import.meta.url));

/** The canonical calls of a file by day, as `canonicalOf` makes them: a large one is read beside the server's own work. */
export const readApart = async (reading: Reading, taking: Taking): Promise<Tally> => {
  const { source, id, raw, folder } = reading;
  // refused here, where the words of a refusal are kept
  formatOf(source);
  const { size } = await stat(raw);
  if (size >= large && existsSync(program)) return readInThread(program, reading, taking);
  return canonicalOf(source, id, createReadStream(raw, atOnce), folder, taking);
};
