import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a handler of the call path answers with. */
export type Reply = {
  readonly status: number;
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;
};

/** A reply without headers of its own. */
export const reply = (status: number, body: object): Reply => ({ status, body, headers: {} });

/** Sends a reply as JSON; the request's X-RequestID comes back with it. */
export const send = (request: IncomingMessage, response: ServerResponse, { status, body, headers }: Reply): void => {
  const text = JSON.stringify(body);
  const requestId = request.headers['x-requestid'];
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(typeof requestId === 'string' ? { 'x-requestid': requestId } : {}),
    ...headers,
  });
  response.end(text);
};

/** Most bytes of one request of the call path. */
const largest = 64 * 1024;

/** The body as text, or null where it is larger than any call's. */
export const bodyOf = (request: IncomingMessage): Promise<string | null> =>
  new Promise((resolve, reject) => {
    let text = '';
    let size = 0;
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      size += part.length;
      if (size <= largest) text += part;
    });
    request.on('end', () => resolve(size > largest ? null : text));
    request.on('error', reject);
  });

/** Whether a parsed value is an object with fields. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The path without its query. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? '';
