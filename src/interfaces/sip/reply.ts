import { parameterOf } from './address.ts';
import type { SipRequest } from './message.ts';

/** The address a message came from, as the socket tells it. */
export type Peer = { readonly address: string; readonly port: number };

/** The topmost Via of a request: through whom the answer goes back (RFC 3261 section 18.2). */
export type Via = {
  /** The topmost element as it stands, and what follows it in the same header. */
  readonly element: string;
  readonly rest: string;
  readonly host: string;
  readonly port: number | null;
  readonly branch: string;
  readonly rport: string | null;
};

const viaForm =
  /^SIP[ \t]*\/[ \t]*2\.0[ \t]*\/[ \t]*[\w-]{1,16}[ \t]+(\[[\da-f:.]{2,45}\]|[\w.-]{1,255})(?:[ \t]*:[ \t]*(\d{1,5}))?[ \t]*(?:;|$)/i;

/** Reads the topmost Via, or null where nobody could be answered by it. */
export const topVia = ({ headers }: SipRequest): Via | null => {
  const [value = ''] = headers.get('via') ?? [];
  const comma = value.indexOf(',');
  const element = (comma === -1 ? value : value.slice(0, comma)).trim();
  const [, host, port] = viaForm.exec(element) ?? [];
  if (host === undefined || Number(port ?? 1) > 65_535 || port === '0') return null;
  return {
    element,
    rest: comma === -1 ? '' : value.slice(comma),
    host,
    port: port === undefined ? null : Number(port),
    branch: parameterOf(element, 'branch') ?? '',
    rport: parameterOf(element, 'rport'),
  };
};

/** The port at the peer's address that an answer goes to by UDP (RFC 3581); never to another address than the request came from. */
export const replyPort = (via: Via, peer: Peer): number => (via.rport === null ? (via.port ?? 5060) : peer.port);

/** The Via as it goes back: where the request really came from is written into it. */
const answeredVia = ({ element, rest, host, rport }: Via, { address, port }: Peer): string => {
  if (rport === null && host.replace(/[[\]]/g, '') === address) return `${element}${rest}`;
  // what the sender wrote there himself does not stand
  const bare = element.replace(/;[ \t]*(?:rport|received)(?:[ \t]*=[ \t]*[^;]*)?(?=;|$)/gi, '');
  return `${bare};received=${address}${rport === null ? '' : `;rport=${port}`}${rest}`;
};

/** What an answer says: its status line, and header lines of its own. */
export type Said = { readonly code: number; readonly phrase: string; readonly lines: readonly string[] };

const start = Date.now().toString(36);
let tags = 0;

const tagged = (to: string): string => {
  const parameters = to.slice(to.lastIndexOf('>') + 1);
  if (/;[ \t]*tag[ \t]*=/i.test(parameters)) return to;
  tags += 1;
  return `${to};tag=${start}.${tags.toString(36)}`;
};

/** The answer to a request, whole: with its Vias, From, To, Call-ID and CSeq. */
export const replyTo = ({ headers }: SipRequest, via: Via, peer: Peer, { code, phrase, lines }: Said): string => {
  const [, ...vias] = headers.get('via') ?? [];
  const echo = (name: string): string => headers.get(name)?.[0] ?? '';
  return [
    `SIP/2.0 ${code} ${phrase}`,
    `Via: ${answeredVia(via, peer)}`,
    ...vias.map((other) => `Via: ${other}`),
    `From: ${echo('from')}`,
    `To: ${tagged(echo('to'))}`,
    `Call-ID: ${echo('call-id')}`,
    `CSeq: ${echo('cseq')}`,
    ...lines,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
};
