import { existsSync } from 'node:fs';
import { appendFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { lookUpProcess } from '../../db/embedded/look-up-process.ts';
import { randomIds } from '../../kernel/id.ts';
import { levels } from './call.ts';
import type { Answered, KeepGroup } from './group.ts';

type Waiting = { readonly carrierId: string; readonly groupId: string; readonly answered: readonly Answered[] };

const refusal = z.object({
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
});
const level = z.enum(levels).nullable();
const told = z.object({ attest: level });
const answered: z.ZodType<Answered> = z
  .object({
    line: z.string(),
    at: z.number(),
    emergency: z.boolean(),
    attest: level.optional(),
    refusal: refusal.nullable(),
    shadowed: refusal.nullable().default(null),
  })
  // what an earlier version left here tells the level in its line alone
  .transform((one) => ({
    ...one,
    attest: one.attest === undefined ? told.parse(JSON.parse(one.line)).attest : one.attest,
  }));
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

// a container gives the number of one that died to another that lives: when it began tells them apart
const own = `unkept-${process.pid}-${lookUpProcess(process.pid)?.began ?? ''}.ndjson`;
const ofProcess = /^unkept-(\d+)(?:-(.*))?\.ndjson$/;

/** Whether somebody else who lives writes to a file of this name. */
const isAnothers = (name: string): boolean => {
  const [, pid = '', began] = ofProcess.exec(name) ?? [];
  if (pid === '' || Number(pid) === process.pid) return false;
  const found = lookUpProcess(Number(pid));
  return found !== null && found.state === 'running' && (began === undefined || found.began === began);
};

const parsed = (text: string): Waiting | null => {
  try {
    return waiting.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** What waits in a spool: files and bytes, since when (epoch ms; null where nothing waits), and the bytes that nobody can read. */
export type Unkept = {
  readonly files: number;
  readonly bytes: number;
  readonly since: number | null;
  readonly unreadableBytes: number;
};

const unreadable = 'unreadable.ndjson';

/** What waits in a folder, of all processes that share it. */
export const unkeptIn = async (folder: string): Promise<Unkept> => {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    // one that is drained meanwhile waits no more
    names.map(async (name) => ({ name, file: await stat(join(folder, name)).catch(() => null) })),
  );
  const waiting = found.flatMap(({ name, file }) =>
    file !== null && (ofProcess.test(name) || name.endsWith('.draining')) ? [file] : [],
  );
  return {
    files: waiting.length,
    bytes: waiting.reduce((sum, { size }) => sum + size, 0),
    since: waiting.length === 0 ? null : Math.round(Math.min(...waiting.map(({ birthtimeMs }) => birthtimeMs))),
    unreadableBytes: found.find(({ name }) => name === unreadable)?.file?.size ?? 0,
  };
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
      // another process may take over the file of a dead one first
      if (ofProcess.test(name) && !isAnothers(name)) await setAside(name).catch(() => {});
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
        await appendFile(join(folder, unreadable), `${text}\n`, { mode: 0o600 });
        complain(`compline: a line of ${file} of the gate cannot be read and stands in ${unreadable}`);
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
