import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { mailboxSecurity } from './record.ts';

/** A mailbox to fetch from by IMAP, without its password. */
export const mailboxSetting = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65535),
  security: mailboxSecurity,
  user: z.string().min(1).max(320),
  folder: z.string().min(1).max(200).default('INBOX'),
});

/** The same as it is entered. */
export const mailboxEntered = mailboxSetting.extend({ password: z.string().min(1).max(500) });

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Refuses a password that would be read on its way. */
export const demandSecured = (mailbox: z.output<typeof mailboxSetting> | null): void => {
  if (mailbox?.security === 'none' && !loopback.has(mailbox.host))
    refuse(
      'invalid-input',
      "'mailbox.security': without TLS the password would be read on the way.",
      'Use tls or starttls.',
    );
};

const fetchedFor = {
  'returned mail': sql`return_settings`,
  'traceback requests': sql`traceback_mail_settings`,
} as const;

/** Refuses a mailbox that is fetched for something else: whoever looks first marks as seen what the other waits for. */
export const demandOwnMailbox = async (
  ctx: Ctx,
  mailbox: z.output<typeof mailboxSetting> | null,
  other: keyof typeof fetchedFor,
): Promise<void> => {
  if (mailbox === null) return;
  const { rows } = await sql`
    select from ${fetchedFor[other]} where lower(mailbox_host) = ${mailbox.host.toLowerCase()}
      and lower(mailbox_user) = ${mailbox.user.toLowerCase()} and lower(mailbox_folder) = ${mailbox.folder.toLowerCase()}`.execute(
    ctx.tx,
  );
  if (rows.length > 0)
    refuse(
      'already-exists',
      `'mailbox': this folder of it is fetched for ${other} already.`,
      'Name another folder, or a mailbox of its own: what one reads, the other would not see.',
    );
};

type Columns = {
  readonly mailboxHost: string | null;
  readonly mailboxPort: number | null;
  readonly mailboxSecurity: z.output<typeof mailboxSecurity> | null;
  readonly mailboxUser: string | null;
  readonly mailboxFolder: string | null;
};

/** The columns in which a mailbox is kept. */
export const columnsOf = (mailbox: z.output<typeof mailboxSetting> | null): Columns => ({
  mailboxHost: mailbox?.host ?? null,
  mailboxPort: mailbox?.port ?? null,
  mailboxSecurity: mailbox?.security ?? null,
  mailboxUser: mailbox?.user ?? null,
  mailboxFolder: mailbox?.folder ?? null,
});

/** The mailbox of a row; the five stand together or not at all, which the database holds. */
export const mailboxIn = (row: Columns): z.output<typeof mailboxSetting> | null => {
  const { mailboxHost: host, mailboxPort: port, mailboxSecurity: security } = row;
  const { mailboxUser: user, mailboxFolder: folder } = row;
  return host === null || port === null || security === null || user === null || folder === null
    ? null
    : { host, port, security, user, folder };
};
