import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hashOfCode, tidyCode } from '../../cpni/choices/code.ts';
import { carrierOfCode, carrierOfReceipt } from '../../cpni/choices/find-carrier.ts';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { tidyNumber } from '../../ledger/receipt-number.ts';
import { invokeStream, listed } from '../invoke.ts';
import { asHolder, broken, choose, openPage } from './answer.ts';
import { complaintRoutes } from './complaint-routes.ts';
import { fieldsOf, guarded, languageOf, queryOf, show, takeForms } from './fields.ts';
import { within } from './limit.ts';
import { asCustomer } from './own.ts';
import { entryPage, manyPage, unknownPage } from './plain-pages.ts';
import { setSecret } from './secrets.ts';
import { noReceiptPage, type Verified, verifiedPage, verifyPage } from './verify-pages.ts';

type OfCode = { Params: { code: string } };
type OfReceipt = { Params: { code: string; file: string } };

const none: ReadonlyMap<string, string> = new Map();

async function* nothing(): AsyncIterable<Uint8Array> {}

const pdf = async (connections: Connections, carrierId: string, input: unknown): Promise<Buffer> => {
  const o = listed.get('choices.print');
  if (o === undefined || !('stream' in o)) throw new Error('choices.print is no stream');
  const asking = systemAsks(carrierId, 'holder of a notice code', Date.now());
  const parts: Buffer[] = [];
  for await (const part of await invokeStream(connections, o, asking, { input, body: nothing(), key: null }))
    parts.push(Buffer.from(part));
  return Buffer.concat(parts);
};

/** A receipt as a file, for whoever holds the code of the notice. */
const sendReceipt = async (connections: Connections, request: FastifyRequest<OfReceipt>, reply: FastifyReply) => {
  const { code: typed, file } = request.params;
  const language = languageOf(request, none);
  const code = tidyCode(typed);
  const [, number = '', kind = ''] = /^(R[0-9A-Z-]+)\.(json|pdf)$/i.exec(file) ?? [];
  const carrierId = await carrierOfCode(connections.platform, hashOfCode(code ?? typed), Date.now());
  if (code === null || carrierId === null) {
    const good = await within(connections.platform, 'unknown', request.ip, Date.now());
    return show(reply, good ? 404 : 429, good ? unknownPage(language) : manyPage(language));
  }
  guarded(reply).header('content-disposition', `attachment; filename="${tidyNumber(number) ?? 'receipt'}.${kind}"`);
  if (kind === 'pdf')
    return reply.type('application/pdf').send(await pdf(connections, carrierId, { code, number, language }));
  return reply
    .type('application/json')
    .send(await asHolder(connections, carrierId, 'choices.receipt', { code, number }));
};

const documentOf = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
};

const numberIn = (document: Record<string, unknown> | null): string => {
  const header: unknown = document?.receiptHeader;
  if (typeof header !== 'object' || header === null || !('receiptNumber' in header)) return '';
  return typeof header.receiptNumber === 'string' ? header.receiptNumber : '';
};

const verify = async (connections: Connections, request: FastifyRequest, reply: FastifyReply) => {
  const fields = await fieldsOf(request);
  const language = languageOf(request, fields);
  const document = documentOf(fields.get('file') ?? '');
  const typed = fields.get('receipt') || queryOf(request, 'receipt') || numberIn(document);
  if (typed === '') return show(reply, 200, verifyPage(language));
  const number = tidyNumber(typed) ?? '';
  const carrierId = await carrierOfReceipt(connections.platform, number);
  if (carrierId === null) {
    const good = await within(connections.platform, 'unknown', request.ip, Date.now());
    return show(reply, good ? 404 : 429, good ? noReceiptPage(language) : manyPage(language));
  }
  const found = (await asHolder(connections, carrierId, 'choices.verify', { number, document })) as Verified;
  return show(reply, 200, verifiedPage(language, found));
};

/** A page that could not be made says so in its reader's language. */
const onFailure = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  broken({ request, reply, fields: none }, error);

/** The customer's pages: /choice, /choice/{code}, its receipts, /verify, and /complaints. */
export const choicePages = async (app: FastifyInstance, connections: Connections): Promise<void> => {
  await app.register(async (inner) => {
    takeForms(inner);
    inner.setErrorHandler(onFailure);
    inner.get('/choice', (request, reply) => show(reply, 200, entryPage(languageOf(request, none))));
    // the typed code goes on in the address only after it was tidied, and only to this site
    inner.post('/choice', async (request, reply) => {
      const fields = await fieldsOf(request);
      const language = languageOf(request, fields);
      const code = tidyCode(fields.get('code') ?? '');
      if (code === null) return show(reply, 404, unknownPage(language));
      return guarded(reply).redirect(`/choice/${code}?language=${language}`, 303);
    });
    inner.get<OfCode>('/choice/:code', (request, reply) =>
      openPage({ connections, request, reply, fields: none }, request.params.code),
    );
    inner.post<OfCode>('/choice/:code', async (request, reply) => {
      const exchange = { connections, request, reply, fields: await fieldsOf(request) };
      const choice = exchange.fields.get('choice');
      if (choice === 'yes' || choice === 'history') return asCustomer(exchange, request.params.code, choice);
      if (choice === 'password' || choice === 'backup') return setSecret(exchange, request.params.code, choice);
      return choose(exchange, request.params.code);
    });
    inner.get<OfReceipt>('/choice/:code/receipt/:file', (request, reply) => sendReceipt(connections, request, reply));
    await complaintRoutes(inner, connections);
    inner.get('/verify', (request, reply) => verify(connections, request, reply));
    inner.post('/verify', (request, reply) => verify(connections, request, reply));
  });
};
