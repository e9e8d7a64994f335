import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { dateAt } from '../promises/local-time.ts';

/** The day on which the post took letters: not to come, and not before they were printed (epoch ms). */
export const demandPostingDay = (ctx: Ctx, postedOn: string, printedAt: number): void => {
  const printedOn = dateAt(ctx, printedAt);
  if (postedOn > dateAt(ctx, ctx.at))
    refuse('invalid-input', "'postedOn' lies in the future.", 'Give the day the post took them.');
  if (postedOn < printedOn)
    refuse('invalid-input', `'postedOn' lies before ${printedOn}, when the batch was printed.`, 'Check the receipt.');
};

/** The letters that were counted at the post must be those that the batch has to post. */
export const demandCount = (given: number, due: number, needless: number): void => {
  if (given === due) return;
  const pull = needless > 0 ? ` ${needless} are needless by now and stay back: GET the batch for their numbers.` : '';
  refuse(
    'invalid-input',
    `'letters' is ${given}, and the batch has ${due} to post.${pull}`,
    'Count again; a batch of which letters are missing is cancelled and printed again.',
  );
};
