import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { appendFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { gather } from '../../kernel/gather.ts';
import { randomIds } from '../../kernel/id.ts';
import type { Answered } from './group.ts';

type Waiting = { readonly carrierId: string; readonly answered: Answered };

const waiting: z.ZodType<Waiting> = z.object({
  carrierId: z.uuid(),
  answered: z.object({
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
  }),
});

/** Keeps a group under an id of the spool's; does nothing where that group is kept already. */
export type KeepGroup = (carrierId: string, groupId: string, answered: readonly Answered[]) => Promise<void>;

/** Answers that the database could not take, on the disk until it can. */
export type Spool = {
  /** On the disk when it resolves. */
  add(entry: Waiting): Promise<void>;
  /** Hands what waits to `keep`, of this process and of those that ended; what is not taken waits on. */
  drain(keep: KeepGroup): Promise<void>;
};

/** Most lines of one write, and of one group that is drained. */
const part = 2000;

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

// derived, so that a file drained twice, for its drainer was killed, makes the same groups
const groupIdOf = (file: string, carrierId: string, n: number): string => {
  const hex = createHash('sha256').update(`${file}:${carrierId}:${n}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
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
  const write = async (entries: readonly Waiting[]): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, own);
    const fresh = !existsSync(path);
    const file = await open(path, 'a', 0o600);
    try {
      // begun on a line of its own: a line cut by a full disk must not take the next with it
      await file.write(`\n${entries.map((entry) => JSON.stringify(entry)).join('\n')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!fresh) return;
    const names = await open(folder, 'r');
    await names.sync().finally(() => names.close());
  };
  const together = gather<Waiting, true>(async (_, entries) => {
    await inTurn(() => write(entries));
    return entries.map(() => true);
  }, part);

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
    const groups = new Map<string, { answered: Answered[]; n: number }>();
    const flush = async (carrierId: string) => {
      const group = groups.get(carrierId);
      if (group === undefined || group.answered.length === 0) return;
      await keep(carrierId, groupIdOf(file, carrierId, group.n), group.answered);
      groups.set(carrierId, { answered: [], n: group.n + 1 });
    };
    for await (const text of createInterface({ input: createReadStream(join(folder, file)) })) {
      if (text === '') continue;
      const entry = parsed(text);
      if (entry === null) {
        await appendFile(join(folder, 'unreadable.ndjson'), `${text}\n`, { mode: 0o600 });
        complain(`compline: a line of ${file} of the gate cannot be read and stands in unreadable.ndjson`);
        continue;
      }
      const group = groups.get(entry.carrierId) ?? { answered: [], n: 0 };
      groups.set(entry.carrierId, group);
      group.answered.push(entry.answered);
      if (group.answered.length >= part) await flush(entry.carrierId);
    }
    for (const carrierId of groups.keys()) await flush(carrierId);
    await rm(join(folder, file), { force: true });
  };
  return {
    async add(entry) {
      await together('', entry);
    },
    async drain(keep) {
      for (const file of await inTurn(takeOver)) await drainFile(file, keep);
    },
  };
};
