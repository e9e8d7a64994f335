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
export type Ending = { readonly account: string; readonly sentAt: number; readonly deliveryId: string };

/** The notice after which to go on, in the order of their sending; null for the first of all. */
export type After = { readonly sentAt: number; readonly deliveryId: string } | null;

export type EndingWanted = {
  readonly groupId: string;
  /** Sent from this day on and up to the other, day numbers. */
  readonly from: number;
  readonly upTo: number;
  readonly after: After;
  readonly limit: number;
  /** Whom to leave out: those to whom the notice is on its way, or nobody. */
  readonly except: 'on its way' | 'nobody';
};

/** The query of `endingNotices`, between two instants. */
export const endingQuery = ({ groupId, after, limit, except }: EndingWanted, first: number, end: number) =>
  sql<{ account: string; sentAt: string; deliveryId: string }>`
    select c.account, n.sent_at as "sentAt", n.delivery_id as "deliveryId"
    from newest_notice n join delivery d on d.id = n.delivery_id join notice_version v on v.id = d.version_id
      join customer c on c.id = n.customer_id
    where n.group_id = ${groupId} and n.sent_at >= ${Math.max(first, after?.sentAt ?? first)} and n.sent_at < ${end} and v.kind = 'opt-out' and c.left_at is null
      and (n.sent_at > ${after?.sentAt ?? -1} or n.delivery_id > ${after?.deliveryId ?? null}::uuid)
      and (${except === 'nobody'} or not exists (
        select 1 from message m
        where m.customer_id = n.customer_id and m.group_id = ${groupId} and m.state in ('queued', 'trying', 'letter')))
    order by n.sent_at, n.delivery_id limit ${limit}`;

/**
 * Whose last notice of a group went out between two days, the oldest first. A notice that came back
 * renews nothing, nor has it anything to renew.
 */
export const endingNotices = async (ctx: Ctx, wanted: EndingWanted): Promise<readonly Ending[]> => {
  const { zone } = ctx.carrier;
  const [first, end] = [startOfDate(zone, dateOfDay(wanted.from)), startOfDate(zone, dateOfDay(wanted.upTo + 1))];
  const { rows } = await endingQuery(wanted, first, end).execute(ctx.tx);
  return rows.map(({ sentAt, ...row }) => ({ ...row, sentAt: Number(sentAt) }));
};
