import type { Control } from '../../carriers/promises/controls.ts';
import { datesOf } from '../../carriers/promises/local-time.ts';
import { noneKept } from '../complaints/controls.ts';

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
      return noneKept(ctx, period, 'pretexters', rows);
    },
  },
];
