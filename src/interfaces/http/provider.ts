import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { publicUrlNeeded } from '../../carriers/sign-in/links/public-url-needed.ts';
import { returnAddress } from '../../carriers/sign-in/provider/addresses.ts';
import { type CarrierProvider, providerOf, signInByProvider } from '../../carriers/sign-in/provider/open.ts';
import type { Connections } from '../../db/connect.ts';
import { type SealedUnder, sealUnder, unsealUnder } from '../../db/sealed.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { journeyTo, type NamedPerson, namedBy } from '../../outside/identity-provider.ts';
import { parsed } from '../invoke.ts';
import { agentOf } from './identify.ts';
import { problemPage } from './problem-page.ts';
import { keepSession } from './sessions.ts';

/** The cookie of a journey: lax, because the person comes back from another site. */
const cookieName = 'compline_journey';
const tenMinutes = 600;

const kept = z.strictObject({
  ...{ carrierId: z.uuid(), providerId: z.uuid(), until: z.int() },
  journey: z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() }),
});
type Kept = z.output<typeof kept>;

const under = ({ dataFolder }: Connections): SealedUnder => ({ dataFolder, owner: 'installation', name: 'journeys' });

const lost = (): never =>
  refuse('wrong-state', 'This browser is on no way back from a provider, or was too long away.', 'Begin again.');

const keptBy = async (connections: Connections, request: FastifyRequest): Promise<Kept> => {
  const cookie = request.cookies[cookieName];
  if (cookie === undefined) return lost();
  const journey = kept.safeParse(await unsealUnder(under(connections), 'journey', cookie).catch(() => null));
  return journey.success && journey.data.until > Date.now() ? journey.data : lost();
};

// what a provider answers may hold what nobody else should read: the person is told who is at fault, the log what
const asking = async <T>(request: FastifyRequest, ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    const { name, code } =
      error instanceof Error ? { code: null, ...error, name: error.name } : { name: '', code: null };
    request.log.warn({ name, code }, 'a sign-in by a provider failed');
    return refuse(
      'unavailable',
      "The carrier's provider did not answer as it should, or did not let you in.",
      'Try again; if it stays so, an administrator compares issuer, client and redirect address with the provider.',
    );
  }
};

const sendProblemPage = (reply: FastifyReply, error: unknown): FastifyReply => {
  if (!(error instanceof Problem)) throw error;
  const { status, html } = problemPage(error);
  return reply.code(status).type('text/html; charset=utf-8').send(html);
};

/** Signing in by the carrier's own OIDC provider: pages that a browser goes through, not operations. */
export const provider = (app: FastifyInstance, connections: Connections): void => {
  const rateLimit = { max: 60, timeWindow: '1 minute' };
  const page = (url: string, run: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
    app.get(url, { config: { rateLimit } }, (request, reply) =>
      run(request, reply).catch((error) => sendProblemPage(reply, error)),
    );

  page('/v1/sessions/by-provider/:carrierId', async (request, reply) => {
    const { carrierId } = parsed(z.strictObject({ carrierId: z.uuid() }), request.params);
    const base = publicUrlNeeded();
    const asked = await providerOf(connections, carrierId);
    const { url, journey } = await asking(request, () => journeyTo(asked, returnAddress(base)));
    const until = Date.now() + tenMinutes * 1000;
    const mine: Kept = { carrierId, providerId: asked.id, until, journey };
    const cookie = await sealUnder(under(connections), 'journey', mine);
    const secure = base.startsWith('https:');
    const where = { path: '/v1/sessions/by-provider', maxAge: tenMinutes, httpOnly: true, secure } as const;
    reply.setCookie(cookieName, cookie, { ...where, sameSite: 'lax' });
    return reply.redirect(url);
  });

  const cameBack = async (request: FastifyRequest): Promise<{ asked: CarrierProvider; named: NamedPerson } & Kept> => {
    const mine = await keptBy(connections, request);
    const asked = await providerOf(connections, mine.carrierId);
    if (asked.id !== mine.providerId) return lost();
    const cameTo = new URL(returnAddress(publicUrlNeeded()) + new URL(request.url, 'http://here').search);
    return { ...mine, asked, named: await asking(request, () => namedBy(asked, cameTo, mine.journey)) };
  };

  page('/v1/sessions/by-provider/return', async (request, reply) => {
    const { carrierId, asked, named } = await cameBack(request);
    const whom = { carrierId, provider: asked, named };
    keepSession(request, reply, await signInByProvider(connections, whom, agentOf(request), Date.now()));
    reply.clearCookie(cookieName, { path: '/v1/sessions/by-provider' });
    return reply.redirect('/console/');
  });
};
