import { settleTask } from '../../carriers/tasks/end.ts';
import type { Ctx } from '../../db/context.ts';
import { takeBackLetters } from '../customer-letters/want.ts';

/** The kind of the task to tell a customer of a lapse whom neither e-mail nor letter reaches. */
export const lapseTask = 'lapse-letter';

/** Takes back what was said of the lapse of a case and has not gone: the letters that the post has not got, and the tasks to tell of it. */
export const takeBackLapse = async (ctx: Ctx, caseId: string): Promise<void> => {
  const notices = await ctx.tx
    .selectFrom('onboardingNotice')
    .select('id')
    .where('caseId', '=', caseId)
    .where('state', '=', 'letter')
    .execute();
  await takeBackLetters(
    ctx,
    'review',
    notices.map(({ id }) => id),
  );
  const note = 'A later step or a decision overtook it';
  for (const { id: key } of notices) await settleTask(ctx, { kind: lapseTask, key, outcome: 'not-needed', note });
};
