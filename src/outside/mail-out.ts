import nodemailer from 'nodemailer';

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
};

/**
 * What became of a message. `accepted`: the server took responsibility. `refused`: it said no for good. `later`: it said not now,
 * before it had the text. `unknown`: the text was on its way when the connection went, so it may have gone out.
 */
export type Sent = {
  readonly outcome: 'accepted' | 'refused' | 'later' | 'unknown';
  readonly code: string;
  /** When the answer came, epoch ms. */
  readonly at: number;
};

/** Hands messages over one after the other through one connection; answers in their order. */
export type SendMail = (server: MailServer, mails: readonly Mail[]) => Promise<readonly Sent[]>;

const word = (error: object, name: string): string => String(Reflect.get(error, name) ?? '');

// failures that come before a connection stands: nothing can have gone out
const unconnected = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EDNS',
  'EAI_AGAIN',
  'EAUTH',
  'ETLS',
]);

/**
 * What a failure means for the message. The server's own no is definite at every step. Without an answer only a connection that
 * never stood is sure to have sent nothing: a connection that breaks may have broken after the text.
 */
const sentOf = (error: unknown): Omit<Sent, 'at'> => {
  const failure = typeof error === 'object' && error !== null ? error : {};
  const response = Number(word(failure, 'responseCode'));
  const code = `${word(failure, 'command')} ${response || word(failure, 'code')}`.trim();
  if (response >= 500) return { outcome: 'refused', code };
  if (response >= 400) return { outcome: 'later', code };
  const never = word(failure, 'syscall') === 'connect' || unconnected.has(word(failure, 'code'));
  return { outcome: never ? 'later' : 'unknown', code };
};

/** Through nodemailer: one pooled connection, each message signed with DKIM. */
export const sendMail: SendMail = async ({ host, port, security, user, password, dkim }, mails) => {
  const transport = nodemailer.createTransport({
    pool: true,
    maxConnections: 1,
    maxMessages: Number.MAX_SAFE_INTEGER,
    // a message cut off after its text must not be sent again behind our back
    maxRequeues: 0,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey },
  });
  const sent: Sent[] = [];
  try {
    for (const { language, returnPath, ...mail } of mails) {
      const answer = await transport
        .sendMail({
          ...mail,
          envelope: { from: returnPath, to: mail.to },
          headers: {
            'Content-Language': language,
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'OOF',
          },
        })
        .then(() => ({ outcome: 'accepted' as const, code: '250' }), sentOf);
      sent.push({ ...answer, at: Date.now() });
    }
  } finally {
    transport.close();
  }
  return sent;
};
