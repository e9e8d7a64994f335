import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Answering } from './answer.ts';
import { cut } from './framing.ts';
import type { Listening } from './udp.ts';

/** How connections are bounded: their number in all and of peers that are not listed, and times in ms. */
export type Bounds = {
  readonly connections: number;
  readonly ofStrangers: number;
  /** From the first byte of a message to its last. */
  readonly messageMs: number;
  /** Without a byte. */
  readonly idleMs: number;
};

/** A switch keeps a few connections open for hours, and pings; a message comes in one piece. */
export const usualBounds: Bounds = { connections: 256, ofStrangers: 32, messageMs: 10_000, idleMs: 600_000 };

const ping = '\r\n\r\n';

const converse = (socket: Socket, { answer }: Pick<Answering, 'answer'>, { messageMs, idleMs }: Bounds): void => {
  const peer = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
  let rest = '';
  let slow: NodeJS.Timeout | null = null;
  const inTime = () => {
    if (rest === '' && slow !== null) {
      clearTimeout(slow);
      slow = null;
    }
    if (rest !== '') slow ??= setTimeout(() => socket.destroy(), messageMs);
  };
  const respond = async (message: string): Promise<void> => {
    const answered = await answer(message, peer);
    if (answered !== null && socket.writable) socket.write(answered.text, 'latin1');
  };
  socket.setTimeout(idleMs, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('close', () => slow !== null && clearTimeout(slow));
  socket.on('data', (bytes) => {
    const text = bytes.toString('latin1');
    // a peer that asks whether we are there (RFC 5626 section 4.4.1)
    if (rest === '' && text === ping) return socket.write('\r\n');
    const { messages, rest: left, broken } = cut(rest + text);
    rest = left;
    // one after a message that was whole has its time anew
    if (messages.length > 0 && slow !== null) {
      clearTimeout(slow);
      slow = null;
    }
    inTime();
    const answers = Promise.all(messages.map(respond));
    // where the next message begins cannot be known any more
    if (broken !== null) {
      socket.pause();
      void answers.then(() => socket.destroySoon());
    }
    // what a peer does not read must not pile up here
    else if (socket.writableLength > 1024 * 1024) socket.destroy();
  });
};

/** Answers by TCP. */
export const listenTcp = async (
  answering: Pick<Answering, 'answer' | 'knows'>,
  where: { readonly host: string; readonly port: number },
  bounds: Bounds,
): Promise<Listening> => {
  const open = new Set<Socket>();
  const strangers = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    const stranger = !answering.knows(socket.remoteAddress ?? '');
    if (open.size >= bounds.connections || (stranger && strangers.size >= bounds.ofStrangers)) {
      socket.destroy();
      return;
    }
    open.add(socket);
    if (stranger) strangers.add(socket);
    socket.on('close', () => {
      open.delete(socket);
      strangers.delete(socket);
    });
    converse(socket, answering, bounds);
  });
  server.listen(where.port, where.host);
  await once(server, 'listening');
  server.on('error', () => {});
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : where.port,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
