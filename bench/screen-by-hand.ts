// The question of bench/screen.ts as a good hand would write it in SQL over the events, three ways; the fastest counts.

import { zoneOf } from '../src/cpni/approvals/history.ts';
import { useOf } from '../src/cpni/uses/facts.ts';
import type { Ctx } from '../src/db/context.ts';
import { marketLongDistance } from '../src/demo/uses.ts';
import { DAY } from '../src/kernel/time.ts';
import { firstDayOfUse, lastDayOfSilence } from '../src/law/47cfr/64.2008.ts';
import { scopeOf } from '../src/law/coverage.ts';

/** Indexes that serve the hand-written queries; each holds all that they read. */
export const indexes: readonly string[] = [
  "create index by_hand_notice on permission_event (carrier_id, customer_id, at) include (id, covers) where type = 'notice'",
  "create index by_hand_refused on permission_event (carrier_id, customer_id, at) include (covers) where type = 'refused'",
  "create index by_hand_approved on permission_event (carrier_id, customer_id, at) include (notice, proof) where type = 'approved'",
  "create index by_hand_bounced on permission_event (carrier_id, notice) include (at) where type = 'bounced'",
];

/** The instants before which a notice's wait is over, and from which on its two years are not; and the use's coverage. */
export const bounds = (ctx: Ctx, at: number): readonly number[] => {
  const here = zoneOf(ctx);
  const today = here.dayOf(at);
  const notice = (day: number) =>
    ({
      at: here.startOf(day),
      day,
      id: '',
      approval: 'opt-out',
      method: 'mail',
      address: null,
      waitDays: 30,
      covers: 0,
    }) as const;
  let waiting = today;
  while (firstDayOfUse(notice(waiting)) > today) waiting -= 1;
  let oldest = waiting;
  while (lastDayOfSilence(notice(oldest)) >= today) oldest -= 1;
  if (at - here.startOf(oldest) > 1000 * DAY) throw new Error('two years cannot be that long');
  return [here.startOf(waiting + 1), here.startOf(oldest + 1), scopeOf(useOf(marketLongDistance)).asked];
};

// $1 carrier, $2 now, $3 waits of earlier notices are over, $4 earlier notices are too old, $5 coverage asked
const word = `case when c.subscribes & 2 <> 0 then 'no-approval-needed'
    when e.refused_at is not null and (e.approved_at is null or e.refused_at >= e.approved_at) then 'refused'
    when e.approved_at is not null then 'opt-in'
    when e.sound_at < $3 and e.sound_at >= $4 then 'opt-out'
    when e.sound_at < $4 then 'renewal'
    when e.sound_at is not null then 'waiting-period'
    when e.noticed then 'delivery'
    else 'notice' end as word`;
const counted = (text: string): string => `select word, count(*) as count from (${text}) s group by word`;
const covering = '(n.covers & $5::int) = $5::int';
const notBounced = (one: string) =>
  `not exists (select 1 from permission_event b where b.carrier_id = $1 and b.type = 'bounced' and b.notice = ${one}.id and b.at <= $2)`;

/** Each gives `word, count` for the marketing use of the bench. */
export const handWritten: Readonly<Record<string, string>> = {
  'one pass': counted(`select ${word} from customer c left join (
      select p.customer_id,
        max(p.at) filter (where p.type = 'refused') as refused_at,
        max(p.at) filter (where p.type = 'approved' and p.proof) as approved_at,
        max(p.at) filter (where p.type = 'notice' and b.id is null) as sound_at,
        bool_or(p.type = 'notice') as noticed
      from permission_event p
      left join permission_event b on b.carrier_id = $1 and b.type = 'bounced' and b.notice = p.id and b.at <= $2
      where p.carrier_id = $1 and p.at <= $2 and p.type in ('notice', 'refused', 'approved')
        and (p.type <> 'notice' or (p.covers & $5::int) = $5::int)
      group by p.customer_id) e on e.customer_id = c.id
    where c.carrier_id = $1 and c.left_at is null`),
  joins:
    counted(`select ${word} from (select c.id, c.subscribes from customer c where c.carrier_id = $1 and c.left_at is null) c
    left join lateral (select r.refused_at, a.approved_at, n.sound_at, n.noticed) e on true`).replace(
      'left join lateral',
      `left join (select n.customer_id, max(n.at) filter (where b.id is null) as sound_at, true as noticed from permission_event n
        left join permission_event b on b.carrier_id = $1 and b.type = 'bounced' and b.notice = n.id and b.at <= $2
        where n.carrier_id = $1 and n.type = 'notice' and n.at <= $2 and ${covering} group by n.customer_id) n on n.customer_id = c.id
      left join (select customer_id, max(at) as refused_at from permission_event
        where carrier_id = $1 and type = 'refused' and at <= $2 group by customer_id) r on r.customer_id = c.id
      left join (select customer_id, max(at) as approved_at from permission_event
        where carrier_id = $1 and type = 'approved' and at <= $2 and proof group by customer_id) a on a.customer_id = c.id
      left join lateral`,
    ),
  lookups: counted(`select ${word} from customer c cross join lateral (select
      (select max(p.at) from permission_event p where p.carrier_id = $1 and p.customer_id = c.id and p.type = 'refused' and p.at <= $2) as refused_at,
      (select max(p.at) from permission_event p where p.carrier_id = $1 and p.customer_id = c.id and p.type = 'approved' and p.at <= $2 and p.proof) as approved_at,
      (select max(n.at) from permission_event n where n.carrier_id = $1 and n.customer_id = c.id and n.type = 'notice' and n.at <= $2
        and ${covering} and ${notBounced('n')}) as sound_at,
      exists (select 1 from permission_event n where n.carrier_id = $1 and n.customer_id = c.id and n.type = 'notice' and n.at <= $2 and ${covering}) as noticed) e
    where c.carrier_id = $1 and c.left_at is null`),
};
