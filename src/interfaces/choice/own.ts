import type { FastifyReply } from 'fastify';
import { asHolder, broken, type Exchange, type Known, known, notSaved, opened } from './answer.ts';
import { askedLanguage, type Fields, languageOf, show } from './fields.ts';
import { within } from './limit.ts';
import { type Opened, type Place, savedPage } from './pages.ts';
import { manyPage } from './plain-pages.ts';
import { type CodeWay, codeSentPage, codeWays, type Fault, provePage, type Wants } from './proof-pages.ts';
import { historyPage, type OwnRecord } from './record-pages.ts';
import { wordsIn } from './words/words.ts';

type Refused = { readonly outcome: 'wrong' | 'locked' | 'not-sent' };
type Saved = { readonly outcome: 'saved'; readonly number: string; readonly at: string };
type Shown = OwnRecord & { readonly outcome: 'shown' };

/** What is asked on the page of a notice that answers. */
type Asked = {
  readonly exchange: Exchange;
  readonly found: Known;
  readonly page: Opened;
  readonly place: Place;
  readonly wants: Wants;
};

/** The way of that name, or null. */
export const wayNamed = (word: string | undefined): CodeWay | null => codeWays.find((way) => way === word) ?? null;

type Proof =
  | { readonly by: 'password'; readonly password: string }
  | { readonly by: 'code'; readonly way: CodeWay; readonly oneTimeCode: string };

/** What he typed to show who he is, or null; what is longer than any code or password is wrong. */
const proofIn = (fields: Fields): Proof | null => {
  const oneTimeCode = (fields.get('oneTimeCode') ?? '').slice(0, 40);
  const way = wayNamed(fields.get('way'));
  if (oneTimeCode !== '' && way !== null) return { by: 'code', way, oneTimeCode };
  const password = (fields.get('password') ?? '').slice(0, 128);
  return password === '' ? null : { by: 'password', password };
};

const faultOf = ({ outcome }: Refused, { by }: Proof, { language }: Place): Fault => {
  const words = wordsIn[language];
  if (outcome === 'not-sent') return { at: by, says: words.notSentYet };
  if (by === 'password') return { at: by, says: outcome === 'locked' ? words.passwordLocked : words.passwordWrong };
  return { at: by, says: outcome === 'locked' ? words.oneTimeLocked : words.oneTimeWrong };
};

const sendCode = async ({ exchange, found, page, place, wants }: Asked, way: CodeWay): Promise<FastifyReply> => {
  const { connections, request, reply } = exchange;
  const given = { code: found.code, way, origin: request.ip };
  const { outcome } = (await asHolder(connections, found.carrierId, 'choices.askCode', given)) as { outcome: string };
  if (outcome === 'asked') return show(reply, 200, codeSentPage(place, page, wants, way));
  const none: Fault = { at: 'code', says: wordsIn[place.language].oneTimeNoMore };
  return show(reply, 200, provePage(place, page, wants, none, way));
};

const tryProof = async ({ exchange, found, page, place, wants }: Asked, proof: Proof): Promise<FastifyReply> => {
  const { connections, request, reply } = exchange;
  const given = { code: found.code, proof, origin: request.ip };
  const answer = (await (wants === 'yes'
    ? asHolder(connections, found.carrierId, 'choices.approve', { ...given, language: place.language })
    : asHolder(connections, found.carrierId, 'choices.ownHistory', given))) as Refused | Saved | Shown;
  if (answer.outcome === 'saved') return show(reply, 200, savedPage(place, page, { ...answer, choice: 'yes' }));
  if (answer.outcome === 'shown') return show(reply, 200, historyPage(place, page, answer));
  const came = proof.by === 'code' ? proof.way : codeWays[0];
  return show(reply, 200, provePage(place, page, wants, faultOf(answer, proof, place), came));
};

/** What needs the customer himself, not only his notice: a yes, and what he chose before. Without a password or code they are asked for. */
export const asCustomer = async (exchange: Exchange, typed: string, wants: Wants): Promise<FastifyReply> => {
  const { connections, request, reply, fields } = exchange;
  try {
    const found = await known(exchange, typed);
    if (found === null) return reply;
    const page = await opened(exchange, found);
    const language = askedLanguage(request, fields) ?? page.notice.language;
    const place = { language, path: `/choice/${found.code}` };
    const send = wayNamed(fields.get('send'));
    const proof = proofIn(fields);
    if (send === null && proof === null)
      return show(reply, 200, provePage(place, page, wants, { at: 'nowhere', says: '' }, codeWays[0]));
    if (!(await within(connections.platform, 'prove', found.hash, Date.now())))
      return show(reply, 429, manyPage(languageOf(request, fields)));
    const asked = { exchange, found, page, place, wants };
    if (proof !== null) return await tryProof(asked, proof);
    return await sendCode(asked, send ?? codeWays[0]);
  } catch (error) {
    return wants === 'yes' ? notSaved(exchange, typed, wants, error) : broken(exchange, error);
  }
};
