import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Connections } from '../../db/connect.ts';
import { networkOf } from '../../kernel/network.ts';
import { choicePages } from '../choice/routes.ts';
import { deskCalls } from '../desk/calls.ts';
import { changeCalls } from '../desk/change-calls.ts';
import { codeCalls } from '../desk/code-calls.ts';
import { passwordKeys } from '../desk/keys.ts';
import { passwordPages } from '../desk/page.ts';
import { bindCallPath, type CallPath, callPath } from '../gate/call-path.ts';
import { serverSettings } from '../gate/processes.ts';
import { calendar } from '../ics/calendar.ts';
import { listed } from '../invoke.ts';
import { tollFreeLine } from '../ivr/routes.ts';
import { sendProblem } from './answer.ts';
import { consolePages } from './console.ts';
import { dispatch, nothingAt } from './dispatch.ts';
import { gateLook } from './gate-look.ts';
import { health } from './health.ts';
import { links } from './links.ts';
import { openapi } from './openapi.ts';
import { pages } from './pages.ts';
import { passkeys } from './passkeys.ts';
import { person } from './person.ts';
import { portfolio } from './portfolio.ts';
import { provider } from './provider.ts';
import { router } from './route.ts';
import { sessions } from './sessions.ts';
import { trustedProxies } from './trusted-proxies.ts';
import { webhooks } from './webhooks.ts';

const csp = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};

/** The HTTP server, not yet listening, with a call path of its own. */
export const server = (connections: Connections): Promise<FastifyInstance> =>
  serverWith(
    connections,
    callPath(connections, serverSettings(), (line) => process.stderr.write(`${line}\n`)),
  );

/** The same with a call path that whoever starts it has opened already. */
export const serverWith = async (connections: Connections, calls: CallPath): Promise<FastifyInstance> => {
  const app: FastifyInstance = Fastify({
    serverFactory: calls.listener,
    // paths and queries may name customers: requests are not logged, failures are, and parts that do not answer
    logger: { level: 'warn' },
    trustProxy: trustedProxies(),
    bodyLimit: 1024 * 1024,
    frameworkErrors: (error, _request, reply) => sendProblem(reply, error),
  });
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: csp },
    strictTransportSecurity: false,
  });
  await app.register(rateLimit, { global: false, keyGenerator: ({ ip }) => networkOf(ip) ?? ip });
  // answers tell of customers and hold tokens: no cache on the way or in a browser keeps them
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/v1/')) reply.header('cache-control', 'no-store');
  });
  app.setErrorHandler((error, _request, reply) => sendProblem(reply, error));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = (['GET', 'POST', 'DELETE'] as const).filter((method) => app.hasRoute({ method, url: path }));
    return sendProblem(reply, nothingAt(request.method, methods, reply));
  });

  bindCallPath(app, calls);
  sessions(app, connections);
  person(app, connections);
  portfolio(app, connections);
  gateLook(app, connections, calls);
  links(app, connections);
  passkeys(app, connections);
  provider(app, connections);
  health(app, connections, calls);
  calendar(app, connections);
  await pages(app);
  consolePages(app);
  await choicePages(app, connections);
  await webhooks(app, connections);
  await tollFreeLine(app, connections);
  await deskCalls(app, connections);
  await codeCalls(app, connections);
  await changeCalls(app, connections);
  await passwordPages(app, connections);
  await passwordKeys(app, connections);
  const description = JSON.stringify(openapi(listed));
  app.get('/openapi.json', (_request, reply) => reply.type('application/json').send(description));

  // operations read their bodies themselves: JSON whole, streams as they come
  await app.register(async (inner) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', (_request, _payload, done) => done(null));
    inner.all('/v1/*', dispatch(connections, router(listed)));
  });
  return app;
};
