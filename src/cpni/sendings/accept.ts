import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import type { Sent } from '../../outside/mail-out.ts';
import { endWithNotices } from '../choices/notice-end.ts';
import { type Delivered, deliver, factOf, type Version } from '../notices/deliver.ts';
import { sentTo } from '../notices/sent-to.ts';
import type { Tried } from './take-batch.ts';
import { toLetter } from './turn.ts';

type Accepted = Tried & { readonly sent: Sent };

const versionsOf = async (ctx: Ctx, accepted: readonly Accepted[]): Promise<ReadonlyMap<string, Version>> => {
  const ids = [...new Set(accepted.map(({ message }) => message.versionId))];
  const versions: Version[] = await ctx.tx.selectFrom('noticeVersion').selectAll().where('id', 'in', ids).execute();
  return new Map(versions.map((version) => [version.id, version]));
};

const markAccepted = async (ctx: Ctx, pairs: readonly (readonly [Accepted, Delivered])[]): Promise<void> => {
  const ids = pairs.map(([{ message }]) => message.id);
  const messageIds = pairs.map(([{ mail }]) => mail.messageId);
  const deliveryIds = pairs.map(([, { id }]) => id);
  await sql`
    update message m set state = 'accepted', why = null, lane = null, in_doubt_at = null, changed_at = ${ctx.at},
      message_id = v.message_id, delivery_id = v.delivery_id
    from unnest(${ids}::uuid[], ${messageIds}::text[], ${deliveryIds}::uuid[]) as v (id, message_id, delivery_id)
    -- a letter that another worker thought necessary and that has not gone is not needed any more
    where m.id = v.id and m.state in ('trying', 'letter')`.execute(ctx.tx);
};

/**
 * Records messages that the server took, each as a delivery at the instant of its acceptance. Whose consent to e-mail was withdrawn
 * before that instant gets a letter after all.
 */
export const accept = async (ctx: Ctx, accepted: readonly Accepted[]): Promise<void> => {
  if (accepted.length === 0) return;
  const versions = await versionsOf(ctx, accepted);
  const sendings = accepted.map(({ message, mail, sent }) => {
    const version = versions.get(message.versionId);
    if (version === undefined) throw new Error('a message of no version');
    const sentAt = Math.min(ctx.at, sent.at);
    const { customerId } = message;
    return { customerId, version, method: 'email' as const, sentAt, reference: mail.messageId, address: mail.to };
  });
  const addresses = await sentTo(ctx, sendings);
  const delivered = await deliver(
    ctx,
    sendings.map(({ address: _address, ...sending }, n) => ({ ...sending, contactId: addresses[n] ?? null })),
  );
  await endWithNotices(
    ctx,
    sendings.map(({ customerId, version, sentAt }) => ({ customerId, versionId: version.id, sentAt })),
  );
  const pairs = accepted.flatMap((one, n) => {
    const its = delivered[n];
    return its === undefined ? [] : [[one, its] as const];
  });
  const withdrawn = pairs.filter(([, { emailConsent }]) => emailConsent === 'none');
  await markAccepted(
    ctx,
    pairs.filter(([, { emailConsent }]) => emailConsent !== 'none'),
  );
  await toLetter(
    ctx,
    withdrawn.map(([{ message }]) => message.id),
    'consent to e-mail was withdrawn before the server took it',
  );
  await record(ctx, {
    kind: 'notices.delivered',
    subject: 'sendings',
    happenedAt: ctx.at,
    facts: { deliveries: delivered.map(factOf) },
  });
};
