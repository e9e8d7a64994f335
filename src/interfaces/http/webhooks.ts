import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { invoke } from '../invoke.ts';
import { sendProblem } from './answer.ts';

const where = z.object({ carrierId: z.string(), provider: z.string() });

/** The addresses that mail providers call; who they are is shown by their signature, which the operation checks. */
export const webhooks = async (app: FastifyInstance, connections: Connections): Promise<void> => {
  await app.register(async (inner) => {
    // a signature is over the body as it came
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 4_000_000 }, (_request, body, done) =>
      done(null, body),
    );
    inner.post('/webhooks/mail/:carrierId/:provider', async (request, reply) => {
      try {
        const { carrierId, provider } = where.parse(request.params);
        const headers = Object.fromEntries(
          Object.entries(request.headers).flatMap(([name, value]) =>
            typeof value === 'string' ? [[name, value]] : [],
          ),
        );
        const body = typeof request.body === 'string' ? request.body : '';
        const asking = systemAsks(carrierId, `webhook ${provider}`, Date.now());
        return await invoke(connections, 'returns.webhook', asking, { input: { provider, headers, body }, key: null });
      } catch (error) {
        return sendProblem(reply, error);
      }
    });
  });
};
