// Reads a file of call records in a thread of its own: started by read-apart.ts with what is to be read.
import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { canonicalOf } from './canonical-of.ts';
import { atOnce, type BadRow, type FromThread, type Reading } from './read-apart.ts';

const port = parentPort;
if (port === null) throw new Error('read-thread.ts is started as a thread');
const { source, id, raw, folder }: Reading = workerData;

const tell = (message: FromThread): void => port.postMessage(message);

/** So many rows that make no call are told together. */
const badAtOnce = 1000;
let bad: BadRow[] = [];
const tellBad = (): void => {
  if (bad.length > 0) tell({ bad });
  bad = [];
};

// one part at a time is handed over: the next waits until whoever makes it is ready
let goOn = (): void => {};
port.on('message', () => goOn());

try {
  const tally = await canonicalOf(source, id, createReadStream(raw, atOnce), folder, {
    take: (day, file) =>
      new Promise<void>((resolve) => {
        goOn = resolve;
        tell({ day, file });
      }),
    bad: (row, why) => {
      bad.push({ row, why });
      if (bad.length >= badAtOnce) tellBad();
    },
  });
  tellBad();
  tell({ tally });
} catch (error) {
  tell({ fault: error instanceof Error ? error.message : String(error) });
} finally {
  port.close();
}
