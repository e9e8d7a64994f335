import { createPrivateKey } from 'node:crypto';
import type { Readable } from 'node:stream';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import { open, type Session } from './mail-session.ts';

/** Where mail is handed over. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string | null;
  readonly password: string | null;
  readonly dkim: { readonly domain: string; readonly selector: string; readonly privateKey: string };
};

/** One message to one address. */
export type Mail = {
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string;
  /** Where the servers on the way report failures. */
  readonly returnPath: string;
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: 'en' | 'es';
  /** Who speaks: an answer by hand is to be read as one, everything else says that a machine wrote it (RFC 3834). */
  readonly writer: 'machine' | 'person';
};

/**
 * What became of a message. `accepted`: the server took responsibility. `refused`: it said no to this message for good. `later`: it
 * said not now to this message, or hung up on it while it answered others. `hung-up`: it let us in, then broke the connection at this
 * message before its text, and answered none of the others. `unsent`: it did not let us in, or took no message from our sender, so
 * this one was not tried. `unknown`: its text was on its way when the connection went, so it may have gone out.
 */
export type Sent = {
  readonly outcome: 'accepted' | 'refused' | 'later' | 'hung-up' | 'unsent' | 'unknown';
  readonly code: string;
  /** When the answer came, epoch ms. */
  readonly at: number;
};

/** Hands messages over one after the other; answers in their order. */
export type SendMail = (server: MailServer, mails: readonly Mail[]) => Promise<readonly Sent[]>;

const word = (error: unknown, name: string): string =>
  typeof error === 'object' && error !== null ? String(Reflect.get(error, name) ?? '') : '';

// what a server answers to these is about the message; to a greeting, a sign-in or a sender it is about us
const ownCommands = new Set(['RCPT TO', 'DATA']);

type Answer = Pick<Sent, 'code' | 'outcome'>;

/** What a failure means for the message, by the server's words and by whether its text had begun to go. */
const answerOf = (error: unknown, begun: boolean): Answer => {
  const response = Number(word(error, 'responseCode'));
  const command = word(error, 'command');
  const code = `${command} ${response || word(error, 'code')}`.trim();
  if (response >= 400 && (begun || ownCommands.has(command)))
    return { outcome: response >= 500 ? 'refused' : 'later', code };
  if (begun) return { outcome: 'unknown', code };
  return { outcome: response >= 400 ? 'unsent' : 'hung-up', code };
};

/** The message as it goes over the wire, but for its signature. */
const composed = ({ returnPath: _path, language, writer, text, html, ...mail }: Mail): Promise<Buffer> => {
  const contentTransferEncoding = 'quoted-printable';
  const headers = {
    'Content-Language': language,
    'Auto-Submitted': writer === 'machine' ? 'auto-generated' : 'no',
    'X-Auto-Response-Suppress': 'OOF',
  };
  const parts = {
    text: { content: text, contentTransferEncoding },
    html: { content: html, contentTransferEncoding },
  };
  return new MailComposer({ ...mail, ...parts, headers }).compile().build();
};

const give = async (session: Session, { returnPath, to }: Mail, text: Readable): Promise<Answer> => {
  try {
    await session.send({ from: returnPath, to }, text);
    return { outcome: 'accepted', code: '250' };
  } catch (error) {
    return answerOf(error, text.readableDidRead);
  }
};

/** Keeps one session to a server, opened anew where it broke. */
const line = (server: MailServer, dkim: DKIM) => {
  let session: Session | null = null;
  return {
    async give(mail: Mail, message: Buffer): Promise<Answer> {
      const reused = session !== null;
      try {
        session ??= await open(server);
      } catch (error) {
        return { outcome: 'unsent', code: answerOf(error, false).code };
      }
      const answer = await give(session, mail, dkim.sign(message));
      if (answer.outcome !== 'accepted' && !(await session.reset())) session = null;
      // a server may end a session between two messages
      return answer.outcome === 'hung-up' && reused ? this.give(mail, message) : answer;
    },
    close: () => session?.close(),
  };
};

/** Through nodemailer's connection: each message signed with DKIM and never given twice once its text has begun to go. */
export const sendMail: SendMail = async (server, mails) => {
  const { domain, selector, privateKey } = server.dkim;
  // read once: nodemailer would parse the PEM for each message, and send one unsigned whose key it cannot read
  const key = createPrivateKey(privateKey);
  const dkim = new DKIM({ domainName: domain, keySelector: selector, privateKey: key });
  const answers: (Answer & Pick<Sent, 'at'>)[] = [];
  const to = line(server, dkim);
  try {
    for (const mail of mails) {
      const answer = await to.give(mail, await composed(mail));
      answers.push({ ...answer, at: Date.now() });
      if (answer.outcome === 'unsent') break;
    }
  } finally {
    to.close();
  }
  const answered = answers.some(({ outcome }) => outcome !== 'unsent' && outcome !== 'hung-up');
  return mails.map((_mail, n): Sent => {
    const { outcome, ...rest } = answers[n] ?? { outcome: 'unsent', code: 'not tried', at: Date.now() };
    return { ...rest, outcome: outcome === 'hung-up' && answered ? 'later' : outcome };
  });
};
