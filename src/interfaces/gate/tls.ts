import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { refuse } from '../../kernel/problem.ts';

/** Where the gate's own certificate and key stand, and the port on which equipment shows its certificate. */
export type TlsSettings = { readonly certificate: string; readonly key: string; readonly port: number };

/** How often the two files are looked at: a renewed certificate is taken without a restart. */
const everyMs = 60_000;

const materials = ({ certificate, key }: TlsSettings) => ({
  cert: readFileSync(certificate),
  key: readFileSync(key),
});

const changedAt = ({ certificate, key }: TlsSettings): number =>
  Math.max(statSync(certificate).mtimeMs, statSync(key).mtimeMs);

const firstMaterials = (settings: TlsSettings) => {
  try {
    return materials(settings);
  } catch (error) {
    return refuse(
      'invalid-input',
      `COMPLINE_GATE_TLS_CERTIFICATE, COMPLINE_GATE_TLS_KEY: ${error instanceof Error ? error.message : String(error)}`,
      'Name two PEM files that this process may read.',
    );
  }
};

/** A server with TLS, not yet listening, that asks each peer for its certificate. No authority is asked: a credential names the one certificate it takes. */
export const tlsServer = (
  settings: TlsSettings,
  handler: RequestListener,
  complain: (line: string) => void,
): { readonly server: Server; close(): Promise<void> } => {
  const versions = { minVersion: 'TLSv1.2' } as const;
  const server = createServer(
    { ...firstMaterials(settings), ...versions, requestCert: true, rejectUnauthorized: false },
    handler,
  );
  let taken = changedAt(settings);
  const timer = setInterval(() => {
    try {
      const changed = changedAt(settings);
      if (changed === taken) return;
      server.setSecureContext({ ...materials(settings), ...versions });
      taken = changed;
    } catch (error) {
      complain(`compline: the gate's renewed TLS certificate is not taken, the one before stays: ${error}`);
    }
  }, everyMs);
  timer.unref();
  return {
    server,
    async close() {
      clearInterval(timer);
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** Listens with TLS on a port of its own. */
export const listenTls = async (
  settings: TlsSettings,
  host: string,
  handler: RequestListener,
  complain: (line: string) => void,
): Promise<{ readonly port: number; close(): Promise<void> }> => {
  const { server, close } = tlsServer(settings, handler, complain);
  server.listen(settings.port, host);
  await once(server, 'listening');
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : settings.port, close };
};

type Shown = { readonly fingerprint: string; readonly from: number; readonly until: number };

const shownBy = new WeakMap<TLSSocket, Shown | null>();

const readPeer = (socket: TLSSocket): Shown | null => {
  const peer = socket.getPeerX509Certificate();
  if (peer === undefined) return null;
  const fingerprint = peer.fingerprint256.replaceAll(':', '').toLowerCase();
  return { fingerprint, from: Date.parse(peer.validFrom), until: Date.parse(peer.validTo) };
};

/** SHA-256 of the certificate that the peer of a connection proved to hold, lower-case hex; null without one, or out of its time (`now`, epoch ms). */
export const peerFingerprint = (socket: Socket, now: number): string | null => {
  if (!(socket instanceof TLSSocket)) return null;
  let shown = shownBy.get(socket);
  if (shown === undefined) {
    shown = readPeer(socket);
    shownBy.set(socket, shown);
  }
  return shown !== null && shown.from <= now && now <= shown.until ? shown.fingerprint : null;
};
