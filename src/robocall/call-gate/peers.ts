import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { overdue } from '../../kernel/overdue.ts';
import type { Counters, Met, Place, Standing, Used } from './counters.ts';

/** One question between processes of a node: a number that comes back with the answer, what is asked, and of which call. */
type Question = readonly [n: number, verb: 'look' | 'take' | 'end' | 'used' | 'standing', place: Place];
type Said = Met | boolean | Used;
type Reply = readonly [n: number, answer: Said];

/** The whole lines that come from another process: the last of one that was killed may be cut, and is nobody's. */
const onLines = (socket: Socket, heard: (text: string) => void): void => {
  let rest = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    const lines = `${rest}${part}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) heard(line);
  });
};

const placeOf = (dataFolder: string, index: number): string => join(dataFolder, 'gate', `counters-${index}.sock`);

/** Which process of `processes` counts an account. */
export const ownerOf = (accountId: string, processes: number): number =>
  createHash('sha256').update(accountId).digest().readUInt32BE(0) % processes;

/** Gathers what is written in one turn of the loop into one write. */
const together = (socket: Socket): ((value: Question | Reply) => void) => {
  let waiting = '';
  return (value) => {
    if (waiting === '')
      setImmediate(() => {
        socket.write(waiting);
        waiting = '';
      });
    waiting += `${JSON.stringify(value)}\n`;
  };
};

const answerOf = async (own: Counters, verb: Question[1], place: Place): Promise<Said> => {
  if (verb === 'end') return own.end(place.accountId, place.callId);
  if (verb === 'standing') return (await own.standing()).every((standing) => standing === 'written');
  return own[verb](place);
};

/** Answers the other processes of this node for the accounts that this one counts. */
export const serveCounters = async (own: Counters, dataFolder: string, index: number): Promise<() => Promise<void>> => {
  const path = placeOf(dataFolder, index);
  mkdirSync(join(dataFolder, 'gate'), { recursive: true, mode: 0o700 });
  rmSync(path, { force: true });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const answer = together(socket);
    onLines(socket, async (line) => {
      const [n, verb, place]: Question = JSON.parse(line);
      answer([n, await answerOf(own, verb, place)]);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
};

type Asked = { readonly settle: (answer: Said) => void; readonly takeBack: () => void };

/** Asks one other process; while it is away, or silent for `patienceMs`, every answer is `gone`. */
const askPeer = (path: string, patienceMs: number) => {
  const asked = new Map<number, Asked>();
  let n = 0;
  let line: { readonly socket: Socket; readonly send: (question: Question) => void } | null = null;
  const settle = (number: number, answer: Said) => {
    const one = asked.get(number);
    asked.delete(number);
    if (one === undefined) return;
    one.takeBack();
    one.settle(answer);
  };
  const open = () => {
    const socket = connect(path);
    const lost = () => {
      line = null;
      for (const number of [...asked.keys()]) settle(number, 'gone');
    };
    socket.on('error', () => socket.destroy());
    socket.on('close', lost);
    onLines(socket, (text) => {
      const [number, answer]: Reply = JSON.parse(text);
      settle(number, answer);
    });
    line = { socket, send: together(socket) };
    return line;
  };
  const ask = (verb: Question[1], place: Place): Promise<Said> =>
    new Promise((resolve) => {
      n += 1;
      const number = n;
      asked.set(number, { settle: resolve, takeBack: overdue(patienceMs, () => settle(number, 'gone')) });
      (line ?? open()).send([number, verb, place]);
    });
  return { ask, close: () => line?.socket.destroy() };
};

const standingOf = (answer: Said): Standing => {
  if (typeof answer !== 'boolean') return 'gone';
  return answer ? 'written' : 'memory-alone';
};

const isUsed = (answer: Said): answer is Used => typeof answer === 'object' && answer !== null;

const metOf = (answer: Said): Met => (typeof answer === 'boolean' || isUsed(answer) ? 'gone' : answer);

const anyPlace = { rate: { perSecond: 1, burst: 1 }, sessions: 1 };
const noCall: Place = { accountId: '', callId: '', allowance: anyPlace, session: null };

/** Which process this is of how many, and how long (ms) another may take to count a call before it is held to be gone. */
export type Dealing = { readonly index: number | null; readonly processes: number; readonly patienceMs: number };

/**
 * Counters of a node with several processes: each account is counted by the one that it is dealt to, so that no limit is ever let
 * through twice. `index` null: this process counts none itself.
 */
export const dealtCounters = (
  own: Counters,
  dataFolder: string,
  { index, processes, patienceMs }: Dealing,
): Counters & { close(): void } => {
  const peers = Array.from({ length: processes }, (_, i) =>
    i === index ? null : askPeer(placeOf(dataFolder, i), patienceMs),
  );
  const peerOf = (accountId: string) => peers[ownerOf(accountId, processes)] ?? null;
  return {
    look(place) {
      const peer = peerOf(place.accountId);
      return peer === null ? own.look(place) : peer.ask('look', place).then(metOf);
    },
    take(place) {
      const peer = peerOf(place.accountId);
      return peer === null ? own.take(place) : peer.ask('take', place).then(metOf);
    },
    end(accountId, callId) {
      const peer = peerOf(accountId);
      return peer === null
        ? own.end(accountId, callId)
        : peer.ask('end', { ...noCall, accountId, callId }).then((answer) => answer === true);
    },
    used(place) {
      const peer = peerOf(place.accountId);
      return peer === null
        ? own.used(place)
        : peer.ask('used', place).then((answer) => (isUsed(answer) ? answer : 'gone'));
    },
    standing: async () => {
      const all = await Promise.all(
        peers.map((peer) => peer?.ask('standing', noCall).then(standingOf) ?? own.standing()),
      );
      return all.flat();
    },
    close: () => {
      for (const peer of peers) peer?.close();
    },
  };
};
