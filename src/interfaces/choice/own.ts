import type { FastifyReply } from 'fastify';
import { asHolder, broken, type Exchange, known, opened } from './answer.ts';
import { askedLanguage, languageOf, show } from './fields.ts';
import { within } from './limit.ts';
import { historyPage, type Line, type Place, savedPage, yesPage } from './pages.ts';
import { manyPage } from './plain-pages.ts';
import { wordsIn } from './words/words.ts';

type Refused = { readonly outcome: 'wrong' | 'locked' };
type Saved = { readonly outcome: 'saved'; readonly number: string; readonly at: string };
type Shown = { readonly outcome: 'shown'; readonly items: readonly Line[] };

const faultOf = ({ outcome }: Refused, { language }: Place): string =>
  wordsIn[language][outcome === 'locked' ? 'passwordLocked' : 'passwordWrong'];

/** What needs the customer himself, not only his notice: a yes, and what he chose before. Without a password it is asked for. */
export const asCustomer = async (
  exchange: Exchange,
  typed: string,
  wants: 'yes' | 'history',
): Promise<FastifyReply> => {
  const { connections, request, reply, fields } = exchange;
  try {
    const found = await known(exchange, typed);
    if (found === null) return reply;
    const page = await opened(exchange, found);
    const language = askedLanguage(request, fields) ?? page.notice.language;
    const place = { language, path: `/choice/${found.code}` };
    const password = fields.get('password') ?? '';
    if (password === '') return show(reply, 200, yesPage(place, page, { wants, fault: '' }));
    if (!(await within(connections.platform, 'press', found.hash, Date.now())))
      return show(reply, 429, manyPage(languageOf(request, fields)));
    const given = { code: found.code, password, origin: request.ip };
    const answer = (await (wants === 'yes'
      ? asHolder(connections, found.carrierId, 'choices.approve', { ...given, language })
      : asHolder(connections, found.carrierId, 'choices.ownHistory', given))) as Refused | Saved | Shown;
    if (answer.outcome === 'saved') return show(reply, 200, savedPage(place, page, { ...answer, choice: 'yes' }));
    if (answer.outcome === 'shown') return show(reply, 200, historyPage(place, page, answer.items));
    return show(reply, 200, yesPage(place, page, { wants, fault: faultOf(answer, place) }));
  } catch (error) {
    return broken(exchange, error);
  }
};
