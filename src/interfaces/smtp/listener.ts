import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Connections } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { Problem } from '../../kernel/problem.ts';
import { invoke } from '../invoke.ts';

export type Listening = { readonly port: number; stop(): Promise<void> };

/** What is told to the peer: 4xx lets it try again, 5xx does not. */
const answer = (responseCode: number, words: string): Error => Object.assign(new Error(words), { responseCode });

const later = (): Error => answer(451, '4.3.0 Not stored; try again later');

const told = (error: unknown): Error => {
  if (error instanceof Error && 'responseCode' in error) return error;
  return error instanceof Problem && error.type === 'too-large' ? answer(552, '5.3.4 Message too big') : later();
};

const largest = 10 * 1024 * 1024;

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Who takes in mail for an address, and as what. */
type Taker = { readonly carrierId: string; readonly as: 'returns.receive' | 'tracebackMails.receive' };

/** The carrier that takes mail for an address, or null: the address of a traceback desk by itself, of what comes back its domain. */
const takerOf = async ({ platform }: Connections, address: string): Promise<Taker | null> => {
  const desk = await platform
    .selectFrom('tracebackAddress')
    .select('carrierId')
    .where('address', '=', address.toLowerCase())
    .executeTakeFirst();
  if (desk !== undefined) return { carrierId: desk.carrierId, as: 'tracebackMails.receive' };
  const row = await platform
    .selectFrom('returnDomain')
    .select('carrierId')
    .where('domain', '=', domainOf(address))
    .executeTakeFirst();
  return row === undefined ? null : { carrierId: row.carrierId, as: 'returns.receive' };
};

const whole = async (stream: SMTPServerDataStream): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const chunk = Buffer.from(part);
    size += chunk.length;
    // what is too large is read to its end, and not kept
    if (size <= largest) parts.push(chunk);
  }
  if (size > largest) throw answer(552, '5.3.4 Message too big');
  return Buffer.concat(parts);
};

type Taken = Taker & { readonly recipients: string[] };

/** The recipients of an envelope by who takes it in; in practice one. */
const byTaker = async (connections: Connections, session: SMTPServerSession): Promise<readonly Taken[]> => {
  const grouped = new Map<string, Taken>();
  for (const { address } of session.envelope.rcptTo) {
    const taker = await takerOf(connections, address);
    if (taker === null) throw later();
    const key = `${taker.carrierId} ${taker.as}`;
    const taken = grouped.get(key) ?? { ...taker, recipients: [] };
    taken.recipients.push(address);
    grouped.set(key, taken);
  }
  return [...grouped.values()];
};

const takeIn = async (connections: Connections, session: SMTPServerSession, raw: Buffer): Promise<void> => {
  // the sender of the envelope is what delivery writes into Return-Path; '' marks a report
  const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
  const message = Buffer.concat([Buffer.from(`Return-Path: <${from}>\r\n`), raw]).toString('base64');
  for (const { carrierId, as, recipients } of await byTaker(connections, session)) {
    const input = as === 'returns.receive' ? { message, via: 'smtp', recipients } : { message, via: 'smtp' };
    await invoke(connections, as, systemAsks(carrierId, 'smtp', Date.now()), { input, key: null });
  }
};

/**
 * Listens for returned mail and traceback requests by SMTP or LMTP. It answers 250 only after the message and what follows from it are committed; while the
 * database does not answer, the peer is asked to try again.
 */
export const listen = async (
  connections: Connections,
  where: { readonly host: string; readonly port: number; readonly protocol: 'smtp' | 'lmtp' },
): Promise<Listening> => {
  const server = new SMTPServer({
    lmtp: where.protocol === 'lmtp',
    name: 'compline',
    banner: 'Compline',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: largest,
    maxClients: 50,
    socketTimeout: 60_000,
    closeTimeout: 5000,
    disableReverseLookup: true,
    logger: false,
    onRcptTo({ address }, _session, done) {
      takerOf(connections, address).then(
        (taker) => done(taker === null ? answer(550, '5.1.1 No such address here') : null),
        () => done(later()),
      );
    },
    onData(stream, session, done) {
      // by LMTP the same answer goes out for each recipient: all are stored, or none
      whole(stream)
        .then((raw) => takeIn(connections, session, raw))
        .then(
          () => done(null, '2.6.0 Stored'),
          (error: unknown) => done(told(error)),
        );
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(where.port, where.host, resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
