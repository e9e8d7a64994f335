import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import type { Asking } from '../../db/context.ts';
import { randomIds } from '../../kernel/id.ts';
import type { Proof } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { whole } from '../../kernel/whole.ts';
import { type AskTogether, askTogether } from '../ask-together.ts';
import { authorize, invokeForReceipt, invokeStream } from '../invoke.ts';
import { problemOf, sendProblem } from './answer.ts';
import { believedCarrier, holderOf, identify, usableTokenOf } from './identify.ts';
import type { Found, Router } from './route.ts';

const keyOf = (request: FastifyRequest): string | null => {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || key === '' || key.length > 200)
    return refuse('invalid-input', 'Idempotency-Key must be one value of 1 to 200 characters.', 'Use a UUID.');
  return key;
};

/** The bytes of a header come one a letter; a password may hold any sign. */
const passwordOf = (request: FastifyRequest): string | null => {
  const given = request.headers['compline-password'];
  return typeof given === 'string' && given !== '' ? Buffer.from(given, 'latin1').toString('utf8') : null;
};

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const bounds = {
  most: 32 * 1024 * 1024,
  says: 'The body is over 32 MB.',
  fix: 'Split it, or use the streaming operation.',
};

const bodyText = async (request: FastifyRequest): Promise<string> =>
  (await whole(request.raw, bounds)).toString('utf8');

const jsonTypes = /^application\/([\w.-]+\+)?json\b/i;

const jsonOf = (text: string, type: string | undefined): Record<string, unknown> => {
  if (text === '') return {};
  if (type !== undefined && !jsonTypes.test(type))
    refuse('wrong-media-type', 'The body is not announced as JSON.', 'Send content-type application/json.');
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // told below
  }
  return refuse(
    'invalid-input',
    'The body is not a JSON object.',
    'Send one JSON object with content-type application/json.',
  );
};

const pump = async (
  reply: FastifyReply,
  type: string,
  chunks: AsyncIterable<string | Uint8Array>,
): Promise<FastifyReply> => {
  const iterator = chunks[Symbol.asyncIterator]();
  // the first chunk decides whether it is an answer or a problem
  const first = await iterator.next();
  const rest = async function* () {
    if (first.done === true) return;
    yield first.value;
    try {
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } catch (error) {
      // the status line has gone out: an NDJSON reader still learns why the stream ends
      if (type.includes('ndjson')) yield `${JSON.stringify({ problem: problemOf(error).body })}\n`;
      throw error;
    }
  };
  return reply.header('content-type', type).send(Readable.from(rest()));
};

/** What a server answers with: its connections, and what gathers requests that come at once. */
type Means = { readonly connections: Connections; readonly together: AskTogether };

const answer = async (
  { connections, together }: Means,
  hit: Found,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const key = keyOf(request);
  // a request that may be repeated needs a transaction of its own: its first answer is kept under its key;
  // one that names its carrier is looked at by itself
  if ('runEach' in hit.operation && key === null && believedCarrier(request) === null) {
    const token = usableTokenOf(request);
    const input = { ...jsonOf(await bodyText(request), request.headers['content-type']), ...hit.fields };
    return reply.send(await together(token, hit.name, { o: hit.operation, input }));
  }
  const now = Date.now();
  const identity = await identify(connections.platform, request, now);
  const proof: Proof = identity.proof.by === 'key' ? { by: 'key', password: passwordOf(request) } : identity.proof;
  const asking: Asking = { ...identity, proof, at: now, id: randomIds(now) };
  authorize(identity.actor, hit.operation);
  const query = isRecord(request.query) ? request.query : {};
  if ('stream' in hit.operation) {
    const chunks = await invokeStream(connections, hit.operation, asking, {
      input: { ...query, ...hit.fields },
      body: request.raw,
      key,
    });
    return pump(reply, hit.operation.writes, chunks);
  }
  const body = request.method === 'GET' ? query : jsonOf(await bodyText(request), request.headers['content-type']);
  const given = await invokeForReceipt(connections, hit.name, asking, { input: { ...body, ...hit.fields }, key });
  // to a person alone: whether something was recorded could tell a machine what its answer does not
  if (given.receipt !== null && request.method !== 'GET' && identity.actor.kind === 'person')
    reply.header('compline-receipt', given.receipt);
  return reply.send(given.answer);
};

/** Why no operation answers: another method does, which `Allow` then names, or nothing stands at this address. */
export const nothingAt = (method: string, methods: readonly string[], reply: FastifyReply): Problem => {
  if (methods.length === 0)
    return new Problem('not-found', {
      detail: 'Nothing answers this address.',
      fix: 'GET /openapi.json lists what does.',
      cite: null,
    });
  reply.header('allow', methods.join(', '));
  return new Problem('method-not-allowed', {
    detail: `This address does not answer ${method}.`,
    fix: `Use ${methods.join(' or ')}.`,
    cite: null,
  });
};

/** Answers every request under /v1 from the list of operations. */
export const dispatch = (connections: Connections, route: Router) => {
  const together = askTogether(connections, (token, now) => holderOf(connections.platform, token, now));
  return async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      const hit = route.find(request.method, pathOf(request));
      if (hit === null) return sendProblem(reply, nothingAt(request.method, route.methods(pathOf(request)), reply));
      return await answer({ connections, together }, hit, request, reply);
    } catch (error) {
      return sendProblem(reply, error);
    }
  };
};
