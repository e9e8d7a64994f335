import { z } from 'zod';
import {
  columnsOf,
  demandOwnMailbox,
  demandSecured,
  mailboxEntered,
  mailboxIn,
  mailboxSetting,
} from '../../../carriers/mailbox/setting.ts';
import { isSharedDomain } from '../../../carriers/mailbox/shared-domains.ts';
import { toldOrNull } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { keepSecret } from '../../../db/secrets.ts';
import { when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { tracebackLaw } from '../clock.ts';

/** The secret under which the password of the traceback mailbox is kept. */
export const secretName = 'traceback-mail';

const addresses = z
  .array(
    z
      .string()
      .max(320)
      .regex(/^[^@\sA-Z]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'an e-mail address in small letters'),
  )
  .max(20);

const settings = z.strictObject({
  mailbox: mailboxSetting.nullable(),
  /** Addresses whose mail the built-in listener takes in (COMPLINE_SMTP_PORT). */
  addresses,
  /** When the mailbox last answered. */
  reached: when.nullable(),
});

/** From where traceback requests come by mail; null where nothing is entered. */
export const mailSettingsOf = (ctx: Ctx) => ctx.tx.selectFrom('tracebackMailSettings').selectAll().executeTakeFirst();

const domainOf = (address: string): string => /@([^@]+)$/.exec(address)?.[1]?.toLowerCase() ?? '';

/** The domains at which the desk is reached: colleagues write from there. One in which anybody has a mailbox is not ours. */
export const deskDomains = async (ctx: Ctx): Promise<readonly string[]> => {
  const rows = await ctx.tx.selectFrom('tracebackAddress').select('address').execute();
  const settings = await mailSettingsOf(ctx);
  const user = settings === undefined ? '' : (mailboxIn(settings)?.user ?? '');
  return [...rows.map(({ address }) => address), user]
    .map(domainOf)
    .filter((domain) => domain !== '' && !isSharedDomain(domain));
};

const shown = async (ctx: Ctx): Promise<z.input<typeof settings>> => {
  const row = await mailSettingsOf(ctx);
  const rows = await ctx.tx.selectFrom('tracebackAddress').select('address').orderBy('address').execute();
  return {
    mailbox: row === undefined ? null : mailboxIn(row),
    addresses: rows.map(({ address }) => address),
    reached: toldOrNull(ctx, row?.reachedAt ?? null),
  };
};

const listenFor = async (ctx: Ctx, given: readonly string[]): Promise<void> => {
  await ctx.tx.deleteFrom('tracebackAddress').execute();
  const wanted = [...new Set(given)];
  if (wanted.length === 0) return;
  const added = await ctx.tx
    .insertInto('tracebackAddress')
    .values(wanted.map((address) => ({ address })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('address')
    .execute();
  if (added.length < wanted.length)
    refuse(
      'already-exists',
      "'addresses': one of them belongs to another carrier here.",
      'Name addresses of your own.',
    );
};

export const configureTracebackMail = operation({
  http: 'PUT /v1/traceback-mail-settings',
  says: 'Say from where traceback requests come by mail: a mailbox that is fetched, or addresses of the listener',
  law: tracebackLaw,
  may: ['network', 'compliance', 'administrator'],
  by: 'person',
  takes: z.strictObject({ mailbox: mailboxEntered.nullable(), addresses: addresses.default([]) }),
  gives: settings,
  async run(ctx: Ctx, { mailbox, addresses: given }) {
    demandSecured(mailbox);
    await demandOwnMailbox(ctx, mailbox, 'returned mail');
    const row = { ...columnsOf(mailbox), setAt: ctx.at, reachedAt: null };
    await ctx.tx
      .insertInto('tracebackMailSettings')
      .values(row)
      .onConflict((conflict) => conflict.column('carrierId').doUpdateSet(row))
      .execute();
    await listenFor(ctx, given);
    if (mailbox !== null) await keepSecret(ctx.dataFolder, ctx.carrier.id, secretName, mailbox.password);
    await record(ctx, {
      kind: 'traceback-mail.configured',
      subject: `carrier:${ctx.carrier.id}`,
      happenedAt: ctx.at,
      facts: { ...columnsOf(mailbox), addresses: [...given] },
    });
    return shown(ctx);
  },
});

export const showTracebackMail = operation({
  http: 'GET /v1/traceback-mail-settings',
  says: 'From where traceback requests come by mail, and when the mailbox last answered',
  law: tracebackLaw,
  may: ['network', 'compliance', 'administrator', 'officer', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: settings,
  run: (ctx: Ctx) => shown(ctx),
});
