import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { mayReadAccounts } from './roles.ts';
import { accountView, viewsOf } from './shown.ts';

export const listAccounts = operation({
  http: 'GET /v1/voice-accounts',
  says: 'The voice accounts with their standing, limits and holds of now, in the order in which they were opened',
  law: ['47 CFR 64.1200(n)(4)', '47 CFR 64.6305(a)(2)'],
  may: mayReadAccounts,
  by: 'anyone',
  takes: z.strictObject({ contract: z.enum(['open', 'ended']).default('open'), caseId: id.optional(), ...paging }),
  gives: pageOf(accountView),
  async run(ctx: Ctx, { contract, caseId, cursor, limit = 100 }) {
    let query = ctx.tx
      .selectFrom('voiceAccount')
      .selectAll()
      .where('endedAt', contract === 'open' ? 'is' : 'is not', null)
      .orderBy('id')
      .limit(limit + 1);
    if (caseId !== undefined) query = query.where('caseId', '=', caseId);
    if (cursor !== undefined) query = query.where('id', '>', id.parse(cursor));
    const rows = await query.execute();
    const page = rows.slice(0, limit);
    return {
      items: await viewsOf(ctx, page, ctx.at),
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  },
});
