import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { lastDayOfNotice } from '../../law/47cfr/64.2008.ts';
import { dayNumber, localDate, startOfDate } from '../customers/dates.ts';

/** The instant (epoch ms) at which a notice sent at an instant ends in an IANA zone, and with it the code on it. */
export const endOfNotice = (zone: string, sentAt: number): number =>
  startOfDate(zone, dateOfDay(lastDayOfNotice(dayNumber(localDate(zone, sentAt))) + 1));

export type SentNotice = { readonly customerId: string; readonly versionId: string; readonly sentAt: number };

/**
 * Lets the codes on notices end with them, now that it is known when they went: a code is made before its notice goes, a letter's by
 * days. Of several codes of a customer for one version the newest is the one that went.
 */
export const endWithNotices = async (ctx: Ctx, sent: readonly SentNotice[]): Promise<void> => {
  const customers = sent.map(({ customerId }) => customerId);
  const versions = sent.map(({ versionId }) => versionId);
  const ends = sent.map(({ sentAt }) => endOfNotice(ctx.carrier.zone, sentAt));
  await sql`
    update choice_code k set expires_at = s.ends
    from unnest(${customers}::uuid[], ${versions}::uuid[], ${ends}::bigint[]) as s (customer_id, version_id, ends)
    where k.customer_id = s.customer_id and k.version_id = s.version_id and k.expires_at <> s.ends and not exists (
      select from choice_code n
      where n.customer_id = k.customer_id and n.version_id = k.version_id and n.issued_at > k.issued_at)`.execute(
    ctx.tx,
  );
};
