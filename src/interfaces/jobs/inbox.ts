import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connections } from '../../db/connect.ts';
import { systemAsks, transact, workOf } from '../../db/context.ts';
import { Problem } from '../../kernel/problem.ts';
import { importCalls } from '../../robocall/traffic/calls/import.ts';
import { tidyParts } from '../../robocall/traffic/calls/tidy.ts';
import { eachCarrier } from './each-carrier.ts';
import { told } from './perform.ts';

/** A file that nobody has written to for this long is whole. */
const restMs = 30_000;

type Waiting = { readonly carrierId: string; readonly sourceId: string; readonly folder: string };

/** Folders `<data>/inbox/<source>` that belong to sources in use. */
const foldersOf = async (connections: Connections, inbox: string): Promise<readonly Waiting[]> => {
  const names = new Set(await readdir(inbox));
  const carriers = await connections.platform.selectFrom('carrier').select('id').execute();
  const waiting: Waiting[] = [];
  for (const { id: carrierId } of carriers) {
    const sources = await transact(connections, systemAsks(carrierId, 'inbox', Date.now()), (ctx) =>
      ctx.tx.selectFrom('callSource').select('id').where('endedAt', 'is', null).execute(),
    );
    for (const { id } of sources) if (names.has(id)) waiting.push({ carrierId, sourceId: id, folder: join(inbox, id) });
  }
  return waiting;
};

const takeFile = async (
  connections: Connections,
  { carrierId, sourceId, folder }: Waiting,
  name: string,
): Promise<void> => {
  const work = await workOf(connections, systemAsks(carrierId, 'inbox', Date.now()));
  const lines = importCalls.stream(work, { sourceId, name }, createReadStream(join(folder, name)));
  for await (const _line of lines);
};

const move = async (folder: string, name: string, to: 'done' | 'failed'): Promise<void> => {
  await mkdir(join(folder, to), { recursive: true });
  await rename(join(folder, name), join(folder, to, name));
};

/** What comes of a file that was not taken in: it waits for the other import of it, the whole round for the database or the disk, or it is set aside. */
const after = (error: unknown): 'wait' | 'stop' | 'set aside' => {
  if (error instanceof Problem) return error.type === 'wrong-state' ? 'wait' : 'set aside';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // what the file itself says and the database will not take comes again by every try
  return code === '' || /^2[23]/.test(code) ? 'set aside' : 'stop';
};

/**
 * Takes in the files that lie in the inboxes of call sources, the oldest name first. What is in goes to `done`, what cannot be taken to
 * `failed` with a word to the operator: nothing is deleted. Throws where the database is away.
 */
export const takeInboxes = async (
  connections: Connections,
  now: number,
  complain: (line: string) => void,
): Promise<void> => {
  const inbox = join(connections.dataFolder, 'inbox');
  await mkdir(inbox, { recursive: true, mode: 0o700 });
  for (const waiting of await foldersOf(connections, inbox))
    for (const name of (await readdir(waiting.folder)).sort()) {
      const found = await stat(join(waiting.folder, name));
      if (!found.isFile() || now - found.mtimeMs < restMs) continue;
      try {
        await takeFile(connections, waiting, name);
        await move(waiting.folder, name, 'done');
      } catch (error) {
        const next = after(error);
        if (next === 'stop') throw error;
        if (next === 'wait') continue;
        complain(`compline: inbox/${waiting.sourceId}/${name} cannot be taken in and lies in failed/: ${told(error)}`);
        await move(waiting.folder, name, 'failed');
      }
    }
};

/** Takes call records off the disk that no record names, for every carrier: a purge reaches the disk by this. */
export const tidyCalls = (connections: Connections, now: number, complain: (line: string) => void): Promise<void> =>
  eachCarrier(connections, { name: 'tidy', now, complain }, (work) => tidyParts(work, connections.dataFolder, now));
