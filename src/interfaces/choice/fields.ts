import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Language, preferred } from './words/words.ts';

const tiny = 64 * 1024;

/** Takes forms as browsers send them without JavaScript. */
export const takeForms = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'buffer', bodyLimit: tiny },
    (_request, body, done) => done(null, body),
  );
};

export type Fields = ReadonlyMap<string, string>;

/** The fields of a form by name, a file as its text; none where the body is no form. */
export const fieldsOf = async (request: FastifyRequest): Promise<Fields> => {
  if (!Buffer.isBuffer(request.body)) return new Map();
  try {
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(request.body), { headers }).formData();
    const pairs = await Promise.all(
      [...form].map(
        async ([name, value]): Promise<[string, string]> => [
          name,
          typeof value === 'string' ? value : await value.text(),
        ],
      ),
    );
    return new Map(pairs);
  } catch {
    return new Map();
  }
};

const languageNamed = (word: string | undefined): Language | null => (word === 'en' || word === 'es' ? word : null);

/** A value of the query, or empty. */
export const queryOf = (request: FastifyRequest, name: string): string => {
  const query: unknown = request.query;
  if (typeof query !== 'object' || query === null) return '';
  const value: unknown = Object.getOwnPropertyDescriptor(query, name)?.value;
  return typeof value === 'string' ? value : '';
};

/** The language that was asked for by link or form, or null. */
export const askedLanguage = (request: FastifyRequest, fields: Fields): Language | null =>
  languageNamed(fields.get('language')) ?? languageNamed(queryOf(request, 'language'));

/** The language of a page about which nothing else is known. */
export const languageOf = (request: FastifyRequest, fields: Fields): Language =>
  askedLanguage(request, fields) ?? preferred(request.headers['accept-language']);

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Nothing of these pages is kept, framed, run as script or told to the next site. */
export const guarded = (reply: FastifyReply): FastifyReply =>
  reply
    .header('content-security-policy', policy)
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex');

/** Sends a page. */
export const show = (reply: FastifyReply, status: number, page: string): FastifyReply =>
  guarded(reply).code(status).type('text/html; charset=utf-8').send(page);
