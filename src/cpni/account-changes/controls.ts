import { type Control, samplesOf } from '../../carriers/promises/controls.ts';
import { judgedChanges } from './changes.ts';

/** The control of account-change notices: each change has a notice that went at once, to what was held before it. */
export const accountChangeControls: readonly Control[] = [
  {
    id: 'change-notices',
    says: 'Each change of a password, back-up method, online account or address was told at once, at what was held before it',
    law: '47 CFR 64.2010(f)',
    async check(ctx, period) {
      const judged = await judgedChanges(ctx, period);
      const of = (wanted: (typeof judged)[number]['punctual']) => judged.filter(({ punctual }) => punctual === wanted);
      const missed = [...of('never'), ...of('late')].map(({ change }) => change);
      const waiting = of('waiting').length;
      const counts = { changes: judged.length, late: of('late').length, untold: of('never').length, waiting };
      if (missed.length > 0)
        return {
          status: 'not kept',
          because: `${missed.length} of ${judged.length} changes were told late or not at all`,
          counts,
          samples: samplesOf('account-change', missed),
        };
      const samples = samplesOf(
        'account-change',
        judged.map(({ change }) => change),
      );
      if (judged.length === waiting)
        return {
          status: 'untested',
          because: judged.length === 0 ? 'no account was changed' : 'no notice is due yet',
          counts,
          samples,
        };
      return { status: 'kept', because: 'every change was told at once', counts, samples };
    },
  },
];
