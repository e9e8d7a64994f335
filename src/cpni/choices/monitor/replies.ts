import type { MailSetting } from '../../../carriers/mail/record.ts';
import { mailSettingOf } from '../../../carriers/mail/settings.ts';
import type { Ctx } from '../../../db/context.ts';
import type { Mail } from '../../../outside/mail-out.ts';
import { localDate } from '../../customers/dates.ts';
import { emailKey } from '../../customers/normalise.ts';
import { noteCheck } from '../../opt-out-channels/note-check.ts';
import { showReturnSettings } from '../../returns/settings.ts';
import { newToken } from '../../sendings/token.ts';
import { stands } from './stands.ts';

/** How long a reply may be on its way through the mail system and our mailbox, ms. */
const patience = 15 * 60_000;

/** A reply of the monitor's customer that is on its way: whose it is says through which channel, the address it was written from since when. */
type OnItsWay = {
  readonly contactId: string;
  readonly customerId: string;
  readonly channelId: string;
  readonly sentAt: number;
};

const onTheirWay = async (ctx: Ctx): Promise<readonly OnItsWay[]> => {
  const rows = await ctx.tx
    .selectFrom('customerContact')
    .innerJoin('probeCustomer', 'probeCustomer.customerId', 'customerContact.customerId')
    .select(['customerContact.id', 'customerContact.customerId', 'channelId', 'value'])
    .where('kind', '=', 'email')
    .where('untilAt', 'is', null)
    .orderBy('customerContact.id')
    .execute();
  return rows.flatMap(({ id: contactId, customerId, channelId, value }) => {
    const sentAt = /^monitor\.(\d+)\./.exec(value)?.[1];
    return sentAt === undefined || channelId === null
      ? []
      : [{ contactId, customerId, channelId, sentAt: Number(sentAt) }];
  });
};

/** Ends the address that a reply was written from: the next one has an address of its own. */
export const endReply = async (ctx: Ctx, contactId: string): Promise<void> => {
  await ctx.tx.updateTable('customerContact').set({ untilAt: ctx.at }).where('id', '=', contactId).execute();
};

/** Notes which replies have become a no, and which have not in their time; gives the channels whose replies are still on their way. */
export const settleReplies = async (ctx: Ctx): Promise<ReadonlySet<string>> => {
  const waiting = new Set<string>();
  for (const { contactId, customerId, channelId, sentAt } of await onTheirWay(ctx)) {
    const arrived = await stands(ctx, { customerId, method: 'email-reply', since: sentAt });
    if (!arrived && ctx.at < sentAt + patience) {
      waiting.add(channelId);
      continue;
    }
    await endReply(ctx, contactId);
    const check = { channelId, mechanism: 'opt-out', source: 'probe', at: ctx.at, tookMs: null } as const;
    await noteCheck(
      ctx,
      arrived
        ? { ...check, outcome: 'works', why: 'a reply by the monitor’s customer came in and stands as a no' }
        : { ...check, outcome: 'failed', why: `a reply did not become a no within ${patience / 60_000} minutes` },
    );
  }
  return waiting;
};

/** By what replies are tried, and whether what is written to the address of a channel (null: to those of our notices) comes in here. */
export type ReplyMeans = { readonly setting: MailSetting; comesIn(address: string | null): boolean };

/** The address of a channel where it is one, or null: then the reply addresses of our notices are its. */
const mailAddressIn = (address: string | null): string | null => (address === null ? null : emailKey(address));

/** Null where no mail leaves from here. */
export const replyMeans = async (ctx: Ctx): Promise<ReplyMeans | null> => {
  const setting = await mailSettingOf(ctx);
  if (setting === null) return null;
  const { mailbox, domains } = await showReturnSettings.run(ctx, {});
  const domainOf = (address: string | null) => mailAddressIn(address)?.split('@')[1] ?? setting.replyDomain;
  // a mailbox gets the replies to our notices; that anything else comes in here, only a domain of the listener says
  const comesIn = (domain: string) => domains.includes(domain) || (mailbox !== null && domain === setting.replyDomain);
  return { setting, comesIn: (address) => comesIn(domainOf(address)) };
};

/** Writes the no of the monitor's customer as he would by hand, from an address that only he has, to the channel's address. */
export const writeReply = async (
  ctx: Ctx,
  { fromAddress, replyDomain, returnDomain }: MailSetting,
  { customerId, address: to }: { readonly customerId: string; readonly address: string | null },
): Promise<{ readonly contactId: string; readonly mail: Mail }> => {
  const token = newToken();
  const address = `monitor.${ctx.at}.${token}@${fromAddress.split('@')[1] ?? ''}`.toLowerCase();
  const contactId = ctx.id();
  const contact = { id: contactId, customerId, kind: 'email' as const, value: address, key: address, untilAt: null };
  await ctx.tx
    .insertInto('customerContact')
    .values({ ...contact, linkedDay: localDate(ctx.carrier.zone, ctx.at) })
    .execute();
  const mail: Mail = {
    from: { name: 'Health monitor', address },
    replyTo: address,
    returnPath: `b-${token}@${returnDomain}`,
    to: mailAddressIn(to) ?? `r-${token}@${replyDomain}`,
    messageId: `<${token}@${returnDomain}>`,
    subject: 'Re: your choice',
    text: 'No.\n',
    html: '<p>No.</p>',
    language: 'en',
    writer: 'person',
  };
  return { contactId, mail };
};
