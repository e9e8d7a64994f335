// A load of SIP by UDP, the same for every server: INVITEs as a switch sends them, each answer acknowledged (RFC 3261 section 17.1.1.3).
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { numberOf } from './gate-house.ts';
import type { Heard } from './load.ts';

export type SipTask = {
  readonly port: number;
  readonly accountIds: readonly string[];
  readonly numbersEach: number;
  readonly seconds: number;
  /** Calls asked about at once. */
  readonly window: number;
  /** Calls a second, whether or not answers come; null: a call is asked about as soon as another was answered. */
  readonly rate: number | null;
};

const description = [
  'v=0',
  'o=- 1729 1 IN IP4 192.0.2.7',
  's=-',
  'c=IN IP4 192.0.2.7',
  't=0 0',
  'm=audio 16384 RTP/AVP 0 8 101',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:101 telephone-event/8000',
  'a=fmtp:101 0-16',
  'a=sendrecv',
  '',
].join('\r\n');

/** What tells one call from all others: this run's own six hexadecimal digits, then the call's. */
const stub = '000000000000';
const run = (Date.now() % 0xffffff).toString(16).padStart(6, '0');
const idOf = (n: number): string => `${run}${n.toString(16).padStart(6, '0')}`;

/** The request of the n-th call; the places of its id are the same in all. */
const request = (
  method: 'INVITE' | 'ACK',
  { port, accountIds, numbersEach }: SipTask,
  own: number,
  n: number,
): string => {
  // mixed, so that accounts next to each other do not follow each other
  const place = (n * 7919) % accountIds.length;
  const [from, to] = [
    numberOf(place * numbersEach + (n % numbersEach)),
    `1303720${String(n % 10_000).padStart(4, '0')}`,
  ];
  const body = method === 'INVITE' ? description : '';
  return [
    `${method} sip:+${to}@127.0.0.1:${port} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${own};rport;branch=z9hG4bK${stub}`,
    'Max-Forwards: 70',
    `From: <sip:+${from}@192.0.2.7>;tag=${stub}`,
    `To: <sip:+${to}@127.0.0.1>`,
    `Call-ID: ${stub}@192.0.2.7`,
    `CSeq: 1 ${method}`,
    `Contact: <sip:+${from}@192.0.2.7:5060>`,
    `X-Compline-Account: ${accountIds[place]}`,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
};

type Prepared = {
  readonly invite: Buffer;
  readonly ack: Buffer;
  readonly places: readonly number[];
  readonly acks: readonly number[];
};

const placesOf = (text: string): number[] => [...text.matchAll(new RegExp(stub, 'g'))].map(({ index }) => index);

const prepare = (task: SipTask, own: number): Prepared[] =>
  Array.from({ length: 10_000 }, (_, n) => {
    const [invite, ack] = [request('INVITE', task, own, n), request('ACK', task, own, n)];
    return { invite: Buffer.from(invite), ack: Buffer.from(ack), places: placesOf(invite), acks: placesOf(ack) };
  });

const written = (message: Buffer, places: readonly number[], id: string): Buffer => {
  const copy = Buffer.from(message);
  for (const place of places) copy.write(id, place, 'latin1');
  return copy;
};

const moved = Buffer.from('SIP/2.0 302');
const callId = Buffer.from('Call-ID: ');
/** T1 of RFC 3261: who hears nothing asks again. */
const again = 500;
/** A call that is not answered by then is lost. */
const lost = 4000;

type Asked = { readonly n: number; readonly due: number; sent: number };

const opened = async (): Promise<Socket> => {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
};

/** Asks until the time is over. The first answer that is no 302 is shown on standard error. */
export const askBySip = async (task: SipTask): Promise<Heard> => {
  const socket = await opened();
  const all = prepare(task, socket.address().port);
  const times: number[] = [];
  const under = new Map<string, Asked>();
  let [n, failed] = [0, 0];
  const began = performance.now();
  const until = began + task.seconds * 1000;
  const of = (call: number): Prepared => all[call % all.length] ?? all.at(0) ?? expectSome();
  const transmit = (asked: Asked, id: string) => {
    asked.sent = performance.now();
    const { invite, places } = of(asked.n);
    socket.send(written(invite, places, id), task.port, '127.0.0.1');
  };
  const begin = (due: number) => {
    const [asked, id] = [{ n, due, sent: 0 }, idOf(n)];
    n += 1;
    under.set(id, asked);
    transmit(asked, id);
  };
  socket.on('message', (bytes) => {
    const place = bytes.indexOf(callId) + callId.length;
    const id = bytes.toString('latin1', place, place + stub.length);
    const asked = under.get(id);
    if (asked === undefined) return;
    under.delete(id);
    const { ack, acks } = of(asked.n);
    socket.send(written(ack, acks, id), task.port, '127.0.0.1');
    if (!bytes.subarray(0, moved.length).equals(moved)) {
      if (failed === 0) process.stderr.write(`${bytes.toString('latin1')}\n`);
      failed += 1;
    }
    times.push(performance.now() - asked.due);
    if (task.rate === null && performance.now() < until) begin(performance.now());
  });
  if (task.rate === null) for (let line = 0; line < task.window; line += 1) begin(performance.now());
  let due = began;
  let ended = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now();
      if (task.rate !== null) for (; due <= Math.min(now, until); due += 1000 / task.rate) begin(due);
      // what was sent first stands first
      for (const [id, asked] of under)
        if (now - asked.due > lost) {
          under.delete(id);
          failed += 1;
        } else if (now - asked.sent > again) transmit(asked, id);
        else break;
      if (now < until || under.size > 0) return;
      ended = now;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  socket.close();
  return { perSecond: times.length / ((ended - began) / 1000), failed, times };
};

const expectSome = (): never => {
  throw new Error('nothing to ask');
};
