import { z } from 'zod';
import { dateAt, dayNumber, monthsAfter, startOf } from '../carriers/promises/local-time.ts';
import type { Ctx } from '../db/context.ts';
import { date, id } from '../kernel/columns.ts';
import { everyone, operation } from '../kernel/operation.ts';
import { dateOfDay } from '../kernel/time.ts';
import { type StaffMember, staffAt } from './staff.ts';

const standing = z.strictObject({
  personId: id,
  name: z.string(),
  trainedOn: date.nullable(),
  trained: z.boolean(),
  /** the newest version of each manual, read and understood */
  acknowledged: z.boolean(),
  current: z.boolean(),
});
export type Standing = z.output<typeof standing>;

const trainings = async (ctx: Ctx, day: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await ctx.tx
    .selectFrom('completion')
    .select(['personId'])
    .select((eb) => eb.fn.max('completedOn').as('last'))
    .where('passed', '=', true)
    .where('completedOn', '<=', day)
    .groupBy('personId')
    .execute();
  return new Map(rows.map(({ personId, last }) => [personId, last]));
};

/** Persons who acknowledged, before the end of a day, every manual in the version that was newest then. */
const acknowledgers = async (ctx: Ctx, day: string): Promise<(personId: string) => boolean> => {
  const end = startOf(ctx, dateOfDay(dayNumber(day) + 1));
  const manuals = await ctx.tx
    .selectFrom('manual')
    .select(['id', 'title'])
    .where('publishedAt', '<', end)
    .orderBy('publishedAt')
    .execute();
  const newest = new Set(new Map(manuals.map(({ id: manualId, title }) => [title, manualId])).values());
  const rows = await ctx.tx
    .selectFrom('acknowledgment')
    .select(['personId', 'manualId'])
    .where('acknowledgedAt', '<', end)
    .execute();
  const read = new Set(rows.map(({ personId, manualId }) => `${personId} ${manualId}`));
  return (personId) => newest.size > 0 && [...newest].every((manualId) => read.has(`${personId} ${manualId}`));
};

/** Who of the staff is trained within so many months and has acknowledged the newest manual, at the end of a date. */
export const standings = async (ctx: Ctx, day: string, months: number): Promise<Standing[]> => {
  const end = startOf(ctx, dateOfDay(dayNumber(day) + 1)) - 1;
  const last = await trainings(ctx, day);
  const read = await acknowledgers(ctx, day);
  const since = monthsAfter(day, -months);
  return (await staffAt(ctx, Math.min(end, ctx.at))).map(({ personId, name }: StaffMember) => {
    const trainedOn = last.get(personId) ?? null;
    const trained = trainedOn !== null && trainedOn >= since;
    const acknowledged = read(personId);
    return { personId, name, trainedOn, trained, acknowledged, current: trained && acknowledged };
  });
};

export const whoIsCurrent = operation({
  http: 'GET /v1/personnel/current',
  says: 'Who of the staff was trained within twelve months (or as asked) and had acknowledged the newest manual on a date',
  law: ['47 CFR 64.2009(b)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ on: date.optional(), months: z.coerce.number().int().min(1).max(60).default(12) }),
  gives: z.strictObject({ on: date, months: z.int(), current: z.int(), items: z.array(standing) }),
  async run(ctx: Ctx, { on, months }) {
    const day = on ?? dateAt(ctx, ctx.at);
    const items = await standings(ctx, day, months);
    return { on: day, months, current: items.filter((one) => one.current).length, items };
  },
});
