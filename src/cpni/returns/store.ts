import type { Ctx } from '../../db/context.ts';

/** The secret under which a mailbox's password is kept. */
export const secretName = 'returned-mail';

/** Days that a passing bounce may take where the carrier has not said. */
const usualDays = 3;

/** How this carrier's returned mail is fetched and weighed. */
export const readSettings = async (ctx: Ctx) => {
  const listened = await ctx.tx.selectFrom('returnDomain').select('domain').orderBy('domain').execute();
  const domains = listened.map(({ domain }) => domain);
  const row = await ctx.tx.selectFrom('returnSettings').selectAll().executeTakeFirst();
  if (row === undefined) return { softBounceDays: usualDays, mailbox: null, domains };
  const { softBounceDays, mailboxHost: host, mailboxPort: port, mailboxSecurity: security } = row;
  const { mailboxUser: user, mailboxFolder: folder } = row;
  // the five stand together or not at all; the database holds that
  if (host === null || port === null || security === null || user === null || folder === null)
    return { softBounceDays, mailbox: null, domains };
  return { softBounceDays, mailbox: { host, port, security, user, folder }, domains };
};
