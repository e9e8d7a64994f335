import { z } from 'zod';
import {
  columnsOf,
  demandOwnMailbox,
  demandSecured,
  mailboxEntered,
  mailboxSetting,
} from '../../carriers/mailbox/setting.ts';
import type { Ctx } from '../../db/context.ts';
import { keepSecret } from '../../db/secrets.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { readSettings, secretName } from './store.ts';

const settings = z.strictObject({
  /** Days in which a notice that a server could not take yet may still arrive. */
  softBounceDays: z.int().min(1).max(10),
  mailbox: mailboxSetting.nullable(),
  /** Domains whose mail the built-in listener takes in (COMPLINE_SMTP_PORT). */
  domains: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)).max(20),
});

const listenFor = async (ctx: Ctx, domains: readonly string[]): Promise<void> => {
  await ctx.tx.deleteFrom('returnDomain').execute();
  const wanted = [...new Set(domains)];
  if (wanted.length === 0) return;
  const added = await ctx.tx
    .insertInto('returnDomain')
    .values(wanted.map((domain) => ({ domain })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('domain')
    .execute();
  if (added.length < wanted.length)
    refuse('already-exists', "'domains': one of them belongs to another carrier here.", 'Name domains of your own.');
};

export const configureReturns = operation({
  http: 'PUT /v1/returned-mail/settings',
  says: 'Say from where returned mail comes, a mailbox or domains of the listener, and how many days a passing bounce may take',
  law: ['47 CFR 64.2008(d)(3)(iii)'],
  may: ['compliance', 'network', 'administrator'],
  by: 'person',
  takes: z.strictObject({
    softBounceDays: settings.shape.softBounceDays.default(3),
    mailbox: mailboxEntered.nullable(),
    domains: settings.shape.domains.default([]),
  }),
  gives: settings,
  async run(ctx: Ctx, { softBounceDays, mailbox: given, domains }) {
    demandSecured(given);
    await demandOwnMailbox(ctx, given, 'traceback requests');
    const row = { softBounceDays, ...columnsOf(given) };
    await ctx.tx
      .insertInto('returnSettings')
      .values(row)
      .onConflict((conflict) => conflict.column('carrierId').doUpdateSet(row))
      .execute();
    await listenFor(ctx, domains);
    if (given !== null) await keepSecret(ctx.dataFolder, ctx.carrier.id, secretName, given.password);
    await record(ctx, {
      kind: 'returned-mail.configured',
      subject: `carrier:${ctx.carrier.id}`,
      happenedAt: ctx.at,
      facts: { ...row, domains },
    });
    return readSettings(ctx);
  },
});

export const showReturnSettings = operation({
  http: 'GET /v1/returned-mail/settings',
  says: 'From where returned mail comes, and how many days a passing bounce may take',
  law: [],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: settings,
  run: (ctx: Ctx) => readSettings(ctx),
});
