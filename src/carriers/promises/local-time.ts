import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { dateOfDay, dayOfDate, parseInstant, type Zone, zone } from '../../kernel/time.ts';
import { civilOfDay, dayOfCivil } from '../../law/calendar.ts';
import type { Period } from './controls.ts';

const zoneNamed = (name: string): Zone =>
  zone(name) ??
  refuse('unavailable', `The zone '${name}' is unknown here.`, "Mend the carrier's zone: a name like America/Chicago.");

/** The carrier's zone. */
export const zoneOf = (ctx: Ctx): Zone => zoneNamed(ctx.carrier.zone);

/** Day number of a date `YYYY-MM-DD`; `invalid-input` for one that the calendar lacks. */
export const dayNumber = (date: string): number =>
  dayOfDate(date) ?? refuse('invalid-input', `'${date}' is no date.`, 'Write a date of the calendar as YYYY-MM-DD.');

/** RFC 3339 of an instant (epoch ms) in the carrier's zone. */
export const told = (ctx: Ctx, at: number): string => zoneOf(ctx).format(at);

export const toldOrNull = (ctx: Ctx, at: number | null): string | null => (at === null ? null : told(ctx, at));

/** The legal date of an instant in the carrier's zone. */
export const dateAt = (ctx: Ctx, at: number): string => dateOfDay(zoneOf(ctx).dayOf(at));

/** The same date so many months after (or, negative, before); the last of the month where it has no such date. */
export const monthsAfter = (day: string, months: number): string => {
  const { year, month, date: dayOfMonth } = civilOfDay(dayNumber(day));
  const index = year * 12 + month - 1 + months;
  const first = dayOfCivil(Math.floor(index / 12), (index % 12) + 1, 1);
  const next = dayOfCivil(Math.floor((index + 1) / 12), ((index + 1) % 12) + 1, 1);
  return dateOfDay(Math.min(first + dayOfMonth - 1, next - 1));
};

/** The first instant of a date in the carrier's zone, epoch ms. */
export const startOf = (ctx: Ctx, date: string): number => zoneOf(ctx).startOf(dayNumber(date));

/** The day number of an instant in Eastern time, where what goes to Washington is dated. */
export const easternDay = (at: number): number => zoneNamed('America/New_York').dayOf(at);

/** Epoch ms of an RFC 3339 text; `invalid-input` names the field. */
export const instantOf = (field: string, text: string): number =>
  parseInstant(text) ??
  refuse('invalid-input', `'${field}': '${text}' is no instant.`, 'Write RFC 3339: 2026-11-20T10:00:00-06:00.');

/** The same, refused when it has not come yet. */
export const pastInstant = (ctx: Ctx, field: string, text: string): number => {
  const at = instantOf(field, text);
  return at <= ctx.at ? at : refuse('invalid-input', `'${field}' lies in the future.`, 'Record what has happened.');
};

/** A date of the carrier's zone, refused when it has not come yet. */
export const pastDate = (ctx: Ctx, field: string, date: string): string => {
  dayNumber(date);
  return date <= dateAt(ctx, ctx.at)
    ? date
    : refuse('invalid-input', `'${field}' lies in the future.`, 'Record what has happened.');
};

/** A calendar year in the carrier's zone. */
export const yearPeriod = (ctx: Ctx, year: number): Period => ({
  from: startOf(ctx, `${year}-01-01`),
  until: startOf(ctx, `${year + 1}-01-01`),
});

/** First and last date of a period in the carrier's zone. */
export const datesOf = (ctx: Ctx, { from, until }: Period): { readonly first: string; readonly last: string } => ({
  first: dateAt(ctx, from),
  last: dateAt(ctx, until - 1),
});
