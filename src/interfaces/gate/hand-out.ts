import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer, Socket } from 'node:net';
import { z } from 'zod';

/** The ports whose connections are handed out, by what is spoken on them. */
type Spoken = 'plain' | 'tls';

const note = z.union([
  z.object({ takes: z.literal('connections') }),
  z.object({ connection: z.enum(['plain', 'tls']) }),
]);
type Note = z.output<typeof note>;

/** Who hands connections to the gate processes of a node. */
export type HandingOut = {
  /** Listens on a port. */
  listen(where: { readonly host: string; readonly port: number; readonly spoken: Spoken }): Promise<void>;
  /** Hands to a process from when it takes connections until it ends. */
  handTo(worker: ChildProcess): void;
  close(): void;
};

type Waiting = { readonly socket: Socket; readonly spoken: Spoken };

/**
 * Hands the connections of this node's ports to its gate processes in turn; while none takes any they wait. Node's own cluster does so
 * too, and never closes a connection that it handed to a process which was killed before it took it: whoever asks there waits for ever.
 */
export const handingOut = (): HandingOut => {
  const servers: ReturnType<typeof createServer>[] = [];
  /** Who takes connections, the next first, with what is on its way to each. */
  const takers: { readonly worker: ChildProcess; readonly under: Set<Socket> }[] = [];
  const waiting: Waiting[] = [];
  const hand = (one: Waiting) => {
    const taker = takers.shift();
    if (taker === undefined) return waiting.push(one);
    takers.push(taker);
    const { socket, spoken } = one;
    const message: Note = { connection: spoken };
    taker.under.add(socket);
    taker.worker.send(message, socket, {}, (error) => {
      taker.under.delete(socket);
      if (error !== null) socket.destroy();
    });
  };
  return {
    async listen({ host, port, spoken }) {
      const server = createServer({ pauseOnConnect: true }, (socket) => {
        // one that goes while it waits here
        socket.on('error', () => socket.destroy());
        hand({ socket, spoken });
      });
      servers.push(server);
      server.listen(port, host);
      await once(server, 'listening');
    },
    handTo(worker) {
      const taker = { worker, under: new Set<Socket>() };
      worker.on('message', (message) => {
        if (!('takes' in note.parse(message))) return;
        takers.push(taker);
        for (const one of waiting.splice(0)) hand(one);
      });
      const leave = () => {
        const place = takers.indexOf(taker);
        if (place !== -1) takers.splice(place, 1);
        for (const socket of taker.under) socket.destroy();
      };
      worker.on('disconnect', leave);
      worker.on('exit', leave);
    },
    close() {
      for (const server of servers) server.close();
      for (const { socket } of waiting.splice(0)) socket.destroy();
    },
  };
};

/**
 * Takes the connections that are handed to this process, by servers that do not listen themselves. Those of none are closed. Ended by the
 * answer: until then the process lives, whatever else is over.
 */
export const takeConnections = (servers: Readonly<Record<Spoken, Pick<Server, 'emit'> | null>>): (() => void) => {
  process.on('message', (message, socket) => {
    const read = note.safeParse(message);
    if (!(socket instanceof Socket)) return;
    const server = read.success && 'connection' in read.data ? servers[read.data.connection] : null;
    if (server === null) return void socket.destroy();
    socket.setNoDelay(true);
    server.emit('connection', socket);
    socket.resume();
  });
  const takes: Note = { takes: 'connections' };
  process.send?.(takes);
  return () => {
    if (process.connected) process.disconnect();
  };
};
