// What SIP redirects are measured against: a bare UDP server that reads as much of an INVITE as a 302 needs, signs and checks nothing.
import { createPrivateKey, sign } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

export type BareSip = {
  readonly port: number;
  /** PEM of the private key. */
  readonly key: string;
  readonly x5u: string;
};

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const header = (text: string, name: string): string => {
  const begin = text.indexOf(`\r\n${name}: `);
  return begin === -1 ? '' : text.slice(begin + 2, text.indexOf('\r\n', begin + 2));
};

const userOf = (uri: string): string => /sip:\+?([^@;>]+)/.exec(uri)?.[1] ?? '';

/** Serves until the process is ended, by UDP in this process. */
export const serveBareSip = ({ port, key, x5u }: BareSip): void => {
  const options = { key: createPrivateKey(key), dsaEncoding: 'ieee-p1363' } as const;
  const head = encoded({ alg: 'ES256', ppt: 'shaken', typ: 'passport', x5u });
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
  socket.on('message', (bytes, peer) => {
    const text = bytes.toString('latin1');
    if (!text.startsWith('INVITE ')) return;
    const [via, from, to] = [header(text, 'Via'), header(text, 'From'), header(text, 'To')];
    const [callId, sequence] = [header(text, 'Call-ID'), header(text, 'CSeq')];
    const uri = text.slice(7, text.indexOf(' ', 7));
    const [orig, dest] = [{ tn: userOf(from) }, { tn: [userOf(uri)] }];
    const iat = Math.floor(Date.now() / 1000);
    const input = `${head}.${encoded({ attest: 'A', dest, iat, orig, origid: crypto.randomUUID() })}`;
    sign('sha256', Buffer.from(input), options, (error, signature) => {
      if (error !== null) throw error;
      const identity = `Identity: ${input}.${signature.toString('base64url')};info=<${x5u}>;alg=ES256;ppt=shaken`;
      const lines = [
        'SIP/2.0 302 Moved Temporarily',
        via,
        from,
        `${to};tag=1`,
        callId,
        sequence,
        `Contact: <${uri}>`,
        identity,
      ];
      socket.send([...lines, 'Content-Length: 0', '', ''].join('\r\n'), peer.port, peer.address);
    });
  });
  socket.bind(port, '127.0.0.1');
  // by which whoever starts it knows that it is up
  createServer().listen(port, '127.0.0.1');
};
