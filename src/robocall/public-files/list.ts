import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { mayReadAccounts } from '../accounts/roles.ts';
import { publicFileRow } from './record.ts';

const file = z.strictObject({ ...publicFileRow.omit({ carrierId: true, importedAt: true }).shape, id, imported: when });

export const listPublicFiles = operation({
  http: 'GET /v1/public-files',
  says: 'The public files that were taken in, latest first: which day each tells of, its hash and what was in it',
  law: ['47 CFR 64.1200(n)(4)', '47 CFR 64.6305(g)'],
  may: mayReadAccounts,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(file) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('publicFile')
      .selectAll()
      .orderBy('importedAt', 'desc')
      .orderBy('id', 'desc')
      .limit(200)
      .execute();
    const items = rows.map(({ carrierId: _carrier, importedAt, ...row }) => ({
      ...row,
      imported: told(ctx, importedAt),
    }));
    return { items };
  },
});
