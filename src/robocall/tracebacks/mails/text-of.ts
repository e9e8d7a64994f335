import { htmlText } from '../../../carriers/mailbox/html-text.ts';
import { headersOf, type Mail, readMail } from '../../../carriers/mailbox/mail.ts';
import { withoutHeaders } from './forwarded.ts';

/** The words of a mail to the desk, whom it is from, and when the mail that it forwards was sent, in that mail's words; null where it forwards none. */
export type DeskMail = { readonly text: string; readonly from: string; readonly forwardedSent: string | null };

const longest = 200_000;

const bodyOf = ({ text, html }: Mail): string => (text.trim() === '' ? htmlText(html) : text);

const said = ({ subject, from }: { readonly subject: string; readonly from: string }): readonly string[] => [
  `Subject: ${subject}`,
  `From: ${from}`,
];

/**
 * The text of a raw mail with that of the mails attached to it; HTML where it has no text. Whom it is from stands at the end, behind whom a
 * forwarded one was from: the first is taken for who asks. The headers of forwarded mails are left out: their date is no hour of a call.
 */
export const textOf = async (raw: Uint8Array): Promise<DeskMail> => {
  const mail = await readMail(raw);
  const attached: Mail[] = [];
  for (const { type, content } of mail.parts)
    if (type === 'message/rfc822') attached.push(await readMail(Buffer.from(content)));
  const own = withoutHeaders(bodyOf(mail));
  const pieces = [own.text, ...own.headers.flatMap(said)];
  for (const one of attached) {
    const inner = withoutHeaders(bodyOf(one));
    pieces.push(inner.text, ...inner.headers.flatMap(said), ...said(one));
  }
  const text = [...pieces, ...said(mail)].join('\n\n');
  return {
    text: text.replaceAll('\u0000', ' ').trim().slice(0, longest),
    from: mail.from,
    forwardedSent:
      attached.flatMap((one) => headersOf(one, 'date'))[0] ?? own.headers.find(({ marked }) => marked)?.sent ?? null,
  };
};
