import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';

/** A message as far as it matters here. Header names are in small letters. */
export type Mail = {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** The sender's address, or '' where there is none. */
  readonly from: string;
  readonly subject: string;
  readonly messageId: string | null;
  /** The body as plain text, '' where there is none. */
  readonly text: string;
  readonly html: string;
  /** Parts that are neither text nor HTML of the message itself, decoded: delivery status, returned headers, attached messages. */
  readonly parts: readonly { readonly type: string; readonly content: string }[];
};

// what is said and what a server reports stands at the front; pictures and attachments behind it are nobody's answer
const bytesRead = 1_000_000;
// the parser spends most of its time a line, not a byte
const linesRead = 25_000;
const telling = /^(message\/|text\/rfc822-headers)/;
const partLimit = 64_000;

const addressOf = (from: Address | undefined): string =>
  (from?.address ?? from?.group?.[0]?.address ?? '').trim().toLowerCase();

const contentOf = ({ content }: Attachment): string => {
  if (typeof content === 'string') return content.slice(0, partLimit);
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(content);
  return Buffer.from(bytes.subarray(0, partLimit)).toString('utf8');
};

const nothing: Mail = { headers: [], from: '', subject: '', messageId: null, text: '', html: '', parts: [] };

const parsed = async (raw: Uint8Array): Promise<Email | null> => {
  try {
    return await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: 32, maxHeadersSize: 256_000 });
  } catch {
    // a message that no parser takes apart is one that a person looks at
    return null;
  }
};

const front = (raw: Uint8Array): Uint8Array => {
  let end = 0;
  for (let line = 0; line < linesRead; line += 1) {
    const next = raw.indexOf(10, end);
    if (next === -1 || next >= bytesRead) return raw.subarray(0, bytesRead);
    end = next + 1;
  }
  return raw.subarray(0, end);
};

/** Takes a raw MIME message apart; reads the first megabyte or 25,000 lines. What cannot be read is empty, never an error. */
export const readMail = async (raw: Uint8Array): Promise<Mail> => {
  const email = await parsed(front(raw));
  if (email === null) return nothing;
  return {
    headers: email.headers.map(({ key, value }) => ({ name: key, value })),
    from: addressOf(email.from),
    subject: email.subject ?? '',
    messageId: email.messageId?.trim() ?? null,
    text: email.text ?? '',
    html: email.html ?? '',
    parts: email.attachments
      .filter(({ mimeType }) => telling.test(mimeType))
      .slice(0, 16)
      .map((part) => ({ type: part.mimeType, content: contentOf(part) })),
  };
};

/** The values of a header, in order. */
export const headersOf = (mail: Mail, name: string): readonly string[] =>
  mail.headers.filter((header) => header.name === name).map(({ value }) => value);

/** The first value of a header in small letters, or ''. */
export const headerOf = (mail: Mail, name: string): string => (headersOf(mail, name)[0] ?? '').trim().toLowerCase();
