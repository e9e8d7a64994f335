import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { HOUR } from '../../kernel/time.ts';
import { dateAt, startOf } from '../promises/local-time.ts';
import { type DueSource, openDues } from './due.ts';
import { mayPlan, shownDue, shownOn } from './list-clocks.ts';
import { closuresOf } from './office-closures.ts';

/** The operation over the clocks that can look back: each of these sources answers for the instant of its context, whichever that is. */
export const clocksOn = (sources: readonly DueSource[]) =>
  operation({
    http: 'GET /v1/clocks/{day}',
    says: 'What was due at noon of a past day, by the records as they stand now: letters of failure, reports of breaches and when customers may be told, certifications',
    law: ['47 CFR 1.4'],
    may: mayPlan,
    by: 'anyone',
    takes: z.strictObject({ day: date }),
    gives: z.strictObject({ items: z.array(shownDue) }),
    async run(ctx: Ctx, { day }) {
      if (day > dateAt(ctx, ctx.at))
        refuse(
          'invalid-input',
          "'day' has not come.",
          'Give today or a day before: what is due now, clocks.list tells.',
        );
      const then = { ...ctx, at: Math.min(startOf(ctx, day) + 12 * HOUR, ctx.at) };
      const dues = await openDues(then, sources, await closuresOf(then));
      return { items: dues.map((due) => shownOn(then, due, undefined)) };
    },
  });
