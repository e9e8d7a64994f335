import { createServer, type RequestListener, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import { type Around, type Gate, gate } from '../../robocall/call-gate/gate.ts';
import { countersOf, type Place } from './around.ts';
import { answerCall, isCallPath } from './routes.ts';

/** The call path of one process: it answers before the framework is asked. */
export type CallPath = {
  /** For Fastify's `serverFactory`. */
  readonly listener: (handler: RequestListener) => Server;
  /** The gate; opened by the first that asks. */
  open(): Promise<Gate>;
  /** The gate where it is open: it is not opened to be looked at. */
  opened(): Promise<Gate> | null;
  close(): Promise<void>;
};

type Opened = { readonly gate: Gate; close(): Promise<void> };

const openGate = async (connections: Connections, signer: Around['signer'], place: Place): Promise<Opened> => {
  const { counters, close } = await countersOf(connections.dataFolder, place);
  try {
    const opened = await gate(connections, { signer, counters });
    return {
      gate: opened,
      async close() {
        await opened.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The call path over one set of connections. */
export const callPath = (
  connections: Connections,
  signer: Around['signer'],
  place: Place,
  complain: (error: unknown) => void,
): CallPath => {
  let opening: Promise<Opened> | null = null;
  const begin = (): Promise<Opened> => {
    opening ??= openGate(connections, signer, place).catch((error) => {
      // the database did not answer: the next call tries again
      opening = null;
      throw error;
    });
    return opening;
  };
  const open = async () => (await begin()).gate;
  const listener: CallPath['listener'] = (handler) =>
    createServer(async (request, response) => {
      if (!isCallPath(request)) return handler(request, response);
      try {
        await answerCall(await open(), request, response, complain);
      } catch (error) {
        complain(error);
        response.writeHead(503, { 'content-type': 'application/json' }).end('{"unavailable":"the call gate"}');
      }
    });
  return {
    listener,
    open,
    opened: () => (opening === null ? null : opening.then((done) => done.gate)),
    async close() {
      const done = await opening?.catch(() => null);
      await done?.close();
      opening = null;
    },
  };
};

/** Binds a call path to the life of a server: open while it listens, closed with it. */
export const bindCallPath = (app: FastifyInstance, path: CallPath): void => {
  app.addHook('onListen', async () => {
    await path.open();
  });
  app.addHook('onClose', () => path.close());
};
