import { existsSync } from 'node:fs';
import { appendFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { randomIds } from '../../kernel/id.ts';
import type { Answered, KeepGroup } from './group.ts';

type Waiting = { readonly carrierId: string; readonly groupId: string; readonly answered: readonly Answered[] };

const answered: z.ZodType<Answered> = z.object({
  line: z.string(),
  at: z.number(),
  emergency: z.boolean(),
  refusal: z
    .object({
      at: z.number(),
      accountId: z.string().nullable(),
      callId: z.string(),
      calling: z.string(),
      called: z.string(),
      code: z.string(),
      cause: z.number(),
      reason: z.string(),
      cite: z.string(),
      forwarded: z.boolean(),
    })
    .nullable(),
});
const waiting: z.ZodType<Waiting> = z.object({
  carrierId: z.uuid(),
  groupId: z.uuid(),
  answered: z.array(answered).min(1),
});

/** Groups of answers that the database did not take in time, on the disk until it does. */
export type Spool = {
  /** On the disk when it resolves. */
  add(group: Waiting): Promise<void>;
  /** Hands what waits to `keep`, of this process and of those that ended; what is not taken waits on. */
  drain(keep: KeepGroup): Promise<void>;
};

const own = `unkept-${process.pid}.ndjson`;
const ofProcess = /^unkept-(\d+)\.ndjson$/;

const lives = (pid: number): boolean => {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // it is there, and another user's
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const parsed = (text: string): Waiting | null => {
  try {
    return waiting.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** Opens the spool of this process in a folder that all processes of the node share. */
export const spoolIn = (folder: string, complain: (line: string) => void): Spool => {
  // a file is never renamed while something is written to it
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const done = turn.then(step, step);
    turn = done.catch(() => {});
    return done;
  };
  const write = async (group: Waiting): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, own);
    const fresh = !existsSync(path);
    const file = await open(path, 'a', 0o600);
    try {
      // begun on a line of its own: a line cut by a full disk must not take the next with it
      await file.write(`\n${JSON.stringify(group)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!fresh) return;
    const names = await open(folder, 'r');
    await names.sync().finally(() => names.close());
  };
  const setAside = async (file: string): Promise<void> => {
    await rename(join(folder, file), join(folder, `${randomIds(Date.now())()}.draining`));
  };
  const takeOver = async (): Promise<readonly string[]> => {
    const names = await readdir(folder).catch(() => []);
    for (const name of names) {
      const pid = ofProcess.exec(name)?.[1];
      // another process may take over the file of a dead one first
      if (pid !== undefined && (name === own || !lives(Number(pid)))) await setAside(name).catch(() => {});
    }
    return (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.draining')).sort();
  };
  const drainFile = async (file: string, keep: KeepGroup): Promise<void> => {
    // another process of the node may hand over the same file, and is done first
    const input = await open(join(folder, file)).catch((error) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (input === null) return;
    for await (const text of input.readLines()) {
      if (text === '') continue;
      const group = parsed(text);
      if (group === null) {
        await appendFile(join(folder, 'unreadable.ndjson'), `${text}\n`, { mode: 0o600 });
        complain(`compline: a line of ${file} of the gate cannot be read and stands in unreadable.ndjson`);
      } else await keep(group.carrierId, group.groupId, group.answered);
    }
    await rm(join(folder, file), { force: true });
  };
  return {
    add: (group) => inTurn(() => write(group)),
    async drain(keep) {
      for (const file of await inTurn(takeOver)) await drainFile(file, keep);
    },
  };
};
