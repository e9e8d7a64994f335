import { sql } from 'kysely';
import { z } from 'zod';
import { dayNumber, zoneOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { dateOfDay, weekday } from '../../kernel/time.ts';
import { ofCustomers } from './of-customers.ts';

const point = z.strictObject({
  /** first day of its time */
  on: date,
  notices: z.int(),
  approved: z.int(),
  refused: z.int(),
  bounced: z.int(),
});

/** The most days for each length of time: a line of more points than that nobody reads. */
const most = { day: 400, week: 1100, month: 4000 } as const;

type Row = Omit<z.output<typeof point>, 'on'> & { readonly place: number };

/** Whether a day begins its week or month; a day begins itself. */
const begins = (day: number, by: keyof typeof most): boolean => {
  if (by === 'day') return true;
  return by === 'week' ? weekday(day) === 1 : dateOfDay(day).endsWith('-01');
};

/** The days on which the times of a period begin, the first of them maybe before it. */
const beginnings = (first: number, last: number, by: keyof typeof most): readonly number[] => {
  let day = first;
  while (!begins(day, by)) day -= 1;
  return Array.from({ length: last - day + 1 }, (_, n) => day + n).filter((one) => begins(one, by));
};

export const approvalSeries = operation({
  http: 'GET /v1/approval-series',
  says: 'How many notices went out, came back, were approved and refused, by day, week (from Monday) or month of the carrier',
  law: ['47 CFR 64.2009(a)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({
    from: date,
    /** the last day of it */
    until: date,
    by: z.enum(['day', 'week', 'month']).default('week'),
  }),
  gives: z.strictObject({ items: z.array(point) }),
  async run(ctx: Ctx, { from, until, by }) {
    const [first, last] = [dayNumber(from), dayNumber(until)];
    if (last < first || last - first >= most[by])
      refuse(
        'invalid-input',
        `'until': not within ${most[by]} days after 'from'.`,
        'Give a shorter time, or a longer step.',
      );
    const zone = zoneOf(ctx);
    const days = beginnings(first, last, by);
    // in which time it falls is looked up among the instants at which times begin: no calendar is asked for each row
    const { rows } = await sql<Row>`
      select width_bucket(at::bigint, ${days.map((day) => zone.startOf(day))}::bigint[]) as place,
        count(*) filter (where type = 'notice')::int as notices,
        count(*) filter (where type = 'approved')::int as approved,
        count(*) filter (where type = 'refused')::int as refused,
        count(*) filter (where type = 'bounced')::int as bounced
      from permission_event e
      where type in ('notice', 'approved', 'refused', 'bounced')
        and at >= ${zone.startOf(first)} and at < ${zone.startOf(last + 1)} and ${ofCustomers}
      group by 1 order by 1`.execute(ctx.tx);
    return { items: rows.map(({ place, ...counts }) => ({ on: dateOfDay(days[place - 1] ?? first), ...counts })) };
  },
});
