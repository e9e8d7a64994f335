import type { FastifyRequest } from 'fastify';

/** The address under which customers and services reach us, without a slash at its end: COMPLINE_PUBLIC_URL, or null. */
export const ownUrl = (): string | null => {
  const url = process.env.COMPLINE_PUBLIC_URL ?? '';
  return url === '' ? null : url.replace(/\/+$/, '');
};

/** The same for a request that came in: where nothing is set, the address that it was sent to. */
export const publicUrl = (request: FastifyRequest): string => ownUrl() ?? `${request.protocol}://${request.host}`;
