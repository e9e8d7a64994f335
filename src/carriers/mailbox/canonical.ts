// Mails as signatures are made over them: RFC 6376 section 3.4. A stranger's bytes: nothing here takes longer than they are long.

/** A header field with its name in small letters, and as it came without its last line end. */
export type HeaderField = { readonly name: string; readonly raw: string };

/** As much of the header as the reader of mails takes apart. */
const longestHead = 256_000;

/** Splits a raw mail into its header fields and its body, byte for byte a character; every line ends with CRLF. */
export const fieldsOf = (raw: Uint8Array): { readonly fields: readonly HeaderField[]; readonly body: string } => {
  const text = Buffer.from(raw).toString('latin1').replace(/\r?\n/g, '\r\n');
  const end = text.startsWith('\r\n') ? 0 : text.indexOf('\r\n\r\n');
  const head = end === -1 ? text : text.slice(0, end);
  const raws: string[] = [];
  for (const line of head.slice(0, longestHead).split('\r\n'))
    if (/^[ \t]/.test(line) && raws.length > 0) raws.push(`${raws.pop()}\r\n${line}`);
    else raws.push(line);
  const fields = raws
    .filter((one) => one.includes(':'))
    .map((one) => ({ name: one.slice(0, one.indexOf(':')).trim().toLowerCase(), raw: one }));
  return { fields, body: end === -1 ? '' : text.slice(end + (end === 0 ? 2 : 4)) };
};

const evenSpace = (text: string): string => text.replace(/[ \t]+/g, ' ');

/** A field in the relaxed form: name in small letters, unfolded, one space for each run of white space. */
export const relaxedField = ({ name, raw }: HeaderField): string =>
  `${name}:${evenSpace(raw.slice(raw.indexOf(':') + 1).replaceAll('\r\n', '')).trim()}`;

/** Without the empty lines at the end. */
const withoutEnd = (body: string): string => {
  let end = body.length;
  while (body.startsWith('\r\n', end - 2) && end >= 2) end -= 2;
  return body.slice(0, end);
};

/** A body in the simple form: one line end at its end. */
export const simpleBody = (body: string): string => `${withoutEnd(body)}\r\n`;

/** A body in the relaxed form: no white space at the end of lines, one space for each other run of it; an empty one stays empty. */
export const relaxedBody = (body: string): string => {
  const lines = withoutEnd(evenSpace(body).replaceAll(' \r\n', '\r\n').replace(/ $/, ''));
  return lines === '' ? '' : `${lines}\r\n`;
};

/** The tags of a signature or of a key's record; null where one stands there twice or has no name. */
export const tagsOf = (text: string): ReadonlyMap<string, string> | null => {
  const tags = new Map<string, string>();
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(0, at)).trim();
    if (name === '' || tags.has(name)) return null;
    tags.set(name, part.slice(at + 1).trim());
  }
  return tags;
};
