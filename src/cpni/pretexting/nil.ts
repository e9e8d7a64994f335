import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { passwordAgain } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem } from '../../kernel/problem.ts';
import { holdRegister, nilReport, signNil } from '../complaints/nil-report.ts';
import { yearDates } from '../complaints/year.ts';
import { actionsOfYear } from './actions.ts';
import { findingsOfYear } from './findings.ts';
import { alertsOf } from './settle-alert.ts';

/** Entries that a "none" may not pass over; what was read in public reports is no secret kept. */
const entriesOf = async (ctx: Ctx, register: 'data-brokers' | 'pretexters', year: number): Promise<number> => {
  if (register === 'data-brokers') return (await actionsOfYear(ctx, year)).length;
  return (await findingsOfYear(ctx, year)).filter(({ knownFrom }) => knownFrom === 'own-experience').length;
};

/** An attempt that nobody has looked at may be what is said not to exist. */
const mustBeJudged = async (ctx: Ctx, year: number): Promise<void> => {
  const { first, last } = yearDates(year);
  const waiting = (await alertsOf(ctx, first, last)).filter(({ settledAt }) => settledAt === null).length;
  if (waiting === 0) return;
  throw new Problem('wrong-state', {
    detail: `${waiting} alerts of pretexting of ${year} wait for a judgement.`,
    fix: 'Settle each (pretexting.alerts.settle).',
    cite: '47 CFR 64.2009(e)',
  });
};

export const signNoPretexting = operation({
  http: 'POST /v1/pretexting:nil',
  says: 'Sign that no action was taken against data brokers in a year, or that nothing is known of pretexters beyond public reports',
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer'],
  by: 'person-again',
  takes: z.strictObject({
    register: z.enum(['data-brokers', 'pretexters']),
    year: z.coerce.number().int().min(1996).max(9999),
    password: passwordAgain,
  }),
  gives: nilReport,
  async run(ctx: Ctx, { register, year }) {
    await holdRegister(ctx, register);
    if (register === 'pretexters') await mustBeJudged(ctx, year);
    return signNil(ctx, register, year, await entriesOf(ctx, register, year));
  },
});
