import type { FastifyRequest } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { isFull, within } from '../choice/limit.ts';

/** Lets a try to sign in through while its network has not failed too often within the hour; counted for all processes. */
export const heldBack = async <T>(
  { platform }: Connections,
  request: FastifyRequest,
  attempt: () => Promise<T>,
): Promise<T> => {
  const now = Date.now();
  if (await isFull(platform, 'signIn', request.ip, now))
    refuse('too-many', 'From this network too many tries to sign in have failed.', 'Wait until the next full hour.');
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Problem && (error.type === 'wrong-password' || error.type === 'wrong-code'))
      await within(platform, 'signIn', request.ip, now);
    throw error;
  }
};
