// A telephone service on loopback in the shapes of Twilio's and jambonz's HTTP interfaces: what it was asked, and what it says.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = {
  readonly path: string;
  readonly authorization: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

export type TelephonePeer = {
  readonly address: string;
  readonly asked: Asked[];
  /** The HTTP status for a request to this number, or of a kind: `Messages.json` and the number; 201 unless a test says otherwise. */
  says(number: string, status: number | 'cut'): void;
  close(): Promise<void>;
};

const fieldsOf = (type: string, body: string): Record<string, unknown> =>
  type.includes('json') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));

const numberIn = ({ To, to }: Record<string, unknown>): string =>
  typeof To === 'string' ? To : typeof to === 'string' ? to : JSON.stringify(to ?? '');

/** Starts the peer on a free port of loopback. */
export const telephonePeer = async (): Promise<TelephonePeer> => {
  const asked: Asked[] = [];
  const moods = new Map<string, number | 'cut'>();
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const fields = fieldsOf(request.headers['content-type'] ?? '', Buffer.concat(parts).toString('utf8'));
      asked.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '', fields });
      const asks = `${request.url?.split('/').at(-1)} ${numberIn(fields)}`;
      const [, mood = 201] = [...moods].find(([number]) => asks.includes(number)) ?? [];
      if (mood === 'cut') return request.socket.destroy();
      response.writeHead(mood, { 'content-type': 'application/json' });
      return response.end(JSON.stringify({ sid: `SM${asked.length}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    says: (number, status) => moods.set(number, status),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
