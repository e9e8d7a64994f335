import type { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailServer } from './mail-out.ts';

/** A connection that a server has greeted and signed in. */
export type Session = {
  /** Gives one message; rejects with nodemailer's error. The text is read when the server asks for it, not before. */
  send(envelope: { readonly from: string; readonly to: string }, text: Readable): Promise<void>;
  /** Makes ready for the next message after one that failed; false where the connection is gone. */
  reset(): Promise<boolean>;
  close(): void;
};

const sessionOn = (connection: SMTPConnection): Session => ({
  send: ({ from, to }, text) =>
    new Promise((resolve, reject) => {
      connection.send({ from, to: [to] }, text, (error) => (error ? reject(error) : resolve()));
    }),
  reset: () =>
    new Promise((resolve) => {
      const gone = () => resolve(false);
      connection.once('end', gone);
      connection.reset((error) => {
        connection.off('end', gone);
        resolve(!error);
      });
    }),
  close: () => connection.quit(),
});

/** Opens a session: connected, greeted, encrypted where asked for, signed in. Rejects where the server does not let us in. */
export const open = ({ host, port, security, user, password }: MailServer): Promise<Session> =>
  new Promise((resolve, reject) => {
    const connection = new SMTPConnection({
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      socketTimeout: 60_000,
    });
    // an error of a session that stands comes to whoever sends, too
    connection.on('error', reject);
    connection.once('end', () => reject(new Error('the connection was closed')));
    connection.connect((error) => {
      if (error) return reject(error);
      if (user === null) return resolve(sessionOn(connection));
      connection.login({ credentials: { user, pass: password ?? '' } }, (refused) => {
        if (!refused) return resolve(sessionOn(connection));
        connection.close();
        reject(refused);
      });
    });
  });
