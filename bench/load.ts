// A load of HTTP requests over kept connections, the same for every server: as many as come back, or at a steady rate. It writes to
// the sockets itself, for a client that parses costs as much as a server that answers.
import { connect, type Socket } from 'node:net';

/** Requests as they go over the wire, asked round and round; `fresh` writes into the n-th what makes it another one. */
export type Requests = {
  readonly all: readonly Buffer[];
  fresh(request: Buffer, n: number): void;
};

export type Load = {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second, whether or not answers come; null: each connection asks again as soon as it was answered. */
  readonly rate: number | null;
};

/** What came back. Times in ms, from the moment at which a request was due. */
export type Heard = { readonly perSecond: number; readonly failed: number; readonly times: readonly number[] };

const endOfHead = Buffer.from('\r\n\r\n');

/** Bytes of the first reply in `bytes`, or null while it is not whole. */
const replyLength = (bytes: Buffer): number | null => {
  const head = bytes.indexOf(endOfHead);
  if (head === -1) return null;
  const length = /content-length: *(\d+)/i.exec(bytes.toString('latin1', 0, head))?.[1];
  if (length === undefined) throw new Error(`a reply without a length: ${bytes.toString('latin1', 0, head)}`);
  const whole = head + 4 + Number(length);
  return bytes.length < whole ? null : whole;
};

type Line = { readonly socket: Socket; due: number; bytes: Buffer };

const opened = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => resolve(socket));
  });

const ok = Buffer.from('HTTP/1.1 200');

/** Asks until the time is over. The first answer that is no 200 is shown on standard error. */
export const ask = async ({ all, fresh }: Requests, { port, connections, seconds, rate }: Load): Promise<Heard> => {
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(port)));
  const times: number[] = [];
  let [n, failed] = [0, 0];
  const began = performance.now();
  const until = began + seconds * 1000;
  const idle: Line[] = [];
  const waiting: number[] = [];
  const send = (line: Line, due: number) => {
    const request = all[n % all.length];
    if (request === undefined) throw new Error('nothing to ask');
    fresh(request, n);
    n += 1;
    line.due = due;
    // a copy: the same bytes are made another request while this one is still being written
    line.socket.write(Buffer.from(request));
  };
  const answered = (line: Line, reply: Buffer) => {
    times.push(performance.now() - line.due);
    if (!reply.subarray(0, 12).equals(ok)) {
      if (failed === 0) process.stderr.write(`${reply.toString()}\n`);
      failed += 1;
    }
    const due = rate === null ? performance.now() : waiting.shift();
    if (performance.now() > until) line.socket.destroy();
    else if (due === undefined) idle.push(line);
    else send(line, due);
  };
  const closed = sockets.map((socket) => {
    const line: Line = { socket, due: 0, bytes: Buffer.alloc(0) };
    socket.on('data', (part) => {
      line.bytes = line.bytes.length === 0 ? part : Buffer.concat([line.bytes, part]);
      const length = replyLength(line.bytes);
      if (length === null) return;
      const reply = line.bytes.subarray(0, length);
      line.bytes = line.bytes.subarray(length);
      answered(line, reply);
    });
    idle.push(line);
    return new Promise((resolve) => socket.once('close', resolve));
  });
  if (rate === null) for (const line of idle.splice(0)) send(line, performance.now());
  let due = began;
  const timer = setInterval(() => {
    const now = performance.now();
    if (now > until) for (const line of idle.splice(0)) line.socket.destroy();
    if (rate !== null)
      for (; due <= Math.min(now, until); due += 1000 / rate) {
        const line = idle.pop();
        if (line === undefined) waiting.push(due);
        else send(line, due);
      }
  }, 1);
  await Promise.all(closed);
  clearInterval(timer);
  return { perSecond: times.length / ((performance.now() - began) / 1000), failed: failed + waiting.length, times };
};
