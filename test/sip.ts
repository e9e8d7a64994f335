// Equipment that speaks SIP: an INVITE as a switch sends it, and a peer by UDP and TCP.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';

let calls = 0;

/** A request with the headers that every one has; `more` are header lines before the empty one. */
export const sipRequest = (
  method: string,
  uri: string,
  { from, more, branch }: { readonly from: string; readonly more: readonly string[]; readonly branch: string },
): string =>
  [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:5060;branch=${branch};rport`,
    `From: <${from}>;tag=1928301774`,
    `To: <${uri}>`,
    `Call-ID: ${branch}@switch.example`,
    `CSeq: 1 ${method}`,
    'Max-Forwards: 70',
    ...more,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');

/** A branch that no other call has. */
export const newBranch = (): string => {
  calls += 1;
  return `z9hG4bK${process.pid}x${calls}`;
};

/** An INVITE of a new call. */
export const inviteOf = (from: string, to: string, more: readonly string[]): string =>
  sipRequest('INVITE', to, { from, more, branch: newBranch() });

/** An answer as a peer reads it. */
export type SipAnswer = { readonly status: string; readonly text: string; header(name: string): string | null };

const answerOf = (text: string): SipAnswer => ({
  status: text.slice(8, text.indexOf('\r\n')),
  text,
  header: (name) => new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim() ?? null,
});

/** What comes back to one datagram within the time (ms), in order. */
export const bySipUdp = async (port: number, messages: readonly string[], forMs: number): Promise<SipAnswer[]> => {
  const socket = createSocket('udp4');
  const answers: SipAnswer[] = [];
  socket.on('message', (bytes) => answers.push(answerOf(bytes.toString('latin1'))));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  for (const message of messages) socket.send(Buffer.from(message, 'latin1'), port, '127.0.0.1');
  const until = performance.now() + forMs;
  while (answers.length < messages.length && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 10));
  socket.close();
  return answers;
};

/** The one answer to a datagram; throws where none comes within five seconds. */
export const askSip = async (port: number, message: string): Promise<SipAnswer> => {
  const [answer] = await bySipUdp(port, [message], 5000);
  if (answer === undefined) throw new Error('no answer by SIP within five seconds');
  return answer;
};

/** What a connection gets back for pieces that are written one after the other, until it is closed or so many bytes came. */
export const bySipTcp = async (port: number, pieces: readonly string[], answers: number): Promise<SipAnswer[]> => {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
  });
  socket.on('error', () => {});
  await once(socket, 'connect');
  for (const piece of pieces) {
    socket.write(Buffer.from(piece, 'latin1'));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const until = performance.now() + 5000;
  const parts = () => text.split('\r\n\r\n').filter((part) => part !== '');
  while (parts().length < answers && !socket.closed && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 10));
  socket.destroy();
  return parts().map((part) => answerOf(`${part}\r\n\r\n`));
};

const from = 'sip:+15155550123@pbx.example';
const to = 'sip:+15155550199@redirect.example';

/** A real message with a piece taken out, doubled, or replaced by bytes. */
export const mutatedSip = fc
  .tuple(
    fc.constantFrom(
      inviteOf(from, to, [
        `Diversion: "a, b" <${from}>;reason=x`,
        'History-Info: <sip:1@h>;index=1, <sip:2@h>;index=1.1;mp=1',
      ]),
      inviteOf(from, to, ['v: SIP/2.0/TCP [2001:db8::1];branch=z9hG4bKx, SIP/2.0/UDP b', 'y: a.e30.c;ppt=div']),
      inviteOf(from, to, []).replaceAll('INVITE', 'OPTIONS'),
      inviteOf(from, to, []).replaceAll('INVITE', 'CANCEL'),
    ),
    fc.nat(700),
    fc.nat(80),
    fc.string({ unit: 'binary-ascii', maxLength: 12 }),
    fc.constantFrom('take', 'double', 'replace', 'many'),
  )
  .map(([message, at, length, bytes, how]) => {
    const [before, piece, after] = [message.slice(0, at), message.slice(at, at + length), message.slice(at + length)];
    const middle = { take: '', double: piece + piece, replace: bytes, many: (piece + bytes).repeat(200) }[how];
    return before + middle + after;
  });
