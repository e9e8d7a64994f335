import { z } from 'zod';
import { underSeal } from '../../carriers/under-seal.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { knownAccount } from '../accounts/known.ts';
import { investigationRow } from './record.ts';
import { investigationLaw, mayInvestigate, showing, shownInvestigation } from './shown.ts';
import { openCase } from './store.ts';

const { line, numberOwned, forwarded, found } = investigationRow.shape;

const isFree = async (ctx: Ctx, accountId: string, investigationId: string): Promise<void> => {
  await knownAccount(ctx, accountId);
  const other = await ctx.tx
    .selectFrom('investigation')
    .select('id')
    .where('accountId', '=', accountId)
    .where('closedAt', 'is', null)
    .where('id', '!=', investigationId)
    .executeTakeFirst();
  if (other !== undefined)
    refuse(
      'already-exists',
      `'accountId': it is looked into by ${other.id}.`,
      'Close this one as cleared and go on there.',
    );
};

export const recordFindings = operation({
  http: 'POST /v1/investigations/{investigationId}:find',
  says: 'Record what was found: trunk or line, whether the number is the customer’s, whether it was forwarded without saying so, and the rest in words; again when more is known',
  law: [...investigationLaw],
  may: mayInvestigate,
  by: 'person',
  takes: z.strictObject({
    investigationId: id,
    accountId: id.optional(),
    line: line.unwrap(),
    numberOwned: numberOwned.unwrap(),
    forwarded: forwarded.unwrap(),
    found: found.unwrap(),
  }),
  gives: shownInvestigation,
  async run(ctx: Ctx, { investigationId, accountId, ...answers }) {
    const before = await openCase(ctx, investigationId);
    const account = accountId ?? before.accountId;
    if (before.accountId !== null && account !== before.accountId)
      refuse('invalid-input', "'accountId': it is about another account.", 'Open another investigation.');
    if (account !== null && before.accountId === null) await isFree(ctx, account, investigationId);
    const row = await ctx.tx
      .updateTable('investigation')
      .set({ ...answers, accountId: account, foundAt: before.foundAt ?? ctx.at, finderName: ctx.actor.name })
      .where('id', '=', investigationId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(underSeal(ctx, row.secrecy), {
      kind: 'investigation.found',
      subject: `investigation:${investigationId}`,
      happenedAt: ctx.at,
      facts: { ...answers, found: sealed(row.salt, answers.found), account },
    });
    return showing(ctx, row);
  },
});
