import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashOfCode, tidyCode } from '../../cpni/choices/code.ts';
import { carrierOfCode } from '../../cpni/choices/find-carrier.ts';
import { spool } from '../../cpni/choices/spool.ts';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { randomIds } from '../../kernel/id.ts';
import { Problem, problems } from '../../kernel/problem.ts';
import { invoke } from '../invoke.ts';
import { askedLanguage, type Fields, languageOf, show } from './fields.ts';
import { within } from './limit.ts';
import { choicePage, type Opened, savedPage, type Way } from './pages.ts';
import { downPage, failedPage, manyPage, refusedPage, unknownPage, unopenedPage } from './plain-pages.ts';
import { type Language, wordsIn } from './words/words.ts';

/** A code that answers. */
export type Known = { readonly code: string; readonly hash: string; readonly carrierId: string };

export type Exchange = {
  readonly connections: Connections;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly fields: Fields;
};

/** Asks an operation for whoever holds the code. */
export const asHolder = (connections: Connections, carrierId: string, name: string, input: unknown): Promise<unknown> =>
  invoke(connections, name, systemAsks(carrierId, 'holder of a notice code', Date.now()), { input, key: null });

// The ways of carriers whose page was opened here, for the minutes in which the database does not answer.
const remembered = new Map<string, readonly Way[]>();
const remember = (hash: string, ways: readonly Way[]): void => {
  const oldest = remembered.keys().next();
  if (remembered.size >= 5000 && oldest.done === false) remembered.delete(oldest.value);
  remembered.set(hash, ways);
};

/** The code in the address, if it answers; else the page that says it does not, the same for unknown and expired. */
export const known = async (
  { connections, request, reply, fields }: Exchange,
  typed: string,
): Promise<Known | null> => {
  const code = tidyCode(typed);
  const hash = hashOfCode(code ?? typed);
  const carrierId = await carrierOfCode(connections.platform, hash, Date.now());
  if (code !== null && carrierId !== null) return { code, hash: hash.toString('hex'), carrierId };
  const language = languageOf(request, fields);
  const good = await within(connections.platform, 'unknown', request.ip, Date.now());
  show(reply, good ? 404 : 429, good ? unknownPage(language) : manyPage(language));
  return null;
};

/** What the code opens, and the ways remembered for when the database is away. */
export const opened = async (
  { connections }: Exchange,
  { code, carrierId, hash }: Known,
): Promise<Opened & { notice: { language: Language } }> => {
  const page = (await asHolder(connections, carrierId, 'choices.look', { code })) as Opened & {
    notice: { language: Language };
  };
  remember(hash, page.ways);
  return page;
};

/** The page a code opens; records nothing, so that whoever follows links for a living chooses nothing. */
export const openPage = async (exchange: Exchange, typed: string): Promise<FastifyReply> => {
  const { request, reply, fields } = exchange;
  try {
    const found = await known(exchange, typed);
    if (found === null) return reply;
    const page = await opened(exchange, found);
    const language = askedLanguage(request, fields) ?? page.notice.language;
    return show(reply, 200, choicePage({ language, path: `/choice/${found.code}` }, page, ''));
  } catch (error) {
    const code = tidyCode(typed);
    const language = languageOf(request, fields);
    if (code === null || isUnknown(error) || refusalOf(error) !== null) return broken(exchange, error);
    noted(request, error);
    return show(reply, 503, unopenedPage({ language, path: `/choice/${code}` }));
  }
};

/** The status of a request that could not be done as it was, or null where something failed that is not its fault. */
const refusalOf = (error: unknown): number | null => {
  if (error instanceof Problem) return problems[error.type].status < 500 ? problems[error.type].status : null;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500 ? status : null;
};

const isUnknown = (error: unknown): boolean => error instanceof Problem && error.type === 'not-found';

const noted = (request: FastifyRequest, error: unknown): void =>
  request.log.error({
    page: 'choice',
    error: error instanceof Problem ? error.type : error instanceof Error ? error.name : 'unknown',
  });

/** The page of a failure: a code that expired meanwhile, what could not be taken as it was sent, or that nothing answers now. No address is logged. */
export const broken = (
  { request, reply, fields }: Pick<Exchange, 'request' | 'reply' | 'fields'>,
  error: unknown,
): FastifyReply => {
  const language = languageOf(request, fields);
  // a code that expired between two looks
  if (isUnknown(error)) return show(reply, 404, unknownPage(language));
  const refused = refusalOf(error);
  if (refused === 429) return show(reply, refused, manyPage(language));
  noted(request, error);
  return refused === null ? show(reply, 503, downPage(language)) : show(reply, refused, refusedPage(language));
};

/** What could not be saved, a no or a yes, is kept on disk, so that it is counted, and said in red. */
export const notSaved = async (
  exchange: Exchange,
  typed: string,
  choice: 'no' | 'yes',
  error: unknown,
): Promise<FastifyReply> => {
  const { connections, request, reply, fields } = exchange;
  const refused = refusalOf(error);
  const code = tidyCode(typed);
  const language = languageOf(request, fields);
  // a yes that is refused was answered; the law knows no reason to refuse a no
  if (isUnknown(error) || (refused !== null && choice === 'yes')) return broken(exchange, error);
  if (code === null) return show(reply, 404, unknownPage(language));
  noted(request, error);
  const codeHash = hashOfCode(code).toString('hex');
  const now = Date.now();
  const attempt = await spool(connections.dataFolder, {
    id: randomIds(now)(),
    kind: 'web',
    mechanism: choice === 'no' ? 'opt-out' : 'opt-in',
    language,
    triedAt: now,
    by: { codeHash },
  }).then(
    () => 'kept' as const,
    () => 'none' as const,
  );
  const place = { language, path: `/choice/${code}` };
  const unsaved = { choice, why: refused === null ? 'no answer' : 'refused', attempt } as const;
  return show(reply, refused ?? 503, failedPage(place, remembered.get(codeHash) ?? [], unsaved));
};

/** A press of Save that is no yes: a no is recorded, nothing chosen is told. */
export const choose = async (exchange: Exchange, typed: string): Promise<FastifyReply> => {
  const { connections, request, reply, fields } = exchange;
  const choice = fields.get('choice');
  if (choice !== 'no') return nothingChosen(exchange, typed);
  try {
    const found = await known(exchange, typed);
    if (found === null) return reply;
    const good = await within(connections.platform, 'press', found.hash, Date.now());
    const page = await opened(exchange, found);
    // no count keeps a no from being said: only one that stands already is not written over and over
    if (!good && page.status.state === 'said-no') return show(reply, 429, manyPage(languageOf(request, fields)));
    const language = askedLanguage(request, fields) ?? page.notice.language;
    const input = { code: found.code, channel: 'web', language };
    const saved = (await asHolder(connections, found.carrierId, 'choices.refuse', input)) as {
      number: string;
      at: string;
    };
    return show(reply, 200, savedPage({ language, path: `/choice/${found.code}` }, page, { ...saved, choice: 'no' }));
  } catch (error) {
    return notSaved(exchange, typed, 'no', error);
  }
};

const nothingChosen = async (exchange: Exchange, typed: string): Promise<FastifyReply> => {
  const { request, reply, fields } = exchange;
  try {
    const found = await known(exchange, typed);
    if (found === null) return reply;
    const page = await opened(exchange, found);
    const language = askedLanguage(request, fields) ?? page.notice.language;
    const place = { language, path: `/choice/${found.code}` };
    return show(reply, 400, choicePage(place, page, wordsIn[language].chooseOne));
  } catch (error) {
    return broken(exchange, error);
  }
};
