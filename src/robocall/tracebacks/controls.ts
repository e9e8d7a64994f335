import { type Control, type Finding, samplesOf } from '../../carriers/promises/controls.ts';
import { promised, tracebackLaw } from './clock.ts';
import { onCallControl } from './on-call-control.ts';

/** The promise of 24 hours, R30 of a mitigation plan, and of R31 what concerns tracebacks; and of R32 the people set aside for it. */
export const tracebackControls: readonly Control[] = [
  {
    id: 'tracebacks',
    says: 'Every traceback request was answered within 24 hours of its arrival, weekends counted, by a call that was found or a proof that it is not ours',
    law: tracebackLaw[0],
    async check(ctx, { from, until }): Promise<Finding> {
      const rows = await ctx.tx
        .selectFrom('traceback')
        .select(['id', 'receivedAt', 'answeredAt', 'outcome'])
        .where('receivedAt', '>=', from)
        .where('receivedAt', '<', until)
        .orderBy('receivedAt')
        .execute();
      const late = rows.filter(({ receivedAt, answeredAt }) => (answeredAt ?? ctx.at) > receivedAt + promised);
      const answered = rows.filter(({ answeredAt }) => answeredAt !== null);
      const absent = rows.filter(({ outcome, answeredAt }) => outcome === 'absent' && answeredAt !== null).length;
      const counts = { requests: rows.length, answered: answered.length, late: late.length, absent };
      if (late.length > 0)
        return {
          status: 'not kept',
          because: `${late.length} of ${rows.length} requests were not answered within 24 hours`,
          counts,
          samples: samplesOf('traceback', late),
        };
      if (answered.length === 0)
        return { status: 'untested', because: 'no request of the period is answered yet', counts, samples: [] };
      return {
        status: 'kept',
        because: `${answered.length} requests were answered within 24 hours`,
        counts,
        samples: samplesOf('traceback', answered),
      };
    },
  },
  onCallControl,
];
