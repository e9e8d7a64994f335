import { connect, createServer, type Server, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Received = { readonly to: string; readonly from: string; readonly text: string };

/**
 * What the server does with a message to an address: `refuse` and `later` answer its recipient, `hang-up` breaks the connection
 * before its text, `cut` after it.
 */
export type Mood = 'accept' | 'refuse' | 'later' | 'hang-up' | 'cut';

export type MailServer = {
  readonly port: number;
  /** Everything that went out, whatever the sender heard. */
  readonly received: Received[];
  mood: (address: string) => Mood;
  /** What the answer to a text waits for. */
  hold: Promise<unknown>;
  /** `down`: nobody listens. `busy`: greets with 421. */
  state(now: 'up' | 'down' | 'busy'): Promise<void>;
  /** Breaks every connection at once, as a network does. */
  cutAll(): void;
  close(): Promise<void>;
};

const listening = async (server: Server, port: number): Promise<number> => {
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const answers = (scene: MailServer): SMTPServer =>
  new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const mood = scene.mood(address);
      if (mood === 'refuse') done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
      else if (mood === 'later') done(Object.assign(new Error('greylisted'), { responseCode: 451 }));
      else if (mood === 'hang-up') scene.cutAll();
      else done();
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        scene.received.push({ to, from, text: Buffer.concat(parts).toString('utf8') });
        const mood = scene.mood(to);
        void scene.hold.then(() => (mood === 'cut' ? scene.cutAll() : done()));
      });
    },
  });

/** A mail server on loopback behind a front that can be cut, closed and opened again on the same port. */
export const mailServer = async (): Promise<MailServer> => {
  const sockets = new Set<Socket>();
  let busy = false;
  let inner = 0;
  const front = createServer((socket) => {
    if (busy) {
      socket.on('error', () => {}).end('421 4.3.2 too busy\r\n');
      return;
    }
    const behind = connect(inner, '127.0.0.1');
    for (const one of [socket, behind]) {
      sockets.add(one);
      one.on('close', () => sockets.delete(one)).on('error', () => {});
    }
    socket.pipe(behind).pipe(socket);
  });
  const port = await listening(front, 0);
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const shut = async (): Promise<void> => {
    const closed = new Promise<void>((done) => front.close(() => done()));
    cutAll();
    await closed;
  };
  const scene: MailServer = {
    port,
    received: [],
    mood: () => 'accept',
    hold: Promise.resolve(),
    cutAll,
    async state(now) {
      busy = now === 'busy';
      if (now === 'down' && front.listening) await shut();
      if (now !== 'down' && !front.listening) await listening(front, port);
    },
    async close() {
      if (front.listening) await shut();
      await new Promise<void>((done) => smtp.close(done));
    },
  };
  const smtp = answers(scene);
  smtp.on('error', () => {});
  const server = smtp.listen(0, '127.0.0.1');
  await new Promise<void>((ready) => server.once('listening', ready));
  const address = server.address();
  inner = typeof address === 'object' && address !== null ? address.port : 0;
  return scene;
};
