import type { FastifyReply } from 'fastify';
import { codeOf, isAway } from '../../db/away.ts';
import { Problem, type ProblemType, problems } from '../../kernel/problem.ts';
import { evidenceLost } from '../../ledger/record.ts';

type Shown = { readonly status: number; readonly body: Record<string, unknown> };

const opaque: Shown = {
  status: 500,
  body: {
    type: '/problems/bug',
    title: 'Something broke on our side',
    status: 500,
    detail: 'Nothing was changed. The failure is logged with this request.',
    fix: 'Repeat the request; if it fails again, tell the operator the time.',
    cite: null,
  },
};

type Met = { readonly type: ProblemType; readonly detail: string; readonly fix: string };

const notUnderstood: Met = {
  type: 'invalid-input',
  detail: 'The address or the body cannot be read.',
  fix: 'Send one JSON object with content-type application/json, and escape what stands in the address.',
};

/** What the server itself refuses before an operation is asked, by the status it gives. */
const metByServer: ReadonlyMap<number, Met> = new Map([
  [404, { type: 'not-found', detail: 'Nothing answers this address.', fix: 'GET /openapi.json lists what does.' }],
  [413, { type: 'too-large', detail: 'The body is larger than is taken here.', fix: 'Send less in one request.' }],
  [
    415,
    {
      type: 'wrong-media-type',
      detail: 'The content-type of the body is not taken here.',
      fix: 'Send content-type application/json.',
    },
  ],
  [429, { type: 'too-many', detail: 'There were too many attempts within a minute.', fix: 'Wait a minute.' }],
]);

/** What stands still because a part of ours does not answer: no bug of the request, and no release without its evidence. */
const standsStill = (error: unknown): Met | null => {
  const fix =
    'Wait a minute and repeat it. At the desk: write down what the caller wants, and call him back at his number of record.';
  if (codeOf(error) === evidenceLost)
    return {
      type: 'unavailable',
      detail: 'Release is closed: the evidence log does not answer. Nothing was done or told.',
      fix,
    };
  if (!isAway(error)) return null;
  return {
    type: 'unavailable',
    detail: 'Release is closed: the database does not answer. Nothing was done or told.',
    fix,
  };
};

const statusOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;

/** A refusal of the server's own, or that a part of ours does not answer, as a Problem; anything else as it is. */
const named = (error: unknown): unknown => {
  if (error instanceof Problem) return error;
  const still = standsStill(error);
  if (still !== null) return new Problem(still.type, { detail: still.detail, fix: still.fix, cite: null });
  const status = statusOf(error);
  if (status < 400 || status >= 500) return error;
  const { type, detail, fix } = metByServer.get(status) ?? notUnderstood;
  return new Problem(type, { detail, fix, cite: null });
};

/** A thrown value as RFC 9457 problem; what is not a Problem tells nothing of itself. */
export const problemOf = (error: unknown): Shown => {
  if (!(error instanceof Problem)) return opaque;
  const { status, title } = problems[error.type];
  return { status, body: { type: `/problems/${error.type}`, title, status, ...error.facts } };
};

/** Sends a thrown value to the caller. A bug is logged as an error; a part that does not answer is none, and logged as a warning. */
export const sendProblem = (reply: FastifyReply, error: unknown): FastifyReply => {
  const { status, body } = problemOf(named(error));
  if (error instanceof Problem && status >= 500) reply.log.warn({ type: error.type, ...error.facts });
  else if (status >= 500)
    reply.log.error(error instanceof Error ? { name: error.name, stack: error.stack } : { error: 'unknown' });
  return reply.code(status).header('content-type', 'application/problem+json; charset=utf-8').send(body);
};
