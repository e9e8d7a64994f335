import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { telephoneSecret } from '../../carriers/telephone/settings.ts';
import type { Connections } from '../../db/connect.ts';
import { secretOf } from '../../db/secrets.ts';
import { Problem } from '../../kernel/problem.ts';
import { publicUrl } from '../../outside/public-url.ts';
import { twilioSignature } from '../../outside/telephone-signatures.ts';
import { fieldsOf, queryOf } from '../choice/fields.ts';
import { sameSignature } from '../ivr/twilio.ts';

/** An address that only the telephone service was given. */
export type OfToken = { Params: { carrierId: string; token: string } };

/** The keys pressed; a question that nobody answered counts as a wrong key: a mailbox is not asked for ever. */
export const keysOf = (request: FastifyRequest, digits: string): string =>
  queryOf(request, 'turn') === 'key' && digits === '' ? '-' : digits;

/** Whether Twilio's service signed the request with the secret of the carrier. */
export const signed = async (connections: Connections, request: FastifyRequest<OfToken>): Promise<boolean> => {
  const uuid = z.uuid().safeParse(request.params.carrierId);
  if (!uuid.success) return false;
  const secret = await secretOf(connections.dataFolder, uuid.data, telephoneSecret);
  const base = publicUrl() ?? `${request.protocol}://${request.host}`;
  const given = request.headers['x-twilio-signature'];
  if (secret === null || typeof given !== 'string') return false;
  return sameSignature(given, twilioSignature(secret, `${base}${request.url}`, await fieldsOf(request)));
};

/** A JSON body; empty where it is none. */
export const bodyOf = (request: FastifyRequest): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

/** A text field of a body, or empty. */
export const textIn = (body: Readonly<Record<string, unknown>>, name: string): string => {
  const value = body[name];
  return typeof value === 'string' ? value : '';
};

/** No address, no token and no body is logged or said back. */
export const onServiceFailure = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const known = error instanceof Problem;
  if (!known) request.log.error({ page: 'desk call', error: error instanceof Error ? error.name : 'unknown' });
  return reply
    .code(known ? 404 : 503)
    .type('text/plain')
    .send('no such call\n');
};
