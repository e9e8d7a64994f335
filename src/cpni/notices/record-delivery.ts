import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { parseInstant } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { local, startOfDate } from '../customers/dates.ts';
import { findCustomer } from '../customers/find.ts';
import { deliver, factOf, unfit } from './deliver.ts';
import { method } from './record.ts';
import { sentTo } from './sent-to.ts';
import { findVersion } from './store.ts';

/** An instant with offset or a legal date of the carrier's zone, as epoch ms. */
export const sentAtOf = (sent: string, zone: string): number => parseInstant(sent) ?? startOfDate(zone, sent);

export const recordDelivery = operation({
  http: 'POST /v1/deliveries',
  says: 'Record that a notice went out to a customer: version, method, and the day or instant of sending',
  law: ['47 CFR 64.2008(a)(2)', '47 CFR 64.2008(b)', '47 CFR 64.2008(d)(1)'],
  may: ['agent', 'marketing', 'supervisor', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({
    customerId: id,
    versionId: id,
    method,
    /** For mail the day it was handed to the post. */
    sent: z.union([when, date]),
    reference: z.string().min(1).max(200).nullable().default(null),
    /** To which e-mail address it went; null is the newest that stood on the account then. Its silence counts where consent was given for it. */
    address: z.email().max(254).nullable().default(null),
  }),
  gives: z.strictObject({
    id,
    customerId: id,
    versionId: id,
    method,
    sent: when,
    emailConsent: z.enum(['given', 'none', 'not-needed']),
    outcome: z.enum(['recorded', 'known']),
  }),
  async run(ctx: Ctx, { customerId, versionId, method, sent, reference, address }) {
    const { zone } = ctx.carrier;
    await findCustomer(ctx, customerId);
    const version = await findVersion(ctx, versionId);
    const sentAt = sentAtOf(sent, zone);
    const why = unfit(version, method, sentAt, zone, ctx.at);
    if (why !== null)
      refuse(
        'wrong-state',
        `This delivery cannot be recorded: ${why}.`,
        'Give an approved version, its methods and a past instant.',
      );
    const [contactId] = await sentTo(ctx, [{ customerId, method, sentAt, address }]);
    if (contactId === undefined)
      return refuse(
        'invalid-input',
        "'address' is no e-mail address that this customer has or had.",
        'Link it to the customer first, or leave it out where it went otherwise than by e-mail.',
      );
    const [delivered] = await deliver(ctx, [{ customerId, version, method, sentAt, reference, contactId }]);
    if (delivered === undefined) throw new Error('one sending was given, none was stored');
    if (delivered.outcome === 'recorded')
      await record(ctx, {
        kind: 'notice.delivered',
        subject: `customer:${customerId}`,
        happenedAt: sentAt,
        facts: { delivery: factOf(delivered), waitDays: version.waitDays, contentHash: version.contentHash },
      });
    const { emailConsent, outcome } = delivered;
    return { id: delivered.id, customerId, versionId, method, sent: local(zone, sentAt), emailConsent, outcome };
  },
});
