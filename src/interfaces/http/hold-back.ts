import type { FastifyRequest } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import { Problem, type ProblemType, refuse } from '../../kernel/problem.ts';
import { giveBack, within } from '../choice/limit.ts';

const failures: ReadonlySet<ProblemType> = new Set(['wrong-password', 'wrong-code', 'wrong-passkey']);

/**
 * Lets a try to sign in through while its network has not failed too often within the hour; counted for all processes, before it is
 * weighed, so that of many at once no more are. What did not fail is given back.
 */
export const heldBack = async <T>(
  { platform }: Connections,
  request: FastifyRequest,
  attempt: () => Promise<T>,
): Promise<T> => {
  const now = Date.now();
  if (!(await within(platform, 'signIn', request.ip, now)))
    refuse('too-many', 'From this network too many tries to sign in have failed.', 'Wait until the next full hour.');
  try {
    const given = await attempt();
    await giveBack(platform, 'signIn', request.ip, now);
    return given;
  } catch (error) {
    if (!(error instanceof Problem && failures.has(error.type))) await giveBack(platform, 'signIn', request.ip, now);
    throw error;
  }
};
