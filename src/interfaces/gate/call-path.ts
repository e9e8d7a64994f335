import { createServer, type RequestListener, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import { type Around, type Gate, gate } from '../../robocall/call-gate/gate.ts';
import { answerCall, isCallPath } from './routes.ts';

/** The call path of one server: it answers before the framework is asked, and its gate runs while the server listens. */
export type CallPath = {
  /** For Fastify's `serverFactory`. */
  readonly listener: (handler: RequestListener) => Server;
  /** The gate; started by the first that asks. */
  open(): Promise<Gate>;
  /** Binds the gate to the life of the server. */
  bind(app: FastifyInstance): void;
};

/** The call path over one set of connections. */
export const callPath = (connections: Connections, around: Around, complain: (error: unknown) => void): CallPath => {
  let opened: Promise<Gate> | null = null;
  const open = () => {
    opened ??= gate(connections, around);
    return opened;
  };
  const listener: CallPath['listener'] = (handler) =>
    createServer(async (request, response) => {
      if (!isCallPath(request)) return handler(request, response);
      try {
        await answerCall(await open(), request, response, complain);
      } catch (error) {
        // the database did not answer when the gate was opened: the next call tries again
        opened = null;
        complain(error);
        response.writeHead(503, { 'content-type': 'application/json' }).end('{"unavailable":"the call gate"}');
      }
    });
  const bind: CallPath['bind'] = (app) => {
    app.addHook('onListen', async () => {
      await open();
    });
    app.addHook('onClose', async () => {
      if (opened !== null) await (await opened).stop();
    });
  };
  return { listener, open, bind };
};
