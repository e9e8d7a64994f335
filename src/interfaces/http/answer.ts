import type { FastifyReply } from 'fastify';
import { Problem, problems } from '../../kernel/problem.ts';

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

/** A thrown value as RFC 9457 problem; what is not a Problem tells nothing of itself. */
export const problemOf = (error: unknown): Shown => {
  if (!(error instanceof Problem)) return opaque;
  const { status, title } = problems[error.type];
  return { status, body: { type: `/problems/${error.type}`, title, status, ...error.facts } };
};

/** Sends a thrown value to the caller; logs what is a bug. */
export const sendProblem = (reply: FastifyReply, error: unknown): FastifyReply => {
  const { status, body } = problemOf(error);
  if (status >= 500)
    reply.log.error(error instanceof Error ? { name: error.name, stack: error.stack } : { error: 'unknown' });
  return reply.code(status).header('content-type', 'application/problem+json; charset=utf-8').send(body);
};
