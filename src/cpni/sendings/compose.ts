import { randomBytes } from 'node:crypto';
import mjml2html from 'mjml';
import type { MailSetting } from '../../carriers/mail/record.ts';
import type { Mail } from '../../outside/mail-out.ts';

type Language = 'en' | 'es';

/** What stands around the approved words; the words themselves are never touched. */
export const frame: Readonly<Record<Language, { readonly choose: string; readonly code: string }>> = {
  en: { choose: 'Tell us your choice, free and at any hour:', code: 'Your code:' },
  es: { choose: 'Díganos su decisión, gratis y a cualquier hora:', code: 'Su código:' },
};

/** The approved words in one language. */
export type Words = { readonly language: Language; readonly subject: string; readonly body: string };

export type Notice = Words & { readonly code: string; readonly token: string; readonly to: string };

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Where a customer opens his choice by the code of his notice. */
export const linkOf = ({ choiceAddress }: Pick<MailSetting, 'choiceAddress'>, code: string): string =>
  `${choiceAddress.replace(/\/$/, '')}/choice/${code}`;

/** The text part: the approved words, then where to choose. */
export const textOf = (setting: MailSetting, { language, body, code }: Notice): string => {
  const { choose, code: label } = frame[language];
  return `${body.trim()}\n\n${choose}\n${linkOf(setting, code)}\n${label} ${code}\n`;
};

// stand for one customer's code and link in a page set for all; no approved words can hold them
const codePlace = `code-${randomBytes(12).toString('hex')}`;
const linkPlace = `link-${randomBytes(12).toString('hex')}`;

const pageOf = async (fromName: string, { language, subject, body }: Words): Promise<string> => {
  const { choose, code: label } = frame[language];
  const paragraphs = body
    .trim()
    .split(/\n\s*\n/)
    .map((part) => `<mj-text>${escaped(part).replaceAll('\n', '<br/>')}</mj-text>`)
    .join('');
  const markup = `<mjml lang="${language}"><mj-head><mj-title>${escaped(subject)}</mj-title>
    <mj-attributes><mj-all font-family="Georgia, serif" /><mj-text font-size="16px" line-height="1.5" color="#1b2430" /></mj-attributes>
    </mj-head><mj-body background-color="#ffffff"><mj-section><mj-column>
    <mj-text font-size="14px" color="#52606d">${escaped(fromName)}</mj-text>${paragraphs}
    <mj-text>${choose}<br/><a href="${linkPlace}">${linkPlace}</a><br/>${label} <strong>${codePlace}</strong></mj-text>
    </mj-column></mj-section></mj-body></mjml>`;
  const { html, errors } = await mjml2html(markup, { validationLevel: 'soft' });
  if (errors.length > 0)
    throw new Error(`the e-mail template is wrong: ${errors.map((one) => one.formattedMessage).join('; ')}`);
  return html;
};

const pages = new Map<string, Promise<string>>();
const mostPages = 100;

/** The page of these words, set once a process: setting takes far longer than sending. */
const pageOnce = (fromName: string, words: Words): Promise<string> => {
  const key = JSON.stringify([fromName, words.language, words.subject, words.body]);
  const known = pages.get(key);
  if (known !== undefined) return known;
  if (pages.size >= mostPages) pages.clear();
  const page = pageOf(fromName, words);
  pages.set(key, page);
  return page;
};

/** The HTML part, in which every paragraph of the approved words stands as it is. */
export const htmlOf = async (setting: MailSetting, { language, subject, body, code }: Notice): Promise<string> => {
  const page = await pageOnce(setting.fromName, { language, subject, body });
  return page.replaceAll(linkPlace, () => escaped(linkOf(setting, code))).replaceAll(codePlace, () => escaped(code));
};

/** One customer's e-mail. Answers and failures come back to addresses that name this message. */
export const mailOf = async (setting: MailSetting, notice: Notice): Promise<Mail> => ({
  from: { name: setting.fromName, address: setting.fromAddress },
  replyTo: `r-${notice.token}@${setting.replyDomain}`,
  writer: 'machine',
  returnPath: `b-${notice.token}@${setting.returnDomain}`,
  to: notice.to,
  messageId: `<${notice.token}@${setting.returnDomain}>`,
  subject: notice.subject,
  text: textOf(setting, notice),
  html: await htmlOf(setting, notice),
  language: notice.language,
});
