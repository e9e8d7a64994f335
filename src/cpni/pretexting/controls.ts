import { type Control, samplesOf } from '../../carriers/promises/controls.ts';
import { datesOf } from '../../carriers/promises/local-time.ts';
import { noneKept } from '../complaints/controls.ts';
import { alertsOf } from './settle-alert.ts';

/** The controls of the data broker and pretexter registers. */
export const pretextingControls: readonly Control[] = [
  {
    id: 'no-data-broker-actions',
    says: 'No action was taken against data brokers, and a nil report without holes says so',
    law: '47 CFR 64.2009(e)',
    async check(ctx, period) {
      const { first, last } = datesOf(ctx, period);
      const rows = await ctx.tx
        .selectFrom('dataBrokerAction')
        .select('id')
        .where('filedOn', '>=', first)
        .where('filedOn', '<=', last)
        .orderBy('id')
        .execute();
      return noneKept(ctx, period, 'data-brokers', rows);
    },
  },
  {
    id: 'no-pretexter-findings',
    says: 'Nothing is known of pretexters beyond public reports, and a nil report without holes says so',
    law: '47 CFR 64.2009(e)',
    async check(ctx, period) {
      const { first, last } = datesOf(ctx, period);
      const rows = await ctx.tx
        .selectFrom('pretexterFinding')
        .select('id')
        .where('knownFrom', '=', 'own-experience')
        .where('learnedOn', '>=', first)
        .where('learnedOn', '<=', last)
        .orderBy('id')
        .execute();
      const waiting = (await alertsOf(ctx, first, last)).filter(({ settledAt }) => settledAt === null);
      if (rows.length === 0 && waiting.length > 0)
        return {
          status: 'untested',
          because: `${waiting.length} alerts of pretexting wait for a person's judgement`,
          counts: { entries: 0, waiting: waiting.length },
          samples: samplesOf('pretexting-alert', waiting),
        };
      return noneKept(ctx, period, 'pretexters', rows);
    },
  },
];
