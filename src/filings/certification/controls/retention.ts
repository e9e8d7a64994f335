import { sql } from 'kysely';
import { type Control, type Finding, samplesOf } from '../../../carriers/promises/controls.ts';
import { dateAt } from '../../../carriers/promises/local-time.ts';
import type { RetentionClass } from '../../../carriers/retention/class.ts';
import { purgedTooEarly } from '../../../carriers/retention/floor-kept.ts';
import { campaignsKept } from '../../../cpni/campaigns/retention.ts';
import { approvalsKept, noticesKept } from '../../../cpni/returns/retention.ts';
import type { Ctx } from '../../../db/context.ts';
import { DAY } from '../../../kernel/time.ts';

type Kept = {
  readonly kept: RetentionClass;
  readonly table: string;
  readonly at: string;
  readonly kind: string;
  readonly days: number;
};

const tooEarly = async (ctx: Ctx, kept: RetentionClass): Promise<Finding | null> => {
  const early = await purgedTooEarly(ctx, kept);
  if (early.length === 0) return null;
  const because = `${early.length} records of ${kept.id} went before their time`;
  return { status: 'not kept', because, counts: { early: early.length }, samples: samplesOf('purged-record', early) };
};

/** Whether records still reach back as far as they must, and none went early; a younger carrier cannot know yet. */
const reaches = (id: string, says: string, law: string, { kept, table, at, kind, days }: Kept): Control => ({
  id,
  says,
  law,
  async check(ctx, { until }) {
    const early = await tooEarly(ctx, kept);
    if (early !== null) return early;
    const { rows } = await sql<{ id: string; at: number; n: number }>`
      select id, ${sql.raw(at)} as at, count(*) over () as n from ${sql.raw(table)}
      where ${sql.raw(at)} < ${until} order by ${sql.raw(at)}, id limit 1`.execute(ctx.tx);
    const oldest = rows[0];
    if (oldest === undefined)
      return { status: 'untested', because: 'nothing of the kind is on record', counts: { records: 0 }, samples: [] };
    const counts = { records: oldest.n, daysBack: Math.floor((until - oldest.at) / DAY) };
    const samples = [`${kind}:${oldest.id}`];
    const since = dateAt(ctx, oldest.at);
    return counts.daysBack >= days
      ? { status: 'kept', because: `records reach back to ${since}`, counts, samples }
      : { status: 'untested', because: `records begin on ${since}, less than ${days} days before`, counts, samples };
  },
});

/** The controls of how long records are kept. They show what is still there, not what was never written. */
export const retentionControls: readonly Control[] = [
  reaches(
    'retention-approvals',
    'Records of approvals reach back a year, and none went earlier',
    '47 CFR 64.2007(a)(3)',
    {
      kept: approvalsKept,
      table: 'permission_event',
      at: 'recorded_at',
      kind: 'permission-event',
      days: 365,
    },
  ),
  reaches('retention-notices', 'Records of notices reach back a year, and none went earlier', '47 CFR 64.2008(a)(2)', {
    kept: noticesKept,
    table: 'delivery',
    at: 'recorded_at',
    kind: 'delivery',
    days: 365,
  }),
  reaches('retention-campaigns', 'Records of campaigns reach back a year, and none went earlier', '47 CFR 64.2009(c)', {
    kept: campaignsKept,
    table: 'campaign',
    at: 'created_at',
    kind: 'campaign',
    days: 365,
  }),
];
