import type { MailSetting } from '../../../carriers/mail/record.ts';
import { mailSettingOf } from '../../../carriers/mail/settings.ts';
import type { Ctx } from '../../../db/context.ts';
import type { Mail } from '../../../outside/mail-out.ts';
import { localDate } from '../../customers/dates.ts';
import { noteCheck } from '../../opt-out-channels/note-check.ts';
import { showReturnSettings } from '../../returns/settings.ts';
import { newToken } from '../../sendings/token.ts';
import { stands } from './stands.ts';

/** How long a reply may be on its way through the mail system and our mailbox, ms. */
const patience = 15 * 60_000;

/** A reply of the monitor's customer that is on its way: the address it was written from says through which channel and since when. */
type OnItsWay = {
  readonly contactId: string;
  readonly customerId: string;
  readonly channelId: string;
  readonly sentAt: number;
};

const uuidOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

const onTheirWay = async (ctx: Ctx): Promise<readonly OnItsWay[]> => {
  const rows = await ctx.tx
    .selectFrom('customerContact')
    .innerJoin('probeCustomer', 'probeCustomer.customerId', 'customerContact.customerId')
    .select(['customerContact.id', 'customerContact.customerId', 'value'])
    .where('kind', '=', 'email')
    .where('untilAt', 'is', null)
    .orderBy('customerContact.id')
    .execute();
  return rows.flatMap(({ id: contactId, customerId, value }) => {
    const [, sentAt, channel] = /^monitor\.(\d+)\.([0-9a-f]{32})@/.exec(value) ?? [];
    return sentAt === undefined || channel === undefined
      ? []
      : [{ contactId, customerId, channelId: uuidOf(channel), sentAt: Number(sentAt) }];
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

/** The mail settings where replies can be tried: mail leaves from here, and what is answered comes in here; else null. */
export const replyMeans = async (ctx: Ctx): Promise<MailSetting | null> => {
  const setting = await mailSettingOf(ctx);
  if (setting === null) return null;
  const { mailbox, domains } = await showReturnSettings.run(ctx, {});
  return mailbox !== null || domains.includes(setting.replyDomain) ? setting : null;
};

/** Writes the no of the monitor's customer as he would by hand, from an address that only he has, to a reply address of our notices. */
export const writeReply = async (
  ctx: Ctx,
  { fromAddress, replyDomain, returnDomain }: MailSetting,
  { customerId, channelId }: Pick<OnItsWay, 'customerId' | 'channelId'>,
): Promise<{ readonly contactId: string; readonly mail: Mail }> => {
  const address = `monitor.${ctx.at}.${channelId.replaceAll('-', '')}@${fromAddress.split('@')[1] ?? ''}`.toLowerCase();
  const contactId = ctx.id();
  const contact = { id: contactId, customerId, kind: 'email' as const, value: address, key: address, untilAt: null };
  await ctx.tx
    .insertInto('customerContact')
    .values({ ...contact, linkedDay: localDate(ctx.carrier.zone, ctx.at) })
    .execute();
  const token = newToken();
  const mail: Mail = {
    from: { name: 'Health monitor', address },
    replyTo: address,
    returnPath: `b-${token}@${returnDomain}`,
    to: `r-${token}@${replyDomain}`,
    messageId: `<${token}@${returnDomain}>`,
    subject: 'Re: your choice',
    text: 'No.\n',
    html: '<p>No.</p>',
    language: 'en',
    writer: 'person',
  };
  return { contactId, mail };
};
