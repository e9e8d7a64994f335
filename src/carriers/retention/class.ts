import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import type { Cite } from '../../law/citation.ts';

/**
 * A kind of record that is kept for a time and then forgotten. Each capability brings its own: this, and in the database a view
 * `retention_<id>` that says what has ended when, and a function `forget_<id>` that takes the personal values away.
 */
export type RetentionClass = {
  readonly id: string;
  /** What is kept, from when its time counts, and what stays for ever. */
  readonly says: string;
  readonly law: readonly [Cite, ...Cite[]];
  /** Months from the end of the thing recorded: never fewer than `law` demands. */
  readonly months: number;
  /** Records in one transaction, which must stay below five seconds. */
  readonly atOnce: number;
};

/** The class of that id; `invalid-input` names those there are. */
export const classNamed = (classes: readonly RetentionClass[], named: string): RetentionClass =>
  classes.find(({ id }) => id === named) ??
  refuse(
    'invalid-input',
    `'class': nothing is kept under '${named}'.`,
    `Name one of ${classes.map(({ id }) => id).join(', ')}.`,
  );

/** Months that a class is kept at this carrier: its own longer time where it set one. */
export const monthsKept = async (ctx: Ctx, { id, months }: RetentionClass): Promise<number> => {
  const own = await ctx.tx
    .selectFrom('retentionSetting')
    .select('months')
    .where('class', '=', id)
    .orderBy('setAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return Math.max(months, own?.months ?? 0);
};
