import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Answered } from './group.ts';

type Waiting = { readonly carrierId: string; readonly answered: Answered };

const waiting = z.object({
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

/** Answers that the database could not take, in a file on the disk, until it can. */
export type Spool = {
  /** On the disk when it returns. */
  add(entry: Waiting): void;
  /** Hands what waits to `keep`, one after the other; what is not taken waits on. */
  drain(keep: (carrierId: string, answered: Answered) => Promise<unknown>): Promise<void>;
};

const linesOf = (path: string): readonly Waiting[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((text) => {
          try {
            return [waiting.parse(JSON.parse(text))];
          } catch {
            // the cut last line of a killed process: its call was not answered
            return [];
          }
        })
    : [];

/** Opens the spool at a path. */
export const spoolAt = (path: string): Spool => {
  const draining = `${path}.draining`;
  const add: Spool['add'] = (entry) => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = openSync(path, 'a', 0o600);
    writeSync(file, `${JSON.stringify(entry)}\n`);
    fsyncSync(file);
    closeSync(file);
  };
  return {
    add,
    async drain(keep) {
      // a file left by a process that was killed while it drained comes first
      if (!existsSync(draining)) {
        if (!existsSync(path)) return;
        renameSync(path, draining);
      }
      const kept = await Promise.allSettled(linesOf(draining).map((entry) => keep(entry.carrierId, entry.answered)));
      linesOf(draining).forEach((entry, n) => {
        if (kept[n]?.status !== 'fulfilled') add(entry);
      });
      rmSync(draining);
    },
  };
};
