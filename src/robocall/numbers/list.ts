import { z } from 'zod';
import { instantOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { rightBasis } from './record.ts';
import { maySeeNumbers } from './roles.ts';
import { shownOf, shownRight } from './shown.ts';

export const listNumbers = operation({
  http: 'GET /v1/numbers',
  says: 'The numbers that an account may show, now or at an instant, in pages; also those that nobody verified yet',
  law: ['47 CFR 64.6301'],
  may: maySeeNumbers,
  by: 'anyone',
  takes: z.strictObject({
    accountId: id,
    at: when.optional(),
    basis: rightBasis.optional(),
    verified: z.enum(['yes', 'no']).optional(),
    ...paging,
    cursor: z.coerce.number().int().optional(),
  }),
  gives: pageOf(shownRight),
  async run(ctx: Ctx, { accountId, at, basis, verified, cursor, limit = 100 }) {
    const instant = at === undefined ? ctx.at : instantOf('at', at);
    let query = ctx.tx
      .selectFrom('numberRight')
      .selectAll()
      .where('accountId', '=', accountId)
      .where('fromAt', '<=', instant)
      .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', instant)]))
      .orderBy('firstNumber')
      .limit(limit + 1);
    if (basis !== undefined) query = query.where('basis', '=', basis);
    if (verified !== undefined) query = query.where('verifiedAt', verified === 'yes' ? 'is not' : 'is', null);
    // of one instant no two rights hold the same number: the first number is a cursor
    if (cursor !== undefined) query = query.where('firstNumber', '>', cursor);
    const rows = await query.execute();
    const next = rows.length > limit ? String(rows[limit - 1]?.firstNumber ?? '') : null;
    return { items: rows.slice(0, limit).map((row) => shownOf(ctx, row)), next };
  },
});
