import type { Ctx } from '../../db/context.ts';
import { dateOfDay } from '../../kernel/time.ts';
import type { Closures, Step } from '../../law/calendar.ts';
import { listClosures } from '../closures.ts';
import { dayNumber } from '../promises/local-time.ts';

/** The FCC's closures that the carrier knows of, for clocks that count business days. */
export const closuresOf = async (ctx: Ctx): Promise<Closures> => {
  const { items } = await listClosures.run(ctx, {});
  return new Map(items.map(({ day, why }) => [dayNumber(day), why]));
};

/** A clock's answer as people read it: dates, and each day of the way. */
export const toldClock = (answer: {
  readonly due: number | null;
  readonly cite: string;
  readonly steps: readonly Step[];
}) => ({
  due: answer.due === null ? null : dateOfDay(answer.due),
  cite: answer.cite,
  steps: answer.steps.map(({ day, counted, why }) => ({ date: dateOfDay(day), counted, why })),
});
