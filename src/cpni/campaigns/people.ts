import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { canonical } from '../../ledger/canonical.ts';
import { record } from '../../ledger/record.ts';
import { excludingWords, screening, verdictWords } from '../uses/screen.ts';
import { approach, approachExample } from './reach.ts';
import { contentOf } from './show.ts';
import { campaignById } from './store.ts';
import { type Approach, audienceOf, useOfCampaign } from './use-of.ts';

/** Customers whom a screening now leaves out for one reason, in order of their account numbers after a cursor: one more than the limit where more stand behind. */
const leftOutFor = async (
  ctx: Ctx,
  asked: Approach,
  word: (typeof excludingWords)[number],
  after: string,
  limit: number,
) => {
  const query = await screening(ctx, await useOfCampaign(ctx, asked), audienceOf(asked), ctx.at);
  const { rows } = await sql<{ customerId: string; account: string }>`
    select s.customer_id as "customerId", s.account from (${query}) s
    where s.verdict = ${verdictWords.indexOf(word)} and s.account > ${after}
    order by s.account limit ${limit + 1}`.execute(ctx.tx);
  return rows;
};

export const campaignPeople = operation({
  http: 'POST /v1/campaigns:people',
  says: 'The customers whom a campaign, kept or still being written, would leave out now for one reason, in pages by account number; who looked, at whom and for which approach stands in the evidence. Who would be reached is in samples, and in the manifest once it is released',
  law: ['47 CFR 64.2009(a)', '47 CFR 64.2009(d)', '47 CFR 64.2007(b)'],
  may: ['marketing', 'supervisor', 'compliance'],
  by: 'person',
  takes: z
    .strictObject({
      /** the campaign that is asked about as it is kept; null for one that is still being written */
      campaignId: id.nullable().default(null),
      /** how one that is still being written would approach; null for a kept one */
      approach: approach.nullable().default(null),
      word: z.enum(excludingWords),
      ...paging,
      /** the last account number of the page before */
      cursor: z.string().optional(),
    })
    .refine((given) => (given.campaignId === null) !== (given.approach === null), {
      path: ['approach'],
      message: 'give either campaignId or approach',
    })
    .meta({ examples: [{ approach: approachExample, word: 'notice' }] }),
  gives: pageOf(z.strictObject({ customerId: id, account: z.string() })),
  async run(ctx: Ctx, { campaignId, approach: written, word, cursor = '', limit = 100 }) {
    await workWithCpni(ctx);
    const asked = written ?? approach.strip().parse(contentOf(await campaignById(ctx, campaignId ?? '')));
    const rows = await leftOutFor(ctx, asked, word, cursor, limit);
    const items = rows.slice(0, limit);
    await record(ctx, {
      kind: 'campaign.people-shown',
      subject: campaignId === null ? `carrier:${ctx.carrier.id}` : `campaign:${campaignId}`,
      happenedAt: ctx.at,
      facts: {
        approachHash: createHash('sha256').update(canonical(asked)).digest('hex'),
        word,
        customers: items.map(({ customerId }) => customerId),
      },
    });
    return { items, next: rows.length > limit ? (items.at(-1)?.account ?? null) : null };
  },
});
