import type { FastifyReply } from 'fastify';
import { asHolder, broken, type Exchange, type Known, known, opened } from './answer.ts';
import { askedLanguage, type Fields, languageOf, show } from './fields.ts';
import { within } from './limit.ts';
import { wayNamed } from './own.ts';
import type { Opened, Place } from './pages.ts';
import { manyPage } from './plain-pages.ts';
import { type CodeWay, codeWays, type Sets } from './proof-pages.ts';
import { type SecretFault, secretPage, secretSavedPage, sentNews } from './secret-pages.ts';
import { type Words, wordsIn } from './words/words.ts';

type Asked = {
  readonly exchange: Exchange;
  readonly found: Known;
  readonly page: Opened;
  readonly place: Place;
  readonly sets: Sets;
};

const nowhere: SecretFault = { at: 'nowhere', says: '' };

const shown = ({ exchange, page, place, sets }: Asked, came: CodeWay, fault: SecretFault, news: string) => {
  const before = { login: exchange.fields.get('login') ?? '', prompt: exchange.fields.get('prompt') ?? '' };
  return show(exchange.reply, 200, secretPage(place, page, { sets, came, fault, before, news }));
};

type Wanted =
  | { readonly what: 'telephone'; readonly password: string }
  | {
      readonly what: 'backup';
      readonly login: string;
      readonly backup: { readonly prompt: string; readonly secretAnswer: string };
    };

/** What he wants to set, or the field that cannot be what it must, before anything is tried. */
export const wantedIn = (fields: Fields, sets: Sets, words: Words): Wanted | SecretFault => {
  const text = (name: string): string => (fields.get(name) ?? '').trim();
  if (sets === 'password') {
    const password = text('newDigits');
    return /^[0-9]{6,10}$/.test(password)
      ? { what: 'telephone', password }
      : { at: 'password', says: words.newDigitsUnfit };
  }
  const [login, prompt, secretAnswer] = [text('login'), text('prompt'), text('secretAnswer')];
  if (!/^[^\s<>"]{3,254}$/.test(login)) return { at: 'login', says: words.loginUnfit };
  if (prompt === '' || prompt.length > 200) return { at: 'prompt', says: words.promptUnfit };
  if (secretAnswer.length < 4 || secretAnswer.length > 100) return { at: 'secretAnswer', says: words.answerUnfit };
  return { what: 'backup', login, backup: { prompt, secretAnswer } };
};

type Answer =
  | { readonly outcome: 'set' | 'expired' | 'wrong' | 'locked' | 'not-proved' }
  | { readonly outcome: 'unsuitable'; readonly field: 'login' | 'password' | 'prompt' | 'secretAnswer' };

/** What is said of a field whose value cannot serve. */
export const unfit = (field: 'login' | 'password' | 'prompt' | 'secretAnswer', words: Words): SecretFault => {
  const says = {
    login: words.loginUnfit,
    password: words.newDigitsUnfit,
    prompt: words.promptUnfit,
    secretAnswer: words.answerUnfit,
  } as const;
  return { at: field, says: says[field] };
};

const faultOf = (answer: Answer, words: Words): SecretFault => {
  if (answer.outcome === 'locked') return { at: 'code', says: words.oneTimeLocked };
  if (answer.outcome !== 'unsuitable') return { at: 'code', says: words.oneTimeWrong };
  return unfit(answer.field, words);
};

const sendCode = async (asked: Asked, way: CodeWay): Promise<FastifyReply> => {
  const { exchange, found, place } = asked;
  const words = wordsIn[place.language];
  const given = { code: found.code, way, origin: exchange.request.ip, serves: 'online' };
  const { outcome } = (await asHolder(exchange.connections, found.carrierId, 'choices.askCode', given)) as {
    outcome: string;
  };
  return outcome === 'asked'
    ? shown(asked, way, nowhere, sentNews(words, way))
    : shown(asked, way, { at: 'code', says: words.oneTimeNoMore }, '');
};

const trySet = async (asked: Asked, way: CodeWay, oneTimeCode: string): Promise<FastifyReply> => {
  const { exchange, found, page, place, sets } = asked;
  const words = wordsIn[place.language];
  const wanted = wantedIn(exchange.fields, sets, words);
  if (!('what' in wanted)) return shown(asked, way, wanted, '');
  const given = { code: found.code, way, oneTimeCode, origin: exchange.request.ip, sets: wanted };
  const answer = (await asHolder(exchange.connections, found.carrierId, 'choices.setSecret', given)) as Answer;
  if (answer.outcome === 'set') return show(exchange.reply, 200, secretSavedPage(place, page, sets));
  return shown(asked, way, faultOf(answer, words), '');
};

/** The password for the telephone and the back-up question: set by a code that came to what is of record, never by the notice's code alone. */
export const setSecret = async (exchange: Exchange, typed: string, sets: Sets): Promise<FastifyReply> => {
  const { connections, request, reply, fields } = exchange;
  try {
    const found = await known(exchange, typed);
    if (found === null) return reply;
    const page = await opened(exchange, found);
    const language = askedLanguage(request, fields) ?? page.notice.language;
    const asked = { exchange, found, page, place: { language, path: `/choice/${found.code}` }, sets };
    const send = wayNamed(fields.get('send'));
    const oneTimeCode = (fields.get('oneTimeCode') ?? '').slice(0, 40);
    if (send === null && oneTimeCode === '') return shown(asked, codeWays[0], nowhere, '');
    if (!(await within(connections.platform, 'prove', found.hash, Date.now())))
      return show(reply, 429, manyPage(languageOf(request, fields)));
    if (send !== null) return await sendCode(asked, send);
    return await trySet(asked, wayNamed(fields.get('way')) ?? codeWays[0], oneTimeCode);
  } catch (error) {
    return broken(exchange, error);
  }
};
