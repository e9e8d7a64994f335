import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { DAY, HOUR, MINUTE } from '../../kernel/time.ts';

const steps = { minute: MINUTE, hour: HOUR, day: DAY } as const;
/** The longest time for each step: what a chart can show, and what is summed while somebody waits. */
const most = { minute: 6 * HOUR, hour: 14 * DAY, day: 400 * DAY } as const;

const point = z.strictObject({
  at: when,
  calls: z.int(),
  refused: z.int(),
  emergency: z.int(),
  signedA: z.int(),
  signedB: z.int(),
  signedC: z.int(),
  unsigned: z.int(),
});

type Sums = Omit<z.output<typeof point>, 'at'> & { readonly begins: number };

export const gateSeries = operation({
  http: 'GET /v1/gate-series',
  says: 'What the gate answered over time, by minute, hour or day (UTC): carried, refused, signed at each level; and the refusals of the whole time by their code',
  law: ['47 CFR 64.1200(k)', '47 CFR 64.6301(a)'],
  may: ['network', 'compliance', 'officer'],
  by: 'anyone',
  takes: z.strictObject({ from: when, until: when, by: z.enum(['minute', 'hour', 'day']).default('minute') }),
  gives: z.strictObject({
    items: z.array(point),
    refusals: z.array(z.strictObject({ code: z.string(), calls: z.int() })),
  }),
  async run(ctx: Ctx, { from, until, by }) {
    const [begin, end] = [Date.parse(from), Date.parse(until)];
    if (end <= begin || end - begin > most[by])
      refuse(
        'invalid-input',
        `'until': not within ${most[by] / HOUR} hours after 'from'.`,
        'Give a shorter time, or a longer step.',
      );
    const step = steps[by];
    const { rows } = await sql<Sums>`
      select (from_at / ${sql.lit(step)}) * ${sql.lit(step)} as begins, sum(calls)::int as calls, sum(refused)::int as refused,
        sum(emergency)::int as emergency, coalesce(sum(signed_a), 0)::int as signed_a,
        coalesce(sum(signed_b), 0)::int as signed_b, coalesce(sum(signed_c), 0)::int as signed_c,
        coalesce(sum(unsigned), 0)::int as unsigned
      from gate_group where from_at >= ${begin} and from_at < ${end} group by 1 order by 1`.execute(ctx.tx);
    const refusals = await ctx.tx
      .selectFrom('gateRefusal')
      .select(['code', sql<number>`count(*)::int`.as('calls')])
      .where('at', '>=', begin)
      .where('at', '<', end)
      .groupBy('code')
      .orderBy('calls', 'desc')
      .orderBy('code')
      .execute();
    return {
      items: rows.map(({ begins, ...sums }) => ({ at: new Date(begins).toISOString(), ...sums })),
      refusals,
    };
  },
});
