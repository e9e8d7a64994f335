import { problemFrom } from './problem-of.ts';
import type { AnswerName, InputOf, OutputOf, StreamName } from './types.ts';

export type Place = { readonly method: string; readonly path: string };

export type Client = {
  /** Runs an operation; throws the Problem that refused it. A repeated key gives the first answer again; an empty one is none. */
  call<N extends AnswerName>(name: N, input: InputOf<N>, idempotencyKey: string): Promise<OutputOf<N>>;
  /** The same with the number of the receipt of what was recorded; null where nothing was. */
  act<N extends AnswerName>(name: N, input: InputOf<N>, idempotencyKey: string): Promise<Acted<OutputOf<N>>>;
  /** Opens a streaming operation: `body` goes up, the bytes that come down are given as they come. */
  stream<N extends StreamName>(
    name: N,
    input: InputOf<N>,
    body: string | Uint8Array<ArrayBuffer> | null,
  ): Promise<ReadableStream<Uint8Array>>;
  /** Where a streaming operation with that input takes its bytes, for whoever sends them himself and watches how far they are. */
  reach<N extends StreamName>(name: N, input: InputOf<N>): Reach;
};

/** What an act answered, and the number of its receipt. */
export type Acted<T> = { readonly answer: T; readonly receipt: string | null };

/** A request without its body. */
export type Reach = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
};

type Server = { readonly base: string; readonly token: string };

/** Method and path of each operation, by its name. */
export type Places = ReadonlyMap<string, Place>;

/**
 * How a client shows who asks: by a token, or by the cookie that a browser sends of itself and no script can read. All tabs
 * share that one, so each request says at which carrier the page believes to be.
 */
export type Shown =
  | { readonly by: 'token'; readonly token: string }
  | { readonly by: 'cookie'; readonly carrier: () => string | null };

type Reached = { readonly base: string; readonly places: Places; readonly shown: Shown };

const methods = ['get', 'post', 'put', 'delete'] as const;

// the list comes from the server, so that a client carries types only and none of the operations' code
const placesOf = async (base: string): Promise<Places> => {
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

const holderOf = (shown: Shown): Record<string, string> => {
  if (shown.by === 'token') return { authorization: `Bearer ${shown.token}` };
  const carrier = shown.carrier();
  return carrier === null ? {} : { 'compline-carrier': carrier };
};

const send = async (url: string, shown: Shown, request: RequestInit): Promise<Response> => {
  const response = await fetch(url, {
    ...request,
    headers: { ...(request.headers as Record<string, string>), ...holderOf(shown) },
  });
  if (!response.ok) throw await problemFrom(response);
  return response;
};

// the server checked its answer against `gives`
const answerOf = async <T>(response: Response): Promise<T> => (await response.json()) as T;

const bytes = { 'content-type': 'application/octet-stream' } as const;

/** A client that knows where each operation stands. */
export const clientAt = ({ base, places, shown }: Reached): Client => {
  const placeOf = (name: string): Place => {
    const place = places.get(name);
    if (place === undefined)
      throw new Error(`The server at ${base} has no operation '${name}': it is another version.`);
    return place;
  };
  const streamAt = (name: string, input: object) => {
    const { method, path } = placeOf(name);
    const { path: full, rest } = filled(path, input);
    return { method, url: `${base}${full}${queryOf(rest)}` };
  };
  const ask = (name: string, input: object, idempotencyKey: string): Promise<Response> => {
    const { method, path } = placeOf(name);
    const { path: full, rest } = filled(path, input);
    if (method === 'GET') return send(`${base}${full}${queryOf(rest)}`, shown, { method, headers: {} });
    const key: Record<string, string> = idempotencyKey === '' ? {} : { 'idempotency-key': idempotencyKey };
    const headers = { 'content-type': 'application/json', ...key };
    return send(`${base}${full}`, shown, { method, headers, body: JSON.stringify(rest) });
  };
  return {
    async call(name, input, idempotencyKey) {
      return answerOf(await ask(name, input as object, idempotencyKey));
    },
    async act(name, input, idempotencyKey) {
      const response = await ask(name, input as object, idempotencyKey);
      return { answer: await answerOf(response), receipt: response.headers.get('compline-receipt') };
    },
    async stream(name, input, body) {
      const { method, url } = streamAt(name, input);
      const headers = body === null ? {} : bytes;
      const response = await send(url, shown, { method, headers, body });
      return response.body ?? new ReadableStream({ start: (controller) => controller.close() });
    },
    reach: (name, input) => ({ ...streamAt(name, input), headers: { ...bytes, ...holderOf(shown) } }),
  };
};

/** A client of the server at `base` (no slash at the end), as the holder of a session token or key. */
export const connectClient = async ({ base, token }: Server): Promise<Client> =>
  clientAt({ base, places: await placesOf(base), shown: { by: 'token', token } });
