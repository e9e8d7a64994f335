import type { FastifyInstance } from 'fastify';
import { twilioSignature } from '../src/outside/telephone-signatures.ts';

/** Signs the webhooks of the lines of tests. */
export const lineSecret = '0123456789abcdef0123';

export type Line = { readonly app: FastifyInstance; readonly path: string };

/** One webhook of the telephone service, signed as Twilio signs. */
export const webhook = async (to: Line, query: string, fields: Record<string, string>) => {
  const url = `${to.path}${query}`;
  const signature = twilioSignature(lineSecret, `http://localhost:80${url}`, new Map(Object.entries(fields)));
  return to.app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(fields).toString(),
    headers: {
      host: 'localhost:80',
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
    },
  });
};

/** What a caller hears of it. */
export const said = (xml: string): string =>
  [...xml.matchAll(/<Say language="([^"]+)">([^<]*)<\/Say>/g)].map(([, , text]) => text ?? '').join(' ');

/** Where the next keys go: the query of its address. */
export const actionOf = (xml: string): string => /action="[^"?]*(\?[^"]*)"/.exec(xml)?.[1] ?? '';
