/** A SIP request as it stood on the wire, decoded as Latin-1: every byte is one character, and goes back as it came. */
export type SipRequest = {
  readonly method: string;
  readonly uri: string;
  /** By long lower-case name; values in their order, folded lines joined. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
};

/** A request that can be answered; `wrong` says why it is malformed, or is null. */
export type Read = { readonly request: SipRequest; readonly wrong: string | null };

/** Most header lines of one message: ten times what a call with five forwardings carries. */
const mostHeaders = 256;

const compact = new Map([
  ['a', 'accept-contact'],
  ['b', 'referred-by'],
  ['c', 'content-type'],
  ['e', 'content-encoding'],
  ['f', 'from'],
  ['i', 'call-id'],
  ['k', 'supported'],
  ['l', 'content-length'],
  ['m', 'contact'],
  ['o', 'event'],
  ['r', 'refer-to'],
  ['s', 'subject'],
  ['t', 'to'],
  ['u', 'allow-events'],
  ['v', 'via'],
  ['x', 'session-expires'],
  ['y', 'identity'],
]);

const token = /^[\w!#$%&'*+.^`|~-]+$/;
const startLine = /^([\w!#$%&'*+.^`|~-]{1,32}) +(\S{1,2048}) +(SIP\/\d+\.\d+)$/i;
const response = /^SIP\/\d+\.\d+ +\d/i;
// what would end a line or a string early where the value is sent or kept: a lone CR, NUL and their like
const unfit = /[^\t\r\n\x20-\x7e\x80-\xff]|\r(?!\n)/;
const endOfHeaders = /\r?\n\r?\n/g;
const once = ['from', 'to', 'call-id', 'cseq', 'content-length', 'max-forwards'];
const required = ['via', 'from', 'to', 'call-id', 'cseq'];

/** Where the headers of a message end and its body begins; null where no empty line follows them. Line ends before the start line are no part of it. */
export const endOf = (text: string, from: number): { readonly headers: number; readonly body: number } | null => {
  endOfHeaders.lastIndex = from;
  const found = endOfHeaders.exec(text);
  return found === null ? null : { headers: found.index, body: found.index + found[0].length };
};

const unfolded = (lines: readonly string[]): string[] => {
  const whole: string[] = [];
  for (const line of lines) {
    const last = whole.length - 1;
    if (last >= 0 && (line.startsWith(' ') || line.startsWith('\t'))) whole[last] = `${whole[last]} ${line.trim()}`;
    else whole.push(line);
  }
  return whole;
};

type Headers = { readonly headers: Map<string, string[]>; readonly wrong: string | null };

const readHeaders = (lines: readonly string[]): Headers => {
  const headers = new Map<string, string[]>();
  if (lines.length > mostHeaders) return { headers, wrong: 'Too Many Headers' };
  let wrong: string | null = null;
  for (const line of unfolded(lines)) {
    const colon = line.indexOf(':');
    const written = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (!token.test(written)) {
      wrong ??= 'Malformed Header';
      continue;
    }
    const name = compact.get(written) ?? written;
    const values = headers.get(name);
    if (values === undefined) headers.set(name, [line.slice(colon + 1).trim()]);
    else values.push(line.slice(colon + 1).trim());
  }
  return { headers, wrong };
};

const wrongIn = (method: string, headers: SipRequest['headers']): string | null => {
  for (const name of required) if (!headers.get(name)?.[0]) return `Missing ${name} Header`;
  for (const name of once) if ((headers.get(name)?.length ?? 0) > 1) return `More Than One ${name} Header`;
  const [number, named, ...more] = (headers.get('cseq')?.[0] ?? '').split(/[ \t]+/);
  const counts = /^\d{1,10}$/.test(number ?? '') && Number(number) < 2 ** 31;
  if (!counts || named !== method || more.length > 0) return 'Malformed cseq Header';
  return (headers.get('call-id')?.[0] ?? '').length > 256 ? 'Call-ID Too Long' : null;
};

/**
 * Reads a request without its body (RFC 3261 section 7): compact names, folded lines, either line end. Null for what is no request
 * and gets no answer: responses, keep-alives, what is not SIP.
 */
export const readRequest = (text: string): Read | null => {
  const begin = text.search(/[^\r\n]/);
  if (begin === -1) return null;
  const end = endOf(text, begin);
  const head = text.slice(begin, end?.headers ?? text.length);
  const [first = '', ...lines] = head.split(/\r?\n/);
  if (response.test(first)) return null;
  const [, method = '', uri = '', version = ''] = startLine.exec(first.trim()) ?? [];
  if (method === '') return null;
  const { headers, wrong } = readHeaders(lines);
  const request = { method, uri, headers };
  // not even echoed: a line end within would become ours
  if (unfit.test(head)) return null;
  if (version.toUpperCase() !== 'SIP/2.0') return { request, wrong: 'version' };
  if (end === null) return { request, wrong: 'No Empty Line After Headers' };
  return { request, wrong: wrong ?? wrongIn(method, headers) };
};
