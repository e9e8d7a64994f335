import { sql } from 'kysely';
import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { firstExcluding, screening, verdictWords } from '../uses/screen.ts';
import { campaignById } from './store.ts';
import { audienceOf, useOfCampaign } from './use-of.ts';

const reasons = verdictWords.slice(firstExcluding);

export const leftOut = operation({
  http: 'GET /v1/campaigns/{campaignId}/left-out',
  says: 'The customers whom a screening now would leave out for one reason, in pages by account number: nothing is written',
  law: ['47 CFR 64.2009(a)', '47 CFR 64.2007(b)'],
  may: ['marketing', 'supervisor', 'compliance', 'officer', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({
    campaignId: id,
    why: z.enum(reasons),
    ...paging,
    /** the last account number of the page before */
    cursor: z.string().optional(),
  }),
  gives: pageOf(z.strictObject({ customerId: id, account: z.string() })),
  async run(ctx: Ctx, { campaignId, why, cursor = '', limit = 100 }) {
    await workWithCpni(ctx);
    const campaign = await campaignById(ctx, campaignId);
    const query = await screening(ctx, await useOfCampaign(ctx, campaign), audienceOf(campaign), ctx.at);
    const { rows } = await sql<{ customerId: string; account: string }>`
      select s.customer_id as "customerId", c.account from (${query}) s
      join customer c on c.id = s.customer_id
      where s.verdict = ${verdictWords.indexOf(why)} and c.account > ${cursor}
      order by c.account limit ${limit + 1}`.execute(ctx.tx);
    const next = rows.length > limit ? (rows[limit - 1]?.account ?? null) : null;
    return { items: rows.slice(0, limit), next };
  },
});
