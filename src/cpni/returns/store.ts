import { mailboxIn } from '../../carriers/mailbox/setting.ts';
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
  return { softBounceDays: row.softBounceDays, mailbox: mailboxIn(row), domains };
};
