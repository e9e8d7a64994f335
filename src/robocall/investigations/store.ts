import type { Ctx } from '../../db/context.ts';
import { found, refuse } from '../../kernel/problem.ts';
import type { Investigation } from './record.ts';

/** An investigation, locked until the transaction ends; refused once it is closed. */
export const openCase = async (ctx: Ctx, investigationId: string): Promise<Investigation> => {
  const row = found(
    await ctx.tx
      .selectFrom('investigation')
      .selectAll()
      .where('id', '=', investigationId)
      .forUpdate()
      .executeTakeFirst(),
    'investigation',
  );
  if (row.closedAt !== null) refuse('wrong-state', 'It is closed.', 'Open another with what came since.');
  return row;
};

/** The account whose calls are looked into; refused while nobody knows whose they are. */
export const accountIn = ({ accountId }: Investigation): string =>
  accountId ??
  refuse('wrong-state', 'It is not known yet whose calls these are.', 'Record what was found with the account first.');
