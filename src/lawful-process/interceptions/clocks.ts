import type { z } from 'zod';
import { dateAt, dayNumber, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { HOUR } from '../../kernel/time.ts';
import { addBusinessDays, type Closures, type Step } from '../../law/calendar.ts';
import { clock } from '../../law/clocks/clocks.ts';
import type { interceptionFilingRow } from './record.ts';

const causes: { readonly [cause in z.output<typeof interceptionFilingRow>['cause']]: string } = {
  first: 'policies established',
  amended: 'policies amended',
  merger: 'merger',
  divestiture: 'divestiture',
};

/** The ninetieth day after what makes the policies due at the FCC, rolled to a business day. */
export const refileClock = (
  { cause, happenedOn }: Pick<z.output<typeof interceptionFilingRow>, 'cause' | 'happenedOn'>,
  closures: Closures,
) => {
  const answer = clock('calea-refile', { amended: dayNumber(happenedOn), closures });
  const [trigger, ...rest] = answer.steps;
  if (trigger === undefined) return answer;
  return { ...answer, steps: [{ ...trigger, why: `${causes[cause]}: the trigger` }, ...rest] };
};

/** "Within a reasonable time" has no number in 1.20004(a)(3): one business day is our own measure. */
export const certifyClock = (ctx: Ctx, startAt: number, closures: Closures) => {
  const start = dayNumber(dateAt(ctx, startAt));
  const { day, steps } = addBusinessDays(start, 1, closures);
  const began: Step = { day: start, counted: false, why: 'enabled: the trigger' };
  return { due: day, cite: '47 CFR 1.20004(a)(3)', steps: [began, ...steps] };
};

/** Nor has 1.20003(c) one: a day and a night from discovery is our own measure. Epoch ms. */
export const reportBy = (discoveredAt: number): number => discoveredAt + 24 * HOUR;

/** The same with its steps. */
export const reportClock = (ctx: Ctx, discoveredAt: number) => {
  const due = reportBy(discoveredAt);
  const day = dayNumber(dateAt(ctx, due));
  const steps: readonly Step[] = [
    { day: dayNumber(dateAt(ctx, discoveredAt)), counted: false, why: `discovered ${told(ctx, discoveredAt)}` },
    { day, counted: true, why: '24 hours later: the agencies that it affects are told' },
  ];
  return { due: day, cite: '47 CFR 1.20003(c)', steps };
};
