import { sql } from 'kysely';
import { z } from 'zod';
import { startOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { DAY, dateOfDay, dayOfDate } from '../../kernel/time.ts';

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

type Row = Omit<z.output<typeof point>, 'on'> & { readonly on: string };

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
    const begin = startOf(ctx, from);
    const end = startOf(ctx, dateOfDay((dayOfDate(until) ?? 0) + 1));
    if (end <= begin || end - begin > most[by] * DAY)
      refuse(
        'invalid-input',
        `'until': not within ${most[by]} days after 'from'.`,
        'Give a shorter time, or a longer step.',
      );
    const { rows } = await sql<Row>`
      select to_char(date_trunc(${by}, to_timestamp(at / 1000.0) at time zone ${ctx.carrier.zone}), 'YYYY-MM-DD') as on,
        count(*) filter (where type = 'notice')::int as notices,
        count(*) filter (where type = 'approved')::int as approved,
        count(*) filter (where type = 'refused')::int as refused,
        count(*) filter (where type = 'bounced')::int as bounced
      from permission_event
      where type in ('notice', 'approved', 'refused', 'bounced') and at >= ${begin} and at < ${end}
      group by 1 order by 1`.execute(ctx.tx);
    return { items: rows };
  },
});
