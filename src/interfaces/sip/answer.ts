import { performance } from 'node:perf_hooks';
import { addressProof } from '../../robocall/call-gate/address.ts';
import type { Gate } from '../../robocall/call-gate/gate.ts';
import { type Read, readRequest, type SipRequest } from './message.ts';
import { redirect, said } from './redirect.ts';
import { remembering } from './remember.ts';
import { type Peer, replyPort, replyTo, type Said, topVia, type Via } from './reply.ts';

/** An answer and the port at the peer's address where it is awaited by UDP. */
export type Answered = { readonly text: string; readonly port: number };

/** Answers SIP requests of one process, whatever they came by. */
export type Answering = {
  /** The answer to a message in Latin-1, or null where there is none. Never throws, never rejects. */
  answer(text: string, peer: Peer): Promise<Answered | null>;
  /** Whether a peer is one of the gate's by its address. */
  knows(address: string): boolean;
  close(): void;
};

const allow = 'Allow: INVITE, ACK, CANCEL, OPTIONS';
/** RFC 3261 section 17.1.1.2: how long a request may still be sent again, 64 × T1. */
const again = 32_000;
/** Answers of a minute and a half at 500 calls/s; at about 2 kB each, 100 MB. */
const most = 50_000;

type Asked = { readonly request: SipRequest; readonly via: Via; readonly peer: Peer };

/** One request, sent once or often. Call-ID and URI stand in it too: a switch that uses a branch twice gets no other call's Identity. */
const keyOf = ({ request: { headers, uri }, via, peer }: Asked): string => {
  const [number] = (headers.get('cseq')?.[0] ?? '').split(/[ \t]/, 1);
  return [peer.address, via.branch, via.host, via.port, headers.get('call-id')?.[0], number, uri].join(' ');
};

const inDialogue = ({ headers }: SipRequest): boolean => /;[ \t]*tag[ \t]*=/i.test(headers.get('to')?.[0] ?? '');

/** What is answered to a malformed request; null where its sender could not tell to what. */
const toMalformed = ({ request: { headers, method }, wrong }: Read): Said | null => {
  if (wrong === null || method === 'ACK') return null;
  for (const name of ['from', 'to', 'call-id', 'cseq']) if (!headers.get(name)?.[0]) return null;
  return wrong === 'version' ? said(505, 'Version Not Supported') : said(400, wrong);
};

const whole = ({ request, via, peer }: Asked, answer: Said): string => replyTo(request, via, peer, answer);

/** Answers by a gate that is open; what went wrong on our side is told to `complain`. */
export const answering = (gate: Gate, complain: (line: string) => void): Answering => {
  const asked = remembering(most, again, () => performance.now());
  const timer = setInterval(asked.forget, 1000);
  timer.unref();
  const decided = async (one: Asked): Promise<string> => {
    const asker = gate.snapshot.credentials.get(addressProof(one.peer.address));
    if (asker === undefined) {
      const reason = 'Reason: SIP;cause=403;text="Address not listed"';
      return whole(one, { code: 403, phrase: 'Forbidden', lines: [reason] });
    }
    try {
      return whole(one, await redirect(gate, asker, one.request, one.peer.address));
    } catch (error) {
      complain(`compline: call gate by SIP: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
      return whole(one, said(500, 'Server Internal Error'));
    }
  };
  const invite = (one: Asked): Promise<string> => {
    if (inDialogue(one.request)) return Promise.resolve(whole(one, said(481, 'Call/Transaction Does Not Exist')));
    const key = keyOf(one);
    const before = asked.find(key);
    if (before !== null) return Promise.resolve(before);
    const answer = decided(one);
    // a stranger is answered, and not remembered: he could fill what is kept for others
    if (gate.snapshot.credentials.has(addressProof(one.peer.address))) asked.keep(key, answer);
    return answer;
  };
  const byMethod = (one: Asked): Promise<string> | string => {
    const { method } = one.request;
    if (method === 'INVITE') return invite(one);
    if (method === 'OPTIONS') return whole(one, { ...said(200, 'OK'), lines: [allow, 'Accept: application/sdp'] });
    if (method !== 'CANCEL') return whole(one, { ...said(405, 'Method Not Allowed'), lines: [allow] });
    // the decision stands, and what it answers ends the INVITE anyway (RFC 3261 sections 8.3 and 9.2)
    return whole(one, asked.find(keyOf(one)) === null ? said(481, 'Call/Transaction Does Not Exist') : said(200, 'OK'));
  };
  return {
    async answer(text, peer) {
      const read = readRequest(text);
      const via = read === null ? null : topVia(read.request);
      if (read === null || via === null) return null;
      const one = { request: read.request, via, peer };
      const port = replyPort(via, peer);
      if (read.wrong !== null) {
        const malformed = toMalformed(read);
        return malformed === null ? null : { text: whole(one, malformed), port };
      }
      if (read.request.method === 'ACK') {
        asked.acknowledge(keyOf(one));
        return null;
      }
      const answer = await byMethod(one);
      return answer === '' ? null : { text: answer, port };
    },
    knows: (address) => gate.snapshot.credentials.has(addressProof(address)),
    close: () => clearInterval(timer),
  };
};
