import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Arrival } from './rate.ts';
import type { Sessions } from './sessions.ts';

/** What is counted of an account. All instants are epoch ms. */
export type Count = { readonly arrival: Arrival; readonly sessions: Sessions };

/** Counts in a file that outlives the process: after a kill the limits still hold. */
export type CountJournal = {
  /** The counts of an account, kept up by whoever counts. */
  of(accountId: string): Count;
  /** Notes what a call changed: its account's next arrival, and until when its session lasts; null where it has none. */
  took(accountId: string, due: number, callId: string, until: number | null): void;
  ended(accountId: string, callId: string): void;
  /** Whether what is counted would survive a kill now. */
  isWritten(): boolean;
  close(): void;
};

/** A line of the file: `until` 0 ends the call; null where it opened no session; `due` null where no call came. */
type Line = readonly [accountId: string, due: number | null, callId: string, until: number | null];

const isLine = (value: unknown): value is Line =>
  Array.isArray(value) && value.length === 4 && typeof value[0] === 'string' && typeof value[2] === 'string';

const lineOf = (text: string): Line | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isLine(value) ? value : null;
  } catch {
    // the last line of a killed process may be cut: its call was not answered
    return null;
  }
};

const countIn = (all: Map<string, Count>, accountId: string): Count => {
  const count = all.get(accountId) ?? { arrival: { due: 0 }, sessions: new Map() };
  all.set(accountId, count);
  return count;
};

const replay = (path: string, now: number): Map<string, Count> => {
  const all = new Map<string, Count>();
  for (const text of existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []) {
    const line = lineOf(text);
    if (line === null) continue;
    const [accountId, due, callId, until] = line;
    const { arrival, sessions } = countIn(all, accountId);
    if (due !== null) arrival.due = due;
    if (until !== null && until > now) sessions.set(callId, until);
    else if (until !== null) sessions.delete(callId);
  }
  return all;
};

const written = (line: Line): string => `${JSON.stringify(line)}\n`;

const textOf = (all: ReadonlyMap<string, Count>, now: number): string => {
  let text = '';
  for (const [accountId, { arrival, sessions }] of all) {
    if (arrival.due > now) text += written([accountId, arrival.due, '', null]);
    for (const [callId, until] of sessions) if (until > now) text += written([accountId, null, callId, until]);
  }
  return text;
};

/** Bytes after which the file is written anew with what still counts. */
const largest = 32 * 1024 * 1024;

/** How often a file that is gone is looked for and begun anew. */
const everyMs = 1000;

/** All counts in a fresh file in the place of the old one; its descriptor. */
const begin = (path: string, all: ReadonlyMap<string, Count>, now: number): number => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.fresh`, textOf(all, now), { mode: 0o600 });
  renameSync(`${path}.fresh`, path);
  return openSync(path, 'a', 0o600);
};

const append = (file: number, text: string): void => {
  // a full disk may take a part: a line that is cut would take the next with it
  if (writeSync(file, text) < Buffer.byteLength(text)) throw new Error('the disk took a part of it');
};

/** A file that nobody finds again: its folder was removed. */
const isLost = (file: number): boolean => fstatSync(file).nlink === 0;

/**
 * Opens the journal at a path. Lines go to the file system in the turn of the loop in which a call is counted, before it is
 * answered, but not to the disk: a power cut ends the calls too. Where the file cannot be written, memory counts on, and the whole is
 * written as soon as it can be: limits hold, only a kill in the meantime would lose counts. `clock`: epoch ms.
 */
export const countJournal = (path: string, complain: (line: string) => void, clock: () => number): CountJournal => {
  const orTold = <T>(what: string, step: () => T): T | null => {
    try {
      return step();
    } catch (error) {
      complain(`compline: ${what} (${path}): ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };
  const all =
    orTold('counts of the gate cannot be read and begin anew', () => replay(path, clock())) ?? new Map<string, Count>();
  const cannot = 'counts of the gate cannot be written and stand in memory alone';
  let file = orTold(cannot, () => begin(path, all, clock()));
  let size = 0;
  let waiting = '';
  const leave = () => {
    if (file !== null) closeSync(file);
    file = null;
  };
  const anew = () => {
    leave();
    file = orTold(cannot, () => begin(path, all, clock()));
    size = 0;
  };
  const flush = () => {
    const [text, to] = [waiting, file];
    waiting = '';
    size += text.length;
    if (to === null || text === '') return;
    const done = orTold(cannot, () => {
      append(to, text);
      return true;
    });
    if (done === null) leave();
    else if (size >= largest) anew();
  };
  const timer = setInterval(() => {
    if (file === null || isLost(file)) anew();
  }, everyMs);
  timer.unref();
  const write = (line: Line) => {
    // what comes in one turn of the loop is one write
    if (waiting === '') setImmediate(flush);
    waiting += written(line);
  };
  return {
    of: (accountId) => countIn(all, accountId),
    took: (accountId, due, callId, until) => write([accountId, due, callId, until]),
    ended: (accountId, callId) => write([accountId, null, callId, 0]),
    isWritten: () => file !== null && !isLost(file),
    close() {
      clearInterval(timer);
      flush();
      leave();
    },
  };
};
