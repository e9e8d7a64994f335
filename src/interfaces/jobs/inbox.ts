import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connections } from '../../db/connect.ts';
import type { Work } from '../../db/context.ts';
import { Problem } from '../../kernel/problem.ts';
import { tidyLists } from '../../robocall/traffic/called-lists/tidy.ts';
import { importCalls } from '../../robocall/traffic/calls/import.ts';
import { tidyParts } from '../../robocall/traffic/calls/tidy.ts';
import { eachCarrier } from './each-carrier.ts';
import { told } from './perform.ts';

/** A file that nobody has written to for this long is whole. */
const restMs = 30_000;

/** Folders `<data>/inbox/<source>` that belong to sources of the carrier in use, by the source. */
const foldersOf = async (work: Work, inbox: string): Promise<ReadonlyMap<string, string>> => {
  const names = new Set(await readdir(inbox));
  const sources = await work.transaction((ctx) =>
    ctx.tx.selectFrom('callSource').select('id').where('endedAt', 'is', null).orderBy('id').execute(),
  );
  return new Map(sources.filter(({ id }) => names.has(id)).map(({ id }) => [id, join(inbox, id)]));
};

const takeFile = async (work: Work, sourceId: string, folder: string, name: string): Promise<void> => {
  const lines = importCalls.stream(work, { sourceId, name }, createReadStream(join(folder, name)));
  for await (const _line of lines);
};

const move = async (folder: string, name: string, to: 'done' | 'failed'): Promise<void> => {
  await mkdir(join(folder, to), { recursive: true });
  await rename(join(folder, name), join(folder, to, name));
};

/** What comes of a file that was not taken in: it waits for the other import of it, its carrier for the database or the disk, or it is set aside. */
const after = (error: unknown): 'wait' | 'stop' | 'set aside' => {
  if (error instanceof Problem) return error.type === 'under-way' ? 'wait' : 'set aside';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // what the file itself says and the database will not take comes again by every try
  return code === '' || /^2[23]/.test(code) ? 'set aside' : 'stop';
};

const takeInbox = async (work: Work, inbox: string, now: number, complain: (line: string) => void): Promise<void> => {
  for (const [sourceId, folder] of await foldersOf(work, inbox))
    for (const name of (await readdir(folder)).sort()) {
      const found = await stat(join(folder, name));
      if (!found.isFile() || now - found.mtimeMs < restMs) continue;
      try {
        await takeFile(work, sourceId, folder, name);
        await move(folder, name, 'done');
      } catch (error) {
        const next = after(error);
        if (next === 'stop') throw error;
        if (next === 'wait') continue;
        complain(`compline: inbox/${sourceId}/${name} cannot be taken in and lies in failed/: ${told(error)}`);
        await move(folder, name, 'failed');
      }
    }
};

/**
 * Takes in the files that lie in the inboxes of call sources, the oldest name first. What is in goes to `done`, what cannot be taken to
 * `failed` with a word to the operator: nothing is deleted. What stops one carrier is told and holds up no other.
 */
export const takeInboxes = async (
  connections: Connections,
  now: number,
  complain: (line: string) => void,
): Promise<void> => {
  const inbox = join(connections.dataFolder, 'inbox');
  await mkdir(inbox, { recursive: true, mode: 0o700 });
  await eachCarrier(connections, { name: 'inbox', now, complain }, (work) => takeInbox(work, inbox, now, complain));
};

/** Takes call records off the disk that no record names, and called lists that no day asks for, for every carrier: a purge reaches the disk by this. */
export const tidyCalls = (connections: Connections, now: number, complain: (line: string) => void): Promise<void> =>
  eachCarrier(connections, { name: 'tidy', now, complain }, async (work) => {
    await tidyParts(work, connections.dataFolder, now);
    await tidyLists(work, connections.dataFolder, now);
  });
