import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { dateAt, dayNumber, told } from '../promises/local-time.ts';
import { bindingDay, type Due, type DueSource, openDues } from './due.ts';
import { closuresOf, toldClock } from './office-closures.ts';
import { shownClock } from './shown-clock.ts';

/** Who may see what is due: breaches show here before the public may know of them, so agents and marketing see nothing. */
export const mayPlan: readonly Role[] = [
  'compliance',
  'officer',
  'counsel',
  'auditor',
  'supervisor',
  'network',
  'people',
];

export const shownDue = z.strictObject({
  key: z.string(),
  what: z.string(),
  subject: z.string(),
  bound: z.enum(['by', 'not-before']),
  /** the day that binds: of rule and promise the stricter */
  dueOn: date,
  promisedOn: date.nullable(),
  /** days from today until then; negative when it is past */
  daysLeft: z.int(),
  state: z.enum(['late', 'today', 'this-week', 'later', 'held', 'free']),
  roles: z.array(z.string()),
  why: shownClock,
  /** what people were told when it was last told, where that was another date */
  toldBefore: z.strictObject({ dueOn: date, at: when, why: z.string() }).nullable(),
});

const stateOf = (bound: Due['bound'], left: number): z.output<typeof shownDue>['state'] => {
  if (bound === 'not-before') return left > 0 ? 'held' : 'free';
  if (left < 0) return 'late';
  if (left === 0) return 'today';
  return left <= 7 ? 'this-week' : 'later';
};

/** The last words on each clock. */
export const lastTold = async (ctx: Ctx) => {
  const rows = await ctx.tx
    .selectFrom('clockTold')
    .distinctOn('key')
    .select(['key', 'dueOn', 'why', 'toldAt'])
    .orderBy('key')
    .orderBy('toldAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.key, row]));
};

/** A clock as it stands at the instant of the context, beside what was told of it before. */
export const shownOn = (
  ctx: Ctx,
  due: Due,
  before: { dueOn: string | null; why: string; toldAt: number } | undefined,
): z.input<typeof shownDue> => {
  const day = bindingDay(due);
  const dueOn = dateOfDay(day);
  const daysLeft = day - dayNumber(dateAt(ctx, ctx.at));
  const moved = before !== undefined && before.dueOn !== null && before.dueOn !== dueOn;
  return {
    key: due.key,
    what: due.what,
    subject: due.subject,
    bound: due.bound,
    dueOn,
    promisedOn: due.promisedDay === null ? null : dateOfDay(due.promisedDay),
    daysLeft,
    state: stateOf(due.bound, daysLeft),
    roles: [...due.roles],
    why: toldClock({ due: due.day, cite: due.cite, steps: due.steps }),
    toldBefore: moved ? { dueOn: before.dueOn ?? dueOn, at: told(ctx, before.toldAt), why: before.why } : null,
  };
};

export const listClocks = (sources: readonly DueSource[]) =>
  operation({
    http: 'GET /v1/clocks',
    says: 'Everything that is due, in one list: by which day, who does it, and each day of the way there with its reason',
    law: ['47 CFR 1.4'],
    may: mayPlan,
    by: 'anyone',
    takes: z.strictObject({}),
    gives: z.strictObject({ items: z.array(shownDue) }),
    async run(ctx: Ctx) {
      const before = await lastTold(ctx);
      const dues = await openDues(ctx, sources, await closuresOf(ctx));
      return { items: dues.map((due) => shownOn(ctx, due, before.get(due.key))) };
    },
  });
