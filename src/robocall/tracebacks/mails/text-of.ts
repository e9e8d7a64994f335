import { htmlText } from '../../../cpni/returns/read/html-text.ts';
import { headersOf, type Mail, readMail } from '../../../cpni/returns/read/mail.ts';

/** The words of a mail to the desk, and when the mail that it forwards was sent (epoch ms); null where it does not say, or forwards none. */
export type DeskMail = { readonly text: string; readonly forwardedFrom: number | null };

const longest = 200_000;

const bodyOf = ({ text, html }: Mail): string => (text.trim() === '' ? htmlText(html) : text);

// only in the form that mail programs copy from a header: the hour of a call is written in many others
const inlineDate = /^[ >]{0,5}Date: ?(\w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d(?::\d\d)? [+-]\d{4})/m;

const earliest = (dates: readonly (string | undefined)[]): number | null => {
  const instants = dates.map((date) => Date.parse(date ?? '')).filter(Number.isFinite);
  return instants.length === 0 ? null : Math.min(...instants);
};

/**
 * The text of a raw mail with that of the mails attached to it; HTML where it has no text. Whom it is from stands at the end, behind whom a
 * forwarded one was from: the first is taken for who asks.
 */
export const textOf = async (raw: Uint8Array): Promise<DeskMail> => {
  const mail = await readMail(raw);
  const attached: Mail[] = [];
  for (const { type, content } of mail.parts)
    if (type === 'message/rfc822') attached.push(await readMail(Buffer.from(content)));
  const body = bodyOf(mail);
  const pieces = [body, ...attached.flatMap((one) => [bodyOf(one), `Subject: ${one.subject}`, `From: ${one.from}`])];
  const text = [...pieces, `Subject: ${mail.subject}`, `From: ${mail.from}`].join('\n\n');
  return {
    text: text.replaceAll('\u0000', ' ').trim().slice(0, longest),
    forwardedFrom: earliest([inlineDate.exec(body)?.[1], ...attached.map((one) => headersOf(one, 'date')[0])]),
  };
};
