import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { investigationLaw } from './shown.ts';
import { type Cause, takeUp } from './take-up.ts';

const atOnce = 200;

/** What came in and nobody has taken up yet: alerts, tracebacks whose call was ours, demands by legal process. The oldest first. */
export const notTakenUp = async (ctx: Ctx, most: number): Promise<readonly Cause[]> => {
  const { rows } = await sql<Cause>`
    select trigger, reference, account_id, why from (
      select 'alert' as trigger, 'traffic-alert:' || id as reference, account_id, raised_at as at,
        'Its traffic of a day was put before a person' as why from traffic_alert
      union all
      select 'traceback', 'traceback:' || id, account_id, recorded_at,
        'A call of it was traced' from traceback where outcome = 'matched'
      union all
      select 'legal-request', 'legal-request:' || id, null, entered_at,
        'A demand by legal process came in' from legal_request
    ) came
    where not exists (select 1 from investigation_intake i where i.reference = came.reference)
    order by at limit ${most}`.execute(ctx.tx);
  return rows;
};

export const watchInvestigations = operation({
  http: 'POST /v1/investigations:watch',
  says: 'Open an investigation for each alert, matched traceback and demand by legal process that has none; runs by itself every five minutes',
  law: [...investigationLaw],
  may: ['network', 'compliance', 'officer'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ takenUp: z.int() }),
  async run(ctx: Ctx) {
    const causes = await notTakenUp(ctx, atOnce);
    for (const cause of causes) await takeUp(ctx, cause);
    return { takenUp: causes.length };
  },
});
