import { sql } from 'kysely';
import { z } from 'zod';
import { toldClock } from '../../carriers/obligations/office-closures.ts';
import { shownClock } from '../../carriers/obligations/shown-clock.ts';
import { dayNumber, zoneOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { daysOfWait, goesByPost, optOutForm } from '../../law/47cfr/64.2008.ts';
import { clock } from '../../law/clocks/clocks.ts';
import { noticeMethods } from '../../law/events.ts';

const longest = 800;
// by post the wait begins on the third day, and silence counts from the day after it
const around = 4;

/** The longest wait that a notice of the carrier states, in days; what went out earlier waits no more. */
const longestWait = async (ctx: Ctx): Promise<number> => {
  const { most } = await ctx.tx
    .selectFrom('noticeVersion')
    .select(({ fn }) => fn.max<number | null>('waitDays').as('most'))
    .executeTakeFirstOrThrow();
  return daysOfWait(most ?? 0) + around;
};

const ending = z.strictObject({
  /** first day on which silence on these notices may count */
  clearsOn: date,
  sentOn: date,
  method: z.enum(noticeMethods),
  waitDays: z.int(),
  notices: z.int(),
  why: shownClock,
});

type Row = { readonly place: number; readonly method: string; readonly waitDays: number; readonly notices: number };

export const noticeWaits = operation({
  http: 'GET /v1/notice-waits',
  says: 'Which waits after opt-out notices end in a period: the first day on which silence may count, when the notices went out, how, and how many of them: none that was oral or came back, whatever the customers said or lack besides',
  law: ['47 CFR 64.2008(d)(1)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ from: date, until: date }),
  gives: z.strictObject({ items: z.array(ending) }),
  async run(ctx: Ctx, { from, until }) {
    const [first, last] = [dayNumber(from), dayNumber(until)];
    if (last < first || last - first >= longest)
      refuse('invalid-input', `'until': not within ${longest} days after 'from'.`, 'Give the first and the last day.');
    const zone = zoneOf(ctx);
    const sent = first - (await longestWait(ctx));
    const days = Array.from({ length: last - sent }, (_, n) => zone.startOf(sent + n));
    const { rows } = await sql<Row>`
      select width_bucket(at::bigint, ${days}::bigint[]) as place, method, wait_days, count(*)::int as notices
      from permission_event e
      where type = 'notice' and at >= ${zone.startOf(sent)} and at < ${zone.startOf(last)} and approval = 'opt-out'
        and not exists (select 1 from permission_event b where b.carrier_id = e.carrier_id and b.notice = e.id and b.type = 'bounced')
      group by 1, 2, 3 order by 1, 2, 3`.execute(ctx.tx);
    const items = rows.flatMap(({ place, method: word, waitDays, notices }) => {
      const sentDay = sent + place - 1;
      const method = noticeMethods.find((known) => known === word);
      if (method === undefined || !optOutForm.holds({ method })) return [];
      const days = daysOfWait(waitDays);
      const wait = clock('opt-out-wait', { sent: sentDay, method: goesByPost(method) ? 'mail' : 'email', days });
      if (wait.due === null || wait.due < first || wait.due > last) return [];
      return [
        { clearsOn: dateOfDay(wait.due), sentOn: dateOfDay(sentDay), method, waitDays, notices, why: toldClock(wait) },
      ];
    });
    return {
      items: items.toSorted((a, b) => a.clearsOn.localeCompare(b.clearsOn) || a.sentOn.localeCompare(b.sentOn)),
    };
  },
});
