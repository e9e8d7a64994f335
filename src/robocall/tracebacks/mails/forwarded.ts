/** What the header of a forwarded mail says in the words of the mail program that wrote it into the body. */
export type ForwardedHeader = {
  readonly from: string;
  readonly subject: string;
  /** When it was sent, in the words of the program. */
  readonly sent: string;
  /** Whether a line above it says that it was forwarded. */
  readonly marked: boolean;
};

const markers: readonly RegExp[] = [
  /^-{4,} ?(?:Original Message|Forwarded message|Forwarded by .{0,100}) ?-{3,}$/i,
  /^Begin forwarded message:$/i,
  // Outlook draws a line
  /^_{20,}$/,
];

const names = ['from', 'sent', 'date', 'to', 'cc', 'subject', 'reply-to'];

/** A line without the signs of a quotation and of bold type. */
const bare = (line: string): string =>
  line
    .slice(0, 1000)
    .replace(/^[\s>]+/, '')
    .replaceAll('*', '')
    .trim();

const fieldIn = (line: string): readonly [string, string] | null => {
  const [, name = '', value = ''] = /^([A-Za-z-]{2,8}): ?(.*)$/.exec(bare(line)) ?? [];
  return names.includes(name.toLowerCase()) ? [name.toLowerCase(), value.trim()] : null;
};

/** Whether the words name a person's address: one of a telephone is a party of the call that is asked about. */
const isWriter = (words: string): boolean => words.includes('@') && !/sips?:|tel:|\d{7,15}@/i.test(words);

type Block = { readonly header: Omit<ForwardedHeader, 'marked'>; readonly lines: number };

/** The header that stands from a line on: whom a mail is from by his address, to whom, and when it was sent. Null where it is none. */
const blockAt = (lines: readonly string[], from: number): Block | null => {
  const fields = new Map<string, string>();
  let next = from;
  for (; next < lines.length && next - from < 12; next += 1) {
    const field = fieldIn(lines[next] ?? '');
    if (field === null) break;
    fields.set(...field);
  }
  const [writer, sent] = [fields.get('from') ?? '', fields.get('sent') ?? fields.get('date') ?? ''];
  if (!isWriter(writer) || sent === '' || !fields.has('to')) return null;
  return { header: { from: writer, subject: fields.get('subject') ?? '', sent }, lines: next - from };
};

/** Whether the last line with words before a place says that what follows was forwarded. */
const isMarked = (above: readonly string[]): boolean => {
  const last = bare(above.slice(-4).findLast((line) => bare(line) !== '') ?? '');
  return markers.some((marker) => marker.test(last));
};

/** The text of a mail without the headers of mails that its programs wrote into it, and those headers in their order. */
export const withoutHeaders = (
  text: string,
): { readonly text: string; readonly headers: readonly ForwardedHeader[] } => {
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/);
  const kept: string[] = [];
  const headers: ForwardedHeader[] = [];
  for (let at = 0; at < lines.length; ) {
    const block = blockAt(lines, at);
    if (block === null) kept.push(lines[at] ?? '');
    else headers.push({ ...block.header, marked: isMarked(kept) });
    at += block?.lines ?? 1;
  }
  return { text: kept.join('\n'), headers };
};
