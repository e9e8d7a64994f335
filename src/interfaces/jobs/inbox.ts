import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connections } from '../../db/connect.ts';
import { systemAsks, transact, workOf } from '../../db/context.ts';
import { importCalls } from '../../robocall/traffic/calls/import.ts';

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

/**
 * Takes in the files that lie in the inboxes of call sources, the oldest name first. What is in goes to `done`, what cannot be taken to
 * `failed` with a word to the operator: nothing is deleted, and nothing is tried for ever.
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
        complain(
          `compline: inbox/${waiting.sourceId}/${name} cannot be taken in and lies in failed/: ${error instanceof Error ? error.message : String(error)}`,
        );
        await move(waiting.folder, name, 'failed');
      }
    }
};
