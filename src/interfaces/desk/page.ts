import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { Problem } from '../../kernel/problem.ts';
import { askedLanguage, type Fields, fieldsOf, languageOf, show, takeForms } from '../choice/fields.ts';
import { framed } from '../choice/frame.ts';
import { type Html, html } from '../choice/html.ts';
import { within } from '../choice/limit.ts';
import { downPage, manyPage } from '../choice/plain-pages.ts';
import { unfit, wantedIn } from '../choice/secrets.ts';
import { wordsIn } from '../choice/words/words.ts';
import { invoke } from '../invoke.ts';
import { filled } from '../ivr/words/script.ts';
import { secretPage } from './secret-page.ts';
import type { PromptStage } from './stage.ts';
import { pageWords } from './words.ts';

type OfPrompt = { Params: { carrierId: string; token: string } };
type Language = 'en' | 'es';

type FieldAt = 'code' | 'login' | 'password' | 'prompt' | 'secretAnswer';
/** `at` is given by `desk.setSecret` alone. */
type SetStage = PromptStage & { readonly at?: FieldAt | null };

const none: ReadonlyMap<string, string> = new Map();

const form = (language: Language, path: string, fault: string): Html => {
  const words = pageWords[language];
  const told = fault === '' ? html`` : html`<p class="bad" id="fault" role="alert">${fault}</p>`;
  const describedBy = fault === '' ? html`hint` : html`fault hint`;
  return html`<form method="post" action="${path}">
<input type="hidden" name="language" value="${language}">
${told}
<label for="password">${words.label}</label>
<span class="hint" id="hint">${words.hint}</span>
<input type="password" id="password" name="password" required maxlength="128" autocomplete="current-password" aria-describedby="${describedBy}">
<p><button type="submit">${words.send}</button></p>
</form>`;
};

/** The page on which a customer types his password; plain HTML, no script. */
export const passwordPage = (language: Language, path: string, { stage, carrier, demo }: PromptStage): string => {
  const words = pageWords[language];
  const asks = stage === 'ask' || stage === 'wrong';
  const title = asks ? words.title : words.titleAfter;
  const content = asks
    ? html`<h1>${title}</h1><p>${filled(words.ask, { carrier })}</p>${form(language, path, stage === 'wrong' ? words.wrong : '')}`
    : html`<h1>${title}</h1><p class="status" role="status">${stage === 'right' || stage === 'locked' ? words[stage] : words.over}</p>`;
  return framed({ language, title, carrier, demo, path, content });
};

const ask = async (
  connections: Connections,
  { carrierId, token }: OfPrompt['Params'],
  name: 'desk.lookPrompt' | 'desk.enterPassword' | 'desk.setSecret',
  given: object,
): Promise<SetStage> => {
  if (!z.uuid().safeParse(carrierId).success || token.length < 16 || token.length > 64)
    throw new Problem('not-found', { detail: 'There is no such page.', fix: 'Ask for a new one.', cite: null });
  const asking = systemAsks(carrierId, 'page of a customer', Date.now());
  return (await invoke(connections, name, asking, { input: { token, ...given }, key: null })) as SetStage;
};

const unknown = (language: Language): string =>
  passwordPage(language, '', {
    ...{ stage: 'over', serves: 'password', language, carrier: '', demo: false, staffNumber: null },
  });

const nothing = { fault: { at: 'nowhere', says: '' }, before: { login: '', prompt: '' } } as const;

const pageOf = (language: Language, path: string, stage: PromptStage): string =>
  stage.serves === 'password' ? passwordPage(language, path, stage) : secretPage(language, path, stage, nothing);

type Sent = { readonly connections: Connections; readonly params: OfPrompt['Params']; readonly origin: string };

/** What came of a code and what was to be set by it, as a page. */
const setByPage = async (sent: Sent, looked: PromptStage, fields: Fields, language: Language): Promise<string> => {
  const words = wordsIn[language];
  const { carrierId, token } = sent.params;
  const path = `/desk/${carrierId}/${token}`;
  const before = { login: fields.get('login') ?? '', prompt: fields.get('prompt') ?? '' };
  const wanted = wantedIn(fields, looked.serves === 'new-password' ? 'password' : 'backup', words);
  if (!('what' in wanted)) return secretPage(language, path, looked, { fault: wanted, before });
  const oneTimeCode = (fields.get('oneTimeCode') ?? '').slice(0, 40);
  const wrong = { at: 'code', says: words.oneTimeWrong } as const;
  if (oneTimeCode.trim() === '') return secretPage(language, path, looked, { fault: wrong, before });
  const given = { oneTimeCode, origin: sent.origin, sets: wanted };
  const { at, ...stage } = await ask(sent.connections, sent.params, 'desk.setSecret', given);
  const fault = at === undefined || at === null ? nothing.fault : at === 'code' ? wrong : unfit(at, words);
  return secretPage(language, path, stage, { fault, before });
};

/** No address, no token and no password is logged or said back. */
const onFailure =
  ({ platform }: Connections) =>
  async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const language = languageOf(request, none);
    if (error instanceof Problem && error.type === 'not-found') {
      const good = await within(platform, 'unknown', request.ip, Date.now());
      return show(reply, good ? 404 : 429, good ? unknown(language) : manyPage(language));
    }
    request.log.error({ page: 'desk', error: error instanceof Error ? error.name : 'unknown' });
    return show(reply, 503, downPage(language));
  };

/** The customer's page at the desk: `/desk/{carrier}/{token}`, where he types his password and nobody else sees it. */
export const passwordPages = async (app: FastifyInstance, connections: Connections): Promise<void> => {
  await app.register(async (inner) => {
    takeForms(inner);
    inner.setErrorHandler(onFailure(connections));
    const at = '/desk/:carrierId/:token';
    const path = ({ carrierId, token }: OfPrompt['Params']): string => `/desk/${carrierId}/${token}`;
    inner.get<OfPrompt>(at, async (request, reply) => {
      const stage = await ask(connections, request.params, 'desk.lookPrompt', {});
      const language = askedLanguage(request, none) ?? stage.language;
      return show(reply, 200, pageOf(language, path(request.params), stage));
    });
    inner.post<OfPrompt>(at, async (request, reply) => {
      const fields = await fieldsOf(request);
      const looked = await ask(connections, request.params, 'desk.lookPrompt', {});
      const language = askedLanguage(request, fields) ?? looked.language;
      const sent = { connections, params: request.params, origin: request.ip };
      if (looked.serves !== 'password') return show(reply, 200, await setByPage(sent, looked, fields, language));
      const given = { password: fields.get('password') ?? '', origin: request.ip };
      const stage = await ask(connections, request.params, 'desk.enterPassword', given);
      return show(reply, 200, passwordPage(language, path(request.params), stage));
    });
  });
};
