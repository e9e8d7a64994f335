import { sql } from 'kysely';
import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { screening, verdictWords } from '../uses/screen.ts';
import { approach, approachExample } from './reach.ts';
import { campaignById } from './store.ts';
import { type Approach, audienceOf, useOfCampaign } from './use-of.ts';

const firstId = '00000000-0000-0000-0000-000000000000';

/** Customers whom a screening now decides by one word, in order of their ids after a cursor: one more than the limit where more stand behind. */
const decidedBy = async (
  ctx: Ctx,
  asked: Approach,
  word: (typeof verdictWords)[number],
  after: string,
  limit: number,
) => {
  const query = await screening(ctx, await useOfCampaign(ctx, asked), audienceOf(asked), ctx.at);
  const { rows } = await sql<{ customerId: string; account: string }>`
    select s.customer_id as "customerId", s.account from (${query} and c.id > ${after}::uuid) s
    where s.verdict = ${verdictWords.indexOf(word)}
    order by s.customer_id limit ${limit + 1}`.execute(ctx.tx);
  return rows;
};

export const campaignPeople = operation({
  http: 'POST /v1/campaigns:people',
  says: 'The customers behind one number of a campaign’s reach, in pages: who looked at whom stands in the evidence',
  law: ['47 CFR 64.2009(a)', '47 CFR 64.2007(b)'],
  may: ['marketing', 'supervisor', 'compliance'],
  by: 'person',
  takes: approach
    .extend({
      /** the campaign of which it is the content; null while it is not kept yet */
      campaignId: id.nullable(),
      word: z.enum(verdictWords),
      ...paging,
    })
    .meta({ examples: [{ ...approachExample, campaignId: null, word: 'notice' }] }),
  gives: pageOf(z.strictObject({ customerId: id, account: z.string() })),
  async run(ctx: Ctx, { campaignId, word, cursor = firstId, limit = 100, ...asked }) {
    await workWithCpni(ctx);
    if (campaignId !== null) await campaignById(ctx, campaignId);
    const rows = await decidedBy(ctx, asked, word, cursor, limit);
    const items = rows.slice(0, limit);
    await record(ctx, {
      kind: 'campaign.people-shown',
      subject: campaignId === null ? `carrier:${ctx.carrier.id}` : `campaign:${campaignId}`,
      happenedAt: ctx.at,
      facts: { word, shown: items.length, after: cursor === firstId ? null : cursor },
    });
    return { items, next: rows.length > limit ? (items.at(-1)?.customerId ?? null) : null };
  },
});
