import { type Control, type Finding, samplesOf } from '../carriers/promises/controls.ts';
import { datesOf } from '../carriers/promises/local-time.ts';
import { DAY } from '../kernel/time.ts';
import { type Standing, standings } from './current.ts';
import { firstGap } from './responsible.ts';

/** The rule names no interval; a year is the default that operations take too. */
const months = 12;
/** A case should be decided within two months; ours, not the rule's. */
const patience = 60 * DAY;

const everybody = (all: readonly Standing[], good: (one: Standing) => boolean, what: string): Finding => {
  const missing = all.filter((one) => !good(one));
  const counts = { staff: all.length, done: all.length - missing.length };
  const samples = (chosen: readonly Standing[]) =>
    samplesOf(
      'person',
      chosen.map(({ personId }) => ({ id: personId })),
    );
  if (all.length === 0) return { status: 'untested', because: 'there was no staff', counts, samples: [] };
  return missing.length === 0
    ? { status: 'kept', because: `all ${all.length} ${what}`, counts, samples: samples(all) }
    : {
        status: 'not kept',
        because: `${missing.length} of ${all.length} had not ${what}`,
        counts,
        samples: samples(missing),
      };
};

/** The controls of the personnel records. */
export const personnelControls: readonly Control[] = [
  {
    id: 'training',
    says: 'At the end of the period everyone of the staff was trained within twelve months',
    law: '47 CFR 64.2009(b)',
    async check(ctx, period) {
      const courses = await ctx.tx.selectFrom('course').select('id').where('publishedAt', '<', period.until).execute();
      if (courses.length === 0)
        return { status: 'untested', because: 'no training course is on record', counts: {}, samples: [] };
      const all = await standings(ctx, datesOf(ctx, period).last, months);
      return everybody(all, ({ trained }) => trained, 'been trained within twelve months');
    },
  },
  {
    id: 'acknowledgment',
    says: 'At the end of the period everyone of the staff had acknowledged the newest manual',
    law: '47 CFR 64.2009(b)',
    async check(ctx, period) {
      const manuals = await ctx.tx.selectFrom('manual').select('id').where('publishedAt', '<', period.until).execute();
      if (manuals.length === 0)
        return { status: 'untested', because: 'no manual is on record', counts: {}, samples: [] };
      const all = await standings(ctx, datesOf(ctx, period).last, months);
      return everybody(all, ({ acknowledged }) => acknowledged, 'acknowledged the newest manual');
    },
  },
  {
    id: 'discipline',
    says: 'Each violation of the period was decided by the four factors within sixty days',
    law: '47 CFR 64.2009(b)',
    async check(ctx, period) {
      const { first, last } = datesOf(ctx, period);
      const cases = await ctx.tx
        .selectFrom('disciplineCase')
        .select(['id', 'openedAt', 'decidedAt'])
        .where('happenedOn', '>=', first)
        .where('happenedOn', '<=', last)
        .orderBy('openedAt')
        .execute();
      const late = cases.filter(({ openedAt, decidedAt }) => (decidedAt ?? ctx.at) - openedAt > patience);
      const decided = cases.filter(({ decidedAt }) => decidedAt !== null);
      const counts = { cases: cases.length, decided: decided.length, late: late.length };
      if (late.length > 0) {
        const samples = samplesOf('discipline-case', late);
        return { status: 'not kept', because: `${late.length} cases waited over sixty days`, counts, samples };
      }
      const samples = samplesOf('discipline-case', cases);
      return decided.length === 0
        ? { status: 'untested', because: 'no violation was decided in the period', counts, samples }
        : { status: 'kept', because: `${decided.length} decided by the four factors`, counts, samples };
    },
  },
  {
    id: 'responsible-managers',
    says: 'On every day of the period a team manager bore the responsibility for CPNI',
    law: '47 CFR 64.2010(a)',
    async check(ctx, period) {
      const { first, last } = datesOf(ctx, period);
      const rows = await ctx.tx
        .selectFrom('membership')
        .select(['id', 'cpniResponsibleFrom', 'cpniResponsibleUntil', 'untilAt'])
        .where('cpniResponsibleFrom', '<=', last)
        .orderBy('cpniResponsibleFrom')
        .execute();
      const counts = { managers: rows.length };
      const samples = samplesOf('member', rows);
      if (rows.length === 0)
        return { status: 'untested', because: 'no team manager is recorded as responsible', counts, samples };
      const gap = firstGap(ctx, rows, first, last);
      return gap === null
        ? { status: 'kept', because: 'a responsible manager stood on every day', counts, samples }
        : { status: 'not kept', because: `nobody was responsible on ${gap}`, counts, samples };
    },
  },
];
