import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import type { CertificateFetchSettings } from '../../outside/certificate-fetch.ts';
import { type Gate, gate } from '../../robocall/call-gate/gate.ts';
import { countersOf, type Place } from './around.ts';
import { takeConnections } from './hand-out.ts';
import { answerCall, isCallPath } from './routes.ts';
import { listenTls, type TlsSettings, tlsServer } from './tls.ts';
import { openVerifier, type Verifier } from './verifier.ts';

/** What answers calls. */
export type GateAndVerifier = { readonly gate: Gate; readonly verifier: Verifier };

/** The call path of one process: it answers before the framework is asked. */
export type CallPath = {
  /** Answers what is the call path's; the rest is the handler's. */
  readonly answering: (handler: RequestListener) => RequestListener;
  /** The same as a server, for Fastify's `serverFactory`. */
  readonly listener: (handler: RequestListener) => Server;
  /** The gate; opened by the first that asks. */
  open(): Promise<Gate>;
  /** Gate and verifier where they are open: they are not opened to be looked at. */
  opened(): Promise<GateAndVerifier> | null;
  close(): Promise<void>;
};

/** Tells what went wrong on our side, in words. */
type Complain = (line: string) => void;

type Opened = GateAndVerifier & { close(): Promise<void> };

/** How the call path of a process is set. */
export type CallPathSettings = {
  readonly place: Place;
  readonly fetch: CertificateFetchSettings;
  /** How long a call waits for the database that records it, and for the process that counts its account, ms. */
  readonly patienceMs: number;
};

const openGate = async (
  connections: Connections,
  { place, fetch, patienceMs }: CallPathSettings,
  complain: Complain,
): Promise<Opened> => {
  const verifier = await openVerifier(join(connections.dataFolder, 'trust'), fetch, complain);
  const { counters, close } = await countersOf(connections.dataFolder, place, patienceMs, complain);
  try {
    const opened = await gate(
      connections,
      counters,
      { folder: join(connections.dataFolder, 'gate'), patienceMs },
      complain,
    );
    return {
      gate: opened,
      verifier,
      async close() {
        verifier.close();
        await opened.stop();
        await close();
      },
    };
  } catch (error) {
    verifier.close();
    await close();
    throw error;
  }
};

/** The call path over one set of connections. */
export const callPath = (connections: Connections, settings: CallPathSettings, complain: Complain): CallPath => {
  let opening: Promise<Opened> | null = null;
  const begin = (): Promise<Opened> => {
    opening ??= openGate(connections, settings, complain).catch((error) => {
      // the database did not answer: the next call tries again
      opening = null;
      throw error;
    });
    return opening;
  };
  const open = async () => (await begin()).gate;
  const answering: CallPath['answering'] = (handler) => async (request, response) => {
    if (!isCallPath(request)) return handler(request, response);
    try {
      await answerCall(await begin(), request, response, complain);
    } catch (error) {
      complain(`compline: the call gate cannot open: ${error instanceof Error ? error.message : String(error)}`);
      response.writeHead(503, { 'content-type': 'application/json' }).end('{"unavailable":"the call gate"}');
    }
  };
  return {
    answering,
    listener: (handler) => createServer(answering(handler)),
    open,
    opened: () => opening,
    async close() {
      const done = await opening?.catch(() => null);
      await done?.close();
      opening = null;
    },
  };
};

/** The answer to everything else on a port that serves the call path alone. */
const nothingElse: RequestListener = (_request, response) => {
  response.writeHead(404, { 'content-type': 'application/json' }).end('{"here":"the call gate alone"}');
};

/** The call path with TLS on a port of its own, where it is set. Closed by the answer. */
export const listenWithTls = async (
  path: CallPath,
  host: string,
  tls: TlsSettings | null,
  complain: Complain,
): Promise<() => Promise<void>> => {
  const secure = tls === null ? null : await listenTls(tls, host, path.answering(nothingElse), complain);
  return async () => secure?.close();
};

/** The call path over the connections that the server hands to this process, with TLS where it is set. Closed by the answer. */
export const answerHanded = (path: CallPath, tls: TlsSettings | null, complain: Complain): (() => Promise<void>) => {
  const plain = path.listener(nothingElse);
  const secure = tls === null ? null : tlsServer(tls, path.answering(nothingElse), complain);
  const end = takeConnections({ plain, tls: secure?.server ?? null });
  return async () => {
    end();
    plain.closeAllConnections();
    await secure?.close();
  };
};

/** Binds a call path to the life of a server: open while it listens, closed with it. `compline serve` opens it before. */
export const bindCallPath = (app: FastifyInstance, path: CallPath): void => {
  app.addHook('onListen', async () => {
    await path.open();
  });
  app.addHook('onClose', () => path.close());
};
