import type { Ctx } from '../../db/context.ts';
import type { Role } from '../../kernel/operation.ts';
import type { Closures, Step } from '../../law/calendar.ts';

/**
 * Something that a rule or a promise wants done by a day, or not before one. Found in the records whenever somebody looks, so it
 * cannot be out of date; what people were told of it is kept apart.
 */
export type Due = {
  /** The same clock on every look, e.g. `breach-report:<id>`. */
  readonly key: string;
  /** One sentence for the person who does it; no customer's data. */
  readonly what: string;
  /** The record behind it, `kind:id`. */
  readonly subject: string;
  readonly cite: string;
  readonly bound: 'by' | 'not-before';
  /** Day number by rule. */
  readonly day: number;
  /** Day number by the carrier's own promise, or null. */
  readonly promisedDay: number | null;
  readonly steps: readonly Step[];
  readonly roles: readonly Role[];
};

/** Finds the open clocks of one kind. Each capability brings its own; operations.ts joins them. */
export type DueSource = (ctx: Ctx, closures: Closures) => Promise<readonly Due[]>;

/** The day that binds a person: of rule and promise the stricter, the earlier for a deadline and the later for a hold. */
export const bindingDay = ({ bound, day, promisedDay }: Due): number => {
  if (promisedDay === null) return day;
  return bound === 'by' ? Math.min(day, promisedDay) : Math.max(day, promisedDay);
};

/** Everything open, the most pressing first. */
export const openDues = async (
  ctx: Ctx,
  sources: readonly DueSource[],
  closures: Closures,
): Promise<readonly Due[]> => {
  const found: Due[] = [];
  for (const source of sources) found.push(...(await source(ctx, closures)));
  return found.sort((a, b) => bindingDay(a) - bindingDay(b) || a.key.localeCompare(b.key));
};
