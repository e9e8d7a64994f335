import { problemFrom } from './problem-of.ts';
import type { AnswerName, InputOf, OutputOf, StreamName } from './types.ts';

type Place = { readonly method: string; readonly path: string };

export type Client = {
  /** Runs an operation; throws the Problem that refused it. A repeated key gives the first answer again. */
  call<N extends AnswerName>(name: N, input: InputOf<N>, idempotencyKey: string): Promise<OutputOf<N>>;
  /** Opens a streaming operation: `body` goes up, the bytes that come down are given as they come. */
  stream<N extends StreamName>(
    name: N,
    input: InputOf<N>,
    body: string | Uint8Array<ArrayBuffer> | null,
  ): Promise<ReadableStream<Uint8Array>>;
};

type Server = { readonly base: string; readonly token: string };

const methods = ['get', 'post', 'put', 'delete'] as const;

// the list comes from the server, so that a client carries types only and none of the operations' code
const placesOf = async (base: string): Promise<ReadonlyMap<string, Place>> => {
  const response = await fetch(`${base}/openapi.json`);
  if (!response.ok) throw await problemFrom(response);
  const description = (await response.json()) as {
    paths: Record<string, Partial<Record<(typeof methods)[number], { operationId: string }>>>;
  };
  const places = new Map<string, Place>();
  for (const [path, item] of Object.entries(description.paths))
    for (const method of methods) {
      const name = item[method]?.operationId;
      if (name !== undefined) places.set(name, { method: method.toUpperCase(), path });
    }
  return places;
};

const written = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Fields that stand in the path go there; the rest is left for the body or the query. */
const filled = (path: string, input: object): { path: string; rest: Record<string, unknown> } => {
  const rest: Record<string, unknown> = { ...input };
  const full = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(written(value));
  });
  return { path: full, rest };
};

const queryOf = (fields: Record<string, unknown>): string => {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, written(value)])).toString()}`;
};

const send = async (url: string, token: string, request: RequestInit): Promise<Response> => {
  const response = await fetch(url, {
    ...request,
    headers: { ...(request.headers as Record<string, string>), authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw await problemFrom(response);
  return response;
};

// the server checked its answer against `gives`
const answerOf = async <T>(response: Response): Promise<T> => (await response.json()) as T;

/** A client of the server at `base` (no slash at the end), as the holder of a session token or key. */
export const connectClient = async ({ base, token }: Server): Promise<Client> => {
  const places = await placesOf(base);
  const placeOf = (name: string): Place => {
    const place = places.get(name);
    if (place === undefined)
      throw new Error(`The server at ${base} has no operation '${name}': it is another version.`);
    return place;
  };
  return {
    async call(name, input, idempotencyKey) {
      const { method, path } = placeOf(name);
      const { path: full, rest } = filled(path, input as object);
      if (method === 'GET')
        return answerOf(await send(`${base}${full}${queryOf(rest)}`, token, { method, headers: {} }));
      const headers = { 'content-type': 'application/json', 'idempotency-key': idempotencyKey };
      return answerOf(await send(`${base}${full}`, token, { method, headers, body: JSON.stringify(rest) }));
    },
    async stream(name, input, body) {
      const { method, path } = placeOf(name);
      const { path: full, rest } = filled(path, input as object);
      const headers = body === null ? {} : { 'content-type': 'application/octet-stream' };
      const response = await send(`${base}${full}${queryOf(rest)}`, token, { method, headers, body });
      return response.body ?? new ReadableStream({ start: (controller) => controller.close() });
    },
  };
};
