import { sql } from 'kysely';
import { type Control, type Finding, type Period, samplesOf } from '../../../carriers/promises/controls.ts';
import type { Ctx } from '../../../db/context.ts';

/** Decisions of a period that are wrong by some measure, among those that it is about. */
type Measure = {
  /** which decisions the promise is about */
  readonly about: string;
  /** which of them break it */
  readonly wrong: string;
};

const count = async (ctx: Ctx, { from, until }: Period, { about, wrong }: Measure) => {
  const { rows } = await sql<{ n: number; bad: number; allowed: number }>`
    select count(*) as n, count(*) filter (where ${sql.raw(wrong)}) as bad, count(*) filter (where allowed) as allowed
    from decision where recorded_at >= ${from} and recorded_at < ${until} and ${sql.raw(about)}`.execute(ctx.tx);
  return rows[0] ?? { n: 0, bad: 0, allowed: 0 };
};

const three = async (ctx: Ctx, { from, until }: Period, where: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from decision where recorded_at >= ${from} and recorded_at < ${until} and ${sql.raw(where)}
    order by recorded_at, id limit 3`.execute(ctx.tx);
  return samplesOf('decision', rows);
};

const measured = async (ctx: Ctx, period: Period, measure: Measure, what: string): Promise<Finding> => {
  const { n, bad, allowed } = await count(ctx, period, measure);
  const counts = { decisions: n, allowed, denied: n - allowed, wrong: bad };
  if (n === 0) return { status: 'untested', because: `no ${what} was decided in the period`, counts, samples: [] };
  if (bad > 0)
    return {
      status: 'not kept',
      because: `${bad} of ${n} ${what} decisions break it`,
      counts,
      samples: await three(ctx, period, `${measure.about} and ${measure.wrong}`),
    };
  const samples = await three(ctx, period, measure.about);
  return { status: 'kept', because: `all ${n} ${what} decisions keep it`, counts, samples };
};

const control = (id: string, says: string, law: string, measure: Measure, what: string): Control => ({
  id,
  says,
  law,
  check: (ctx, period) => measured(ctx, period, measure, what),
});

/** The controls over recorded answers to "may this CPNI be used?". */
export const decisionControls: readonly Control[] = [
  control(
    'approval-gate',
    'Each use that was asked about has a recorded answer with its paragraph, and none was allowed that lacked something',
    '47 CFR 64.2009(a)',
    { about: 'true', wrong: '(allowed and (cite is null or cardinality(missing) > 0))' },
    'use',
  ),
  control(
    'opt-in-only',
    'No use was allowed on silence',
    '47 CFR 64.2007(b)',
    { about: 'true', wrong: "(allowed and basis = 'opt-out')" },
    'use',
  ),
  control(
    'no-sale',
    'No sale of CPNI was allowed',
    '47 USC 222(c)(1)',
    { about: 'true', wrong: "(allowed and use->>'purpose' = 'sell')" },
    'use',
  ),
  control(
    'data-classes',
    'Each recorded use names the classes of CPNI it takes',
    '47 CFR 64.2003(g)',
    { about: 'true', wrong: "jsonb_array_length(use->'cpni') = 0" },
    'use',
  ),
  control(
    'disclosure-log',
    'Each disclosure outside the company that was asked about is on record with its ground',
    '47 CFR 64.2009(c)',
    { about: "use->>'recipient' <> 'self'", wrong: '(allowed and cite is null)' },
    'disclosure',
  ),
  control(
    'partner-opt-in',
    'CPNI went to partners and contractors for marketing only on an express yes',
    '47 CFR 64.2007(b)',
    {
      about: "use->>'recipient' in ('joint-venture', 'independent-contractor') and use->>'purpose' = 'market'",
      wrong: "(allowed and basis <> 'opt-in')",
    },
    'partner',
  ),
];

/** No marketing with CPNI: nothing released, no such use allowed; without any record of the year it stays untested. */
export const noMarketing: Control = {
  id: 'no-marketing',
  says: 'No campaign was released and no use of CPNI in marketing was allowed',
  law: '47 CFR 64.2009(e)',
  async check(ctx, period) {
    const releases = await ctx.tx
      .selectFrom('release')
      .select('id')
      .where('releasedAt', '>=', period.from)
      .where('releasedAt', '<', period.until)
      .orderBy('releasedAt')
      .execute();
    if (releases.length > 0) {
      const counts = { releases: releases.length };
      const because = `${releases.length} campaign lists were released`;
      return { status: 'not kept', because, counts, samples: samplesOf('release', releases) };
    }
    return measured(ctx, period, { about: 'true', wrong: "(allowed and use->>'purpose' = 'market')" }, 'use');
  },
};
