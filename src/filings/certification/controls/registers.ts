import type { Control } from '../../../carriers/promises/controls.ts';
import { datesOf } from '../../../carriers/promises/local-time.ts';
import { judge } from './judge.ts';

/** What the registers hold where they are not empty; "none" is judged by the registers' own controls. */
export const registerControls: readonly Control[] = [
  {
    id: 'complaint-register',
    says: 'Each complaint of the period stands in the register with category and source',
    law: '47 CFR 64.2009(e)',
    async check(ctx, period) {
      const { first, last } = datesOf(ctx, period);
      const rows = await ctx.tx
        .selectFrom('complaint')
        .select(['id', 'receivedOn'])
        .where('receivedOn', '>=', first)
        .where('receivedOn', '<=', last)
        .orderBy('receivedOn')
        .execute();
      const judged = rows.map(({ id }) => ({ id, good: true }));
      return judge('complaint', judged, 'in the register', 'wrong', 'no complaint is in the register');
    },
  },
  {
    id: 'data-broker-register',
    says: 'Each action against data brokers of the period stands in the register with forum, matter and status',
    law: '47 CFR 64.2009(e)',
    async check(ctx, period) {
      const { first, last } = datesOf(ctx, period);
      const rows = await ctx.tx
        .selectFrom('dataBrokerAction')
        .select(['id', 'matter'])
        .where('filedOn', '>=', first)
        .where('filedOn', '<=', last)
        .orderBy('filedOn')
        .execute();
      const judged = rows.map(({ id, matter }) => ({ id, good: matter !== '' }));
      return judge('data-broker-action', judged, 'in the register', 'without matter', 'no action is in the register');
    },
  },
];
