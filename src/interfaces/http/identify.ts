import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { byKey, bySession, type Identity, type SessionIdentity } from '../../carriers/staff/authenticate.ts';
import type { Db } from '../../db/connect.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { publicUrl } from '../../outside/public-url.ts';
import { sendProblem } from './answer.ts';

export const cookieName = 'compline_session';

const bearer = (request: FastifyRequest): string | null => {
  const header = request.headers.authorization;
  return header?.startsWith('Bearer ') ? header.slice(7).trim() : null;
};

/** The session token that came with the request, by header or cookie. */
export const tokenOf = (request: FastifyRequest): string | null =>
  bearer(request) ?? request.cookies[cookieName] ?? null;

// a cookie travels by itself: another site's page must not write with it
const guardCookie = (request: FastifyRequest): void => {
  if (request.method === 'GET' || bearer(request) !== null) return;
  const origin = request.headers.origin;
  // a page without an origin of its own sends the word null; a proxy before us may name us otherwise than the browser does
  if (origin !== undefined && URL.canParse(origin)) {
    const own = publicUrl();
    if (new URL(origin).host === request.headers.host || (own !== null && new URL(own).origin === origin)) return;
  }
  refuse(
    'not-allowed',
    'This write came with a cookie but not from our own page.',
    'Send the token as `Authorization: Bearer …`.',
  );
};

const notSignedIn = (detail: string, fix: string) => new Problem('not-signed-in', { detail, fix, cite: null });

/** The token of a request that may use it; `not-signed-in` where it carries none. */
export const usableTokenOf = (request: FastifyRequest): string => {
  const token = tokenOf(request);
  if (token === null)
    throw notSignedIn(
      'The request carries neither a session nor an API key.',
      'POST /v1/sessions with e-mail and password, or send `Authorization: Bearer` with a key.',
    );
  guardCookie(request);
  return token;
};

const isKey = (token: string): boolean => token.startsWith('ck_');

const ended = () => notSignedIn('The session or key has ended.', 'Sign in again, or ask for a new key.');

/** Whoever was given his password by somebody else does nothing before he has one that nobody else knows. */
const withOwnPassword = (identity: SessionIdentity): SessionIdentity =>
  identity.password === 'own'
    ? identity
    : refuse(
        'password-change-needed',
        'Your password was given to you by somebody else.',
        'POST /v1/persons/current:change-password with it and with one of your own; then everything is open.',
      );

/** Who a token stands for, or the problem `not-signed-in`. */
export const holderOf = async (platform: Db, token: string, now: number): Promise<Identity> => {
  if (isKey(token)) return (await byKey(platform, token, now)) ?? Promise.reject(ended());
  return withOwnPassword((await bySession(platform, token, now)) ?? (await Promise.reject(ended())));
};

/** The carrier that the asker believes to be at; null where he does not say. */
export const believedCarrier = (request: FastifyRequest): string | null => {
  const named = request.headers['compline-carrier'];
  return typeof named === 'string' && named !== '' ? named : null;
};

// the tabs of a browser share one cookie: what was read at one carrier must not be written at another
const atBelieved = <T extends { readonly carrierId: string }>(request: FastifyRequest, identity: T): T => {
  const believed = believedCarrier(request);
  return believed === null || believed === identity.carrierId
    ? identity
    : refuse(
        'other-carrier',
        "'Compline-Carrier' names another carrier than that of the session: it was changed in another tab.",
        'Load the page anew, or go back to the other carrier: POST /v1/sessions/current:switch.',
      );
};

/** Who asks, or the problem `not-signed-in`. */
export const identify = async (platform: Db, request: FastifyRequest, now: number): Promise<Identity> =>
  atBelieved(request, await holderOf(platform, usableTokenOf(request), now));

/** The session of the request, also of a person who has yet to choose a password; a key is none. */
export const heldIn = async (platform: Db, request: FastifyRequest, now: number): Promise<SessionIdentity> => {
  const token = usableTokenOf(request);
  if (isKey(token)) throw notSignedIn('This belongs to a person who signed in, not to a key.', 'POST /v1/sessions.');
  return atBelieved(request, (await bySession(platform, token, now)) ?? (await Promise.reject(ended())));
};

/** The session of the request, whose person has a password of his own. */
export const signedIn = async (platform: Db, request: FastifyRequest, now: number): Promise<SessionIdentity> =>
  withOwnPassword(await heldIn(platform, request, now));

/** How the asker's browser names itself. */
export const agentOf = (request: FastifyRequest): string => request.headers['user-agent'] ?? '';

type Verb = 'GET' | 'POST' | 'DELETE';
type Answer = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** Adds addresses outside the list of operations: each answers with a value or a problem, so many times a minute at most where it changes something. */
export const answeringAtMost =
  (app: FastifyInstance, writes: number) =>
  (method: Verb, url: string, run: Answer): void => {
    const rateLimit = { max: method === 'GET' ? 600 : writes, timeWindow: '1 minute' };
    app.route({
      method,
      url,
      config: { rateLimit },
      handler: async (request, reply) => {
        try {
          const given = await run(request, reply);
          return reply.sent || given === reply ? reply : reply.send(given);
        } catch (error) {
          return sendProblem(reply, error);
        }
      },
    });
  };

/** The same with thirty writes a minute: what belongs to a person is changed by hand. */
export const answering = (app: FastifyInstance) => answeringAtMost(app, 30);
