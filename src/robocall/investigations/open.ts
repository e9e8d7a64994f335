import { z } from 'zod';
import { secrecy } from '../../carriers/under-seal.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { knownAccount } from '../accounts/known.ts';
import { investigationIntakeRow } from './record.ts';
import { investigationLaw, mayInvestigate, showing, shownInvestigation } from './shown.ts';
import { takeUp } from './take-up.ts';

const { trigger, reference, why } = investigationIntakeRow.shape;

export const openInvestigation = operation({
  http: 'POST /v1/investigations',
  says: 'Look into the calls of an account, or of nobody known yet, with what gave cause; an open investigation of the same account is joined',
  law: [...investigationLaw],
  may: mayInvestigate,
  by: 'person',
  takes: z.strictObject({
    accountId: id.nullable().default(null),
    trigger,
    reference,
    why,
    secrecy: secrecy.default('none'),
  }),
  gives: shownInvestigation,
  async run(ctx: Ctx, cause) {
    if (cause.accountId !== null) await knownAccount(ctx, cause.accountId);
    const investigationId =
      (await takeUp(ctx, cause)) ??
      refuse('already-exists', `'reference': ${cause.reference} was taken up before.`, 'List the investigations.');
    return showing(
      ctx,
      await ctx.tx.selectFrom('investigation').selectAll().where('id', '=', investigationId).executeTakeFirstOrThrow(),
    );
  },
});
