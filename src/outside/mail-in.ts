import { ImapFlow } from 'imapflow';

/** Where returned mail lies. */
export type Mailbox = {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly password: string;
  readonly folder: string;
};

/** Messages that are kept safely already, to be marked as seen in the mailbox. */
export type Marks = { readonly uidValidity: number; readonly uids: readonly number[] };

export type Fetched = {
  /** UIDs mean something only together with it (RFC 3501). */
  readonly uidValidity: number;
  readonly messages: readonly {
    readonly uid: number;
    readonly raw: Buffer;
    /** When the mailbox had it: epoch ms. */
    readonly at: number;
  }[];
};

/** Marks what is kept, then fetches a batch of the unseen without marking it: a crash before it is kept loses nothing. */
export type FetchMail = (mailbox: Mailbox, marks: Marks) => Promise<Fetched>;

const batch = 50;
const batchBytes = 20 * 1024 * 1024;
const messageBytes = 10 * 1024 * 1024;

const connection = ({ host, port, security, user, password }: Mailbox): ImapFlow =>
  new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls',
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    maxLiteralSize: messageBytes + 1024,
  });

const unseen = async (client: ImapFlow): Promise<Fetched['messages']> => {
  const found = await client.search({ seen: false }, { uid: true });
  const messages: Fetched['messages'][number][] = [];
  let bytes = 0;
  for (const uid of (found === false ? [] : found).toSorted((a, b) => a - b).slice(0, batch)) {
    // a message may be taken away between the search and this
    const one = await client.fetchOne(
      String(uid),
      { uid: true, internalDate: true, source: { start: 0, maxLength: messageBytes } },
      { uid: true },
    );
    if (one === false || one.source === undefined) continue;
    messages.push({ uid, raw: one.source, at: new Date(one.internalDate ?? Date.now()).getTime() });
    bytes += one.source.length;
    if (bytes > batchBytes) break;
  }
  return messages;
};

/** The mailbox by IMAP, opened and closed for each batch. */
export const fetchMail: FetchMail = async (mailbox, marks) => {
  const client = connection(mailbox);
  // a connection that breaks later than its command is told by the next command
  client.on('error', () => {});
  await client.connect();
  try {
    const uidValidity = Number((await client.mailboxOpen(mailbox.folder)).uidValidity);
    if (marks.uids.length > 0 && marks.uidValidity === uidValidity)
      await client.messageFlagsAdd([...marks.uids], ['\\Seen'], { uid: true });
    return { uidValidity, messages: await unseen(client) };
  } finally {
    await client.logout().catch(() => client.close());
  }
};
