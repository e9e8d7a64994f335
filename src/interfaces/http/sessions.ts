import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { prove } from '../../carriers/sign-in/prove.ts';
import {
  carriersOf,
  endOwnSession,
  endOwnSessions,
  ownSessions,
  signOut,
  switchCarrier,
} from '../../carriers/sign-in/sessions.ts';
import { type Opened, signIn } from '../../carriers/sign-in/sign-in.ts';
import type { Connections } from '../../db/connect.ts';
import { transactPlatform } from '../../db/context.ts';
import { publicUrl } from '../../outside/public-url.ts';
import { parsed } from '../invoke.ts';
import { heldBack } from './hold-back.ts';
import { agentOf, answering, cookieName, identify, signedIn, tokenOf, usableTokenOf } from './identify.ts';

const asked = z.strictObject({
  email: z.string().min(3),
  password: z.string().min(1),
  code: z.string().min(1).nullable().default(null),
  carrierId: z.uuid().nullable().default(null),
});

const shownAgain = z.union([
  z.strictObject({ password: z.string().min(1) }),
  z.strictObject({ code: z.string().min(1) }),
]);

const instant = (at: number): string => new Date(at).toISOString();

/** Has the browser keep a session, for our own pages. */
export const keepSession = (request: FastifyRequest, reply: FastifyReply, { token }: Opened): FastifyReply =>
  reply.setCookie(cookieName, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https' || (publicUrl()?.startsWith('https:') ?? false),
  });

/** Hands a session over: the token in the answer for programs, in a cookie for our own pages. */
export const handOver = (request: FastifyRequest, reply: FastifyReply, opened: Opened): FastifyReply => {
  const { token, identity, expiresAt, openedWith, failedBefore } = opened;
  keepSession(request, reply, opened);
  const { carrierId, actor, password } = identity;
  return reply.code(201).send({
    ...{ token, carrierId, name: actor.name, roles: actor.roles, expiresAt: instant(expiresAt) },
    ...{ with: openedWith, failedBefore, mustChangePassword: password === 'must-change' },
  });
};

/** Signing in and out, and what belongs to a person rather than to one carrier: outside the list of operations. */
export const sessions = (app: FastifyInstance, connections: Connections): void => {
  const answer = answering(app);
  const who = (request: FastifyRequest) => signedIn(connections.platform, request, Date.now());

  answer('POST', '/v1/sessions', (request, reply) => {
    const given = { ...parsed(asked, request.body), agent: agentOf(request) };
    return heldBack(connections, request, async () =>
      handOver(request, reply, await signIn(connections, given, Date.now())),
    );
  });

  answer('GET', '/v1/sessions', async (request) => {
    const identity = await who(request);
    const { sessionId } = identity;
    const rows = await ownSessions(connections, identity, Date.now());
    return {
      items: rows.map(({ createdAt, lastUsedAt, expiresAt, openedWith, ...row }) => ({
        ...{ ...row, with: openedWith, current: row.id === sessionId, createdAt: instant(createdAt) },
        ...{ lastUsedAt: lastUsedAt === null ? null : instant(lastUsedAt), expiresAt: instant(expiresAt) },
      })),
    };
  });

  answer('GET', '/v1/sessions/current', async (request) => {
    const { carrierId, actor, proof } = await identify(connections.platform, request, Date.now());
    const provedAt = proof.by === 'session' ? instant(proof.provedAt) : null;
    return { carrierId, kind: actor.kind, id: actor.id, name: actor.name, roles: actor.roles, provedAt };
  });

  answer('DELETE', '/v1/sessions/current', async (request, reply) => {
    if (tokenOf(request) !== null) await signOut(connections, usableTokenOf(request), Date.now());
    reply.clearCookie(cookieName, { path: '/' });
    return reply.code(204).send();
  });

  answer('DELETE', '/v1/sessions/:sessionId', async (request, reply) => {
    const { sessionId } = parsed(z.strictObject({ sessionId: z.uuid() }), request.params);
    await endOwnSession(connections, await who(request), sessionId, Date.now());
    return reply.code(204).send();
  });

  answer('POST', '/v1/sessions::end-all', async (request) => {
    const { keep } = parsed(z.strictObject({ keep: z.enum(['current', 'none']) }), request.body);
    const identity = await who(request);
    const ended = await transactPlatform(connections, (tx) =>
      endOwnSessions(connections, tx, identity, keep, Date.now()),
    );
    return { ended };
  });

  answer('GET', '/v1/sessions/carriers', async (request) => {
    const identity = await who(request);
    const { carrierId } = identity;
    const rows = await carriersOf(connections, identity);
    const now = Date.now();
    const items = rows.map(({ clock, ...row }) => ({
      ...{ ...row, at: instant(clock ?? now), current: row.carrierId === carrierId },
    }));
    return { items };
  });

  answer('POST', '/v1/sessions/current::switch', async (request, reply) => {
    const { carrierId } = parsed(z.strictObject({ carrierId: z.uuid() }), request.body);
    const to = { carrierId, agent: agentOf(request) };
    return handOver(request, reply, await switchCarrier(connections, await who(request), to, Date.now()));
  });

  answer('POST', '/v1/sessions/current::prove', async (request) => {
    const shown = parsed(shownAgain, request.body);
    const { kind, until } = await prove(connections, await who(request), shown, Date.now());
    return { with: kind, freshUntil: instant(until) };
  });
};
