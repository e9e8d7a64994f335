import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  addPasskey,
  askPasskey,
  beginPasskey,
  endPasskey,
  madeKey,
  type Party,
  passkeyBehind,
  signedKey,
} from '../../carriers/sign-in/passkeys.ts';
import { freshFor, markProved } from '../../carriers/sign-in/prove.ts';
import { signInByPasskey } from '../../carriers/sign-in/sign-in.ts';
import type { Connections } from '../../db/connect.ts';
import { refuse } from '../../kernel/problem.ts';
import { publicUrl } from '../../outside/public-url.ts';
import { parsed } from '../invoke.ts';
import { heldBack } from './hold-back.ts';
import { agentOf, answering, signedIn } from './identify.ts';
import { freshly, personOf } from './person.ts';
import { handOver } from './sessions.ts';

/** The address that a browser shows: the public one, or localhost where none is set. What else a request calls us may be anybody's. */
const partyOf = (request: FastifyRequest): Party => {
  const url = publicUrl() ?? (request.hostname === 'localhost' ? `http://${request.host}` : null);
  if (url === null)
    return refuse(
      'wrong-state',
      'A passkey belongs to one address, and the one of this installation is not set.',
      'Set COMPLINE_PUBLIC_URL; on the machine itself open http://localhost with the port.',
    );
  const { hostname, origin } = new URL(url);
  return { id: hostname, origin };
};

const added = z.strictObject({ name: z.string().trim().min(1).max(100), key: madeKey });
const shown = z.strictObject({ key: signedKey, carrierId: z.uuid().nullable().default(null) });

/** A person's passkeys: made, ended, and shown to sign in or to prove in a session who he is. */
export const passkeys = (app: FastifyInstance, connections: Connections): void => {
  const answer = answering(app);

  answer('POST', '/v1/persons/current/passkeys::begin', async (request) => {
    const person = await personOf(connections, await freshly(connections, request));
    return beginPasskey(connections, person, partyOf(request), Date.now());
  });

  answer('POST', '/v1/persons/current/passkeys', async (request, reply) => {
    const identity = await freshly(connections, request);
    const { name, key } = parsed(added, request.body);
    const made = { name, made: key, party: partyOf(request) };
    const kept = await addPasskey(connections, identity, made, Date.now());
    return reply.code(201).send(kept);
  });

  answer('DELETE', '/v1/persons/current/passkeys/:passkeyId', async (request, reply) => {
    const identity = await freshly(connections, request);
    const { passkeyId } = parsed(z.strictObject({ passkeyId: z.uuid() }), request.params);
    await endPasskey(connections, identity, passkeyId, Date.now());
    return reply.code(204).send();
  });

  answer('POST', '/v1/sessions::ask-passkey', (request) => askPasskey(connections, null, partyOf(request), Date.now()));

  answer('POST', '/v1/sessions::by-passkey', (request, reply) => {
    const { key, carrierId } = parsed(shown, request.body);
    return heldBack(connections, request, async () => {
      const now = Date.now();
      const shownKey = await passkeyBehind(connections, { key, party: partyOf(request), askedOf: null }, now);
      const how = { agent: agentOf(request), carrierId };
      return handOver(request, reply, await signInByPasskey(connections, shownKey, how, now));
    });
  });

  answer('POST', '/v1/sessions/current::ask-passkey', async (request) => {
    const { actor } = await signedIn(connections.platform, request, Date.now());
    return askPasskey(connections, actor.id, partyOf(request), Date.now());
  });

  answer('POST', '/v1/sessions/current::prove-by-passkey', async (request) => {
    const identity = await signedIn(connections.platform, request, Date.now());
    const { key } = parsed(z.strictObject({ key: signedKey }), request.body);
    const now = Date.now();
    await passkeyBehind(connections, { key, party: partyOf(request), askedOf: identity.actor.id }, now);
    await markProved(connections, identity, 'passkey', now);
    return { with: 'passkey', freshUntil: new Date(now + freshFor.release).toISOString() };
  });
};
