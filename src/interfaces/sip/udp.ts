import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { Answering } from './answer.ts';

/** Something that listens, and its port. */
export type Listening = { readonly port: number; close(): Promise<void> };

/** Answers by UDP. What cannot be sent is lost, as any datagram may be: the peer asks again. */
export const listenUdp = async (
  { answer }: Pick<Answering, 'answer'>,
  where: { readonly host: string; readonly port: number },
): Promise<Listening> => {
  const socket = createSocket({ type: isIPv6(where.host) ? 'udp6' : 'udp4', recvBufferSize: 4 * 1024 * 1024 });
  socket.on('message', async (bytes, peer) => {
    const answered = await answer(bytes.toString('latin1'), peer);
    if (answered === null) return;
    socket.send(Buffer.from(answered.text, 'latin1'), answered.port, peer.address, () => {});
  });
  socket.bind(where.port, where.host);
  await once(socket, 'listening');
  socket.on('error', () => {});
  return {
    port: socket.address().port,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
};
