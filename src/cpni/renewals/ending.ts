import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { yearsAfter } from '../../law/calendar.ts';
import { biennialNotice } from '../../law/clocks/biennial-notice.ts';
import { startOfDate } from '../customers/dates.ts';

/** The last day of sending whose notice ends by a day, 64.2008(d)(2): two of them end on 28 February after a leap year's. */
export const lastSentEndingBy = (day: number): number => {
  let sent = yearsAfter(day, -2);
  for (let { due } = biennialNotice({ sent: sent + 1 }); due !== null && due <= day; ) {
    sent += 1;
    ({ due } = biennialNotice({ sent: sent + 1 }));
  }
  return sent;
};

/** A customer whose notice ends, and when it was sent (epoch ms). */
export type Ending = { readonly account: string; readonly sentAt: number };

export type EndingWanted = {
  readonly groupId: string;
  /** Sent from this day on and up to the other, day numbers. */
  readonly from: number;
  readonly upTo: number;
  readonly limit: number;
  /** Whom to leave out: those to whom the notice is on its way, or nobody. */
  readonly except: 'on its way' | 'nobody';
};

/**
 * Whose last notice of a group went out between two days, the oldest first. A notice that came back
 * renews nothing, nor has it anything to renew.
 */
export const endingNotices = async (
  ctx: Ctx,
  { groupId, from, upTo, limit, except }: EndingWanted,
): Promise<readonly Ending[]> => {
  const { zone } = ctx.carrier;
  const [first, end] = [startOfDate(zone, dateOfDay(from)), startOfDate(zone, dateOfDay(upTo + 1))];
  const { rows } = await sql<{ account: string; sentAt: string }>`
    select c.account, d.sent_at as "sentAt"
    from notice_version v join delivery d on d.version_id = v.id join customer c on c.id = d.customer_id
    where v.group_id = ${groupId} and v.kind = 'opt-out' and d.sent_at >= ${first} and d.sent_at < ${end} and c.left_at is null
      and not exists (select 1 from permission_event b where b.notice = d.id and b.type = 'bounced')
      and not exists (
        select 1 from delivery n join notice_version w on w.carrier_id = n.carrier_id and w.id = n.version_id
        where n.customer_id = d.customer_id and w.group_id = ${groupId}
          and (n.sent_at, n.id) > (d.sent_at, d.id)
          and not exists (select 1 from permission_event b where b.notice = n.id and b.type = 'bounced'))
      and (${except === 'nobody'} or not exists (
        select 1 from message m
        where m.customer_id = d.customer_id and m.group_id = ${groupId} and m.state in ('queued', 'trying', 'letter')))
    order by d.sent_at, d.id limit ${limit}`.execute(ctx.tx);
  return rows.map(({ account, sentAt }) => ({ account, sentAt: Number(sentAt) }));
};
