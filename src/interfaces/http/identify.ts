import type { FastifyRequest } from 'fastify';
import { byKey, bySession, type Identity } from '../../carriers/staff/authenticate.ts';
import type { Db } from '../../db/connect.ts';
import { Problem, refuse } from '../../kernel/problem.ts';

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
  // a page without an origin of its own sends the word null
  if (origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.headers.host) return;
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

/** Who a token stands for, or the problem `not-signed-in`. */
export const holderOf = async (platform: Db, token: string, now: number): Promise<Identity> => {
  const identity = token.startsWith('ck_') ? await byKey(platform, token, now) : await bySession(platform, token, now);
  if (identity === null) throw notSignedIn('The session or key has ended.', 'Sign in again, or ask for a new key.');
  return identity;
};

/** Who asks, or the problem `not-signed-in`. */
export const identify = (platform: Db, request: FastifyRequest, now: number): Promise<Identity> =>
  holderOf(platform, usableTokenOf(request), now);
