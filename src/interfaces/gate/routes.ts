import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gate } from '../../robocall/call-gate/gate.ts';
import { bodyOf, pathOf, type Reply, reply, send } from './answering.ts';
import { askerOf, namedBy } from './asker.ts';
import { policyException } from './atis.ts';
import { authorize, callOf, explain, notKnown, notUnderstood } from './calls.ts';
import { stir } from './stir.ts';
import type { Verifier } from './verifier.ts';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const ending = /^\/v1\/calls\/([^/]{1,768}):end$/;

const end = async (gate: Gate, accountId: string | null, callId: string): Promise<Reply> => {
  const ended = accountId !== null && (await gate.end(accountId, callId));
  return reply(200, { callId, ended });
};

const calls = async (gate: Gate, request: IncomingMessage, path: string): Promise<Reply> => {
  const asker = askerOf(gate.snapshot, request);
  if (asker === null) return notKnown();
  const text = await bodyOf(request);
  if (text === null) return notUnderstood('The body is over 64 KB.', 'Send one call a request.');
  const body = text.trim() === '' ? {} : parsed(text);
  const [, callId] = ending.exec(path) ?? [];
  const read = callOf(
    asker,
    namedBy(request),
    callId === undefined
      ? body
      : { callId: decodeURIComponent(callId), from: '0', to: '0', ...(typeof body === 'object' ? body : {}) },
  );
  if ('wrong' in read) return read.wrong;
  if (callId !== undefined) return end(gate, read.call.accountId, read.call.callId);
  return path === '/v1/calls:authorize' ? authorize(gate, read.call) : explain(gate, read.call);
};

/** Whether a request belongs to the call path: it is answered here, past the framework. */
export const isCallPath = (request: IncomingMessage): boolean => {
  const path = pathOf(request);
  if (path.startsWith('/stir/')) return true;
  return (
    request.method === 'POST' && (path === '/v1/calls:authorize' || path === '/v1/calls:explain' || ending.test(path))
  );
};

/** Answers a request of the call path. A bug is an opaque 500, told to `complain`. */
export const answerCall = async (
  means: { readonly gate: Gate; readonly verifier: Verifier },
  request: IncomingMessage,
  response: ServerResponse,
  complain: (line: string) => void,
): Promise<void> => {
  const path = pathOf(request);
  try {
    const answer = path.startsWith('/stir/')
      ? await stir(means, askerOf(means.gate.snapshot, request), request, path)
      : await calls(means.gate, request, path);
    send(request, response, answer);
  } catch (error) {
    complain(`compline: call gate: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    send(request, response, policyException(500, 'POL5000', 'Internal Server Error. Please try again later', []));
  }
};
