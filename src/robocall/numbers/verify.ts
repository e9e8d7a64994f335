import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { recordAll, sealed } from '../../ledger/record.ts';
import { saltsOf } from './rights.ts';
import { mayChangeNumbers } from './roles.ts';
import { shownOf, shownRight } from './shown.ts';

export const verifyRights = operation({
  http: 'POST /v1/numbers:verify',
  says: 'Verify rights to numbers that were entered without: a person says how; from then on their calls may be signed A',
  law: ['47 CFR 64.6301'],
  may: mayChangeNumbers,
  by: 'person',
  takes: z.strictObject({
    rights: z.array(id).min(1).max(1000),
    verification: z.string().trim().min(1).max(500),
  }),
  gives: z.strictObject({ items: z.array(shownRight) }),
  async run(ctx: Ctx, { rights, verification }) {
    const rows = await ctx.tx
      .updateTable('numberRight')
      .set({ verifiedBy: ctx.actor.name, verifiedAt: ctx.at })
      .where('id', 'in', rights)
      .where('verifiedAt', 'is', null)
      .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', ctx.at)]))
      .returningAll()
      .execute();
    if (rows.length !== new Set(rights).size)
      refuse(
        'wrong-state',
        "'rights' names one that is verified, ended or unknown.",
        'List the rights of the account.',
      );
    const accounts = [...new Set(rows.map(({ accountId }) => accountId))];
    const salts = await saltsOf(ctx, accounts);
    await recordAll(
      ctx,
      accounts.map((accountId) => ({
        kind: 'numbers.verified',
        subject: `account:${accountId}`,
        happenedAt: ctx.at,
        facts: {
          rights: rows.filter((row) => row.accountId === accountId).map((row) => row.id),
          verificationHash: sealed(salts.get(accountId) ?? '', verification),
        },
      })),
    );
    return { items: rows.map((row) => shownOf(ctx, row)) };
  },
});
