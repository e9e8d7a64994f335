import { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { DAY } from '../../kernel/time.ts';
import { judgedChanges } from './changes.ts';

export const watchChanges = operation({
  http: 'POST /v1/account-changes:watch',
  says: 'Look for account changes whose customers were not told at once, and open a task for each',
  law: ['47 CFR 64.2010(f)'],
  may: ['compliance'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ late: z.int() }),
  async run(ctx: Ctx) {
    // a week back: what is older was seen at every look of that week
    const judged = await judgedChanges(ctx, { from: ctx.at - 7 * DAY, until: ctx.at + 1 });
    const untold = judged.filter(({ punctual }) => punctual === 'never');
    for (const { change } of untold)
      await openTask(ctx, {
        kind: 'account-notice-late',
        subject: `customer:${change.customerId}`,
        why: 'An account was changed and its customer has not been told: the time for it has passed. Print the letter or reach him, and see what held it up.',
        role: 'compliance',
        dueAt: ctx.at,
        key: change.id,
      });
    return { late: untold.length };
  },
});
