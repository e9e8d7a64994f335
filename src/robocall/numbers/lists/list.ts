import { z } from 'zod';
import { told, toldOrNull } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { listKind, numberListRow } from '../record.ts';
import { maySeeNumbers } from '../roles.ts';

const shown = numberListRow.omit({ carrierId: true }).extend({ inForceAt: when, replacedAt: when.nullable() });

export const listNumberLists = operation({
  http: 'GET /v1/number-lists',
  says: 'The lists of numbers that no call may show: source, day and hash of each version, how many numbers, and since when in force',
  law: ['47 CFR 64.1200(o)'],
  may: maySeeNumbers,
  by: 'anyone',
  takes: z.strictObject({ kind: listKind.optional(), which: z.enum(['in-force', 'all']).default('in-force') }),
  gives: z.strictObject({ items: z.array(shown) }),
  async run(ctx: Ctx, { kind, which }) {
    let query = ctx.tx
      .selectFrom('numberList')
      .selectAll()
      .where('inForceAt', 'is not', null)
      .orderBy('inForceAt', 'desc')
      .orderBy('id', 'desc')
      .limit(1000);
    if (kind !== undefined) query = query.where('kind', '=', kind);
    if (which === 'in-force') query = query.where('replacedAt', 'is', null);
    const items = (await query.execute()).map(({ carrierId: _carrier, inForceAt, replacedAt, ...row }) => ({
      ...row,
      inForceAt: told(ctx, inForceAt ?? ctx.at),
      replacedAt: toldOrNull(ctx, replacedAt),
    }));
    return { items };
  },
});
