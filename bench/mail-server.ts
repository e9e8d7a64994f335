import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

/** The peer of the bench of mail: takes every message and forgets it. Prints its port, and for each line of input what customers have had since. */
export const servePeer = (): void => {
  let messages = 0;
  const recipients = new Set<string>();
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      stream.resume();
      stream.on('end', () => {
        // a server reminds its staff meanwhile, too
        const to = session.envelope.rcptTo.filter(({ address }) => address.endsWith('@mail.example'));
        messages += to.length;
        for (const { address } of to) recipients.add(address);
        done();
      });
    },
  });
  smtp.on('error', () => {});
  const server = smtp.listen(0, '127.0.0.1', () => {
    const address = server.address();
    console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 }));
  });
  createInterface({ input: process.stdin })
    .on('line', () => {
      console.log(JSON.stringify({ messages, recipients: recipients.size }));
      messages = 0;
      recipients.clear();
    })
    .on('close', () => process.exit(0));
};
