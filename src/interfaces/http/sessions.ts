import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { signIn, signOut } from '../../carriers/staff/authenticate.ts';
import type { Connections } from '../../db/connect.ts';
import { parsed } from '../invoke.ts';
import { sendProblem } from './answer.ts';
import { cookieName, identify, tokenOf } from './identify.ts';

const asked = z.strictObject({
  email: z.string().min(3),
  password: z.string().min(1),
  carrierId: z.uuid().nullable().default(null),
});

/** Signing in and out: before there is a carrier, so outside the list of operations. */
export const sessions = (app: FastifyInstance, connections: Connections): void => {
  app.post('/v1/sessions', { config: { rateLimit: { max: 30, timeWindow: '1 minute' } } }, async (request, reply) => {
    try {
      const { token, identity, expiresAt } = await signIn(connections, parsed(asked, request.body), Date.now());
      reply.setCookie(cookieName, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
      });
      const { carrierId, actor } = identity;
      return reply
        .code(201)
        .send({ token, carrierId, name: actor.name, roles: actor.roles, expiresAt: new Date(expiresAt).toISOString() });
    } catch (error) {
      return sendProblem(reply, error);
    }
  });

  app.get('/v1/sessions/current', async (request, reply) => {
    try {
      const { carrierId, actor } = await identify(connections.platform, request, Date.now());
      return reply.send({ carrierId, kind: actor.kind, name: actor.name, roles: actor.roles });
    } catch (error) {
      return sendProblem(reply, error);
    }
  });

  app.delete('/v1/sessions/current', async (request, reply) => {
    const token = tokenOf(request);
    if (token !== null) await signOut(connections.platform, token, Date.now());
    reply.clearCookie(cookieName, { path: '/' });
    return reply.code(204).send();
  });
};
