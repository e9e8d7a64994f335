import { sql } from 'kysely';
import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { firstExcluding, paragraphsOf, screening, verdictWords } from '../uses/screen.ts';
import { campaignById } from './store.ts';
import { type Approach, audienceOf, useOfCampaign } from './use-of.ts';

const sampled = z.strictObject({
  customerId: id,
  account: z.string(),
  word: z.enum(verdictWords),
  cites: z.array(z.string()),
});

type Person = { readonly customerId: string; readonly account: string; readonly verdict: number };

// by a hash with a seed that goes on record, so that an auditor draws the same
const drawn = async (ctx: Ctx, asked: Approach, side: 'in' | 'out', seed: string, count: number) => {
  const query = await screening(ctx, await useOfCampaign(ctx, asked), audienceOf(asked), ctx.at);
  const { rows } = await sql<Person>`
    select s.customer_id as "customerId", s.account, s.verdict from (${query}) s
    where (s.verdict < ${firstExcluding}) = ${side === 'in'}
    order by md5(s.customer_id::text || ${seed}) limit ${count}`.execute(ctx.tx);
  return rows;
};

export const campaignSamples = operation({
  http: 'GET /v1/campaigns/{campaignId}/samples',
  says: 'Some customers drawn at random whom the campaign would reach now and some whom it leaves out, each with the basis; who looked, at whom and by which seed stands in the evidence',
  law: ['47 CFR 64.2009(a)', '47 CFR 64.2009(d)'],
  may: ['supervisor', 'compliance'],
  by: 'person',
  takes: z.strictObject({ campaignId: id, count: z.coerce.number().int().min(1).max(50).default(5) }),
  gives: z.strictObject({ seed: z.string(), included: z.array(sampled), excluded: z.array(sampled) }),
  async run(ctx: Ctx, { campaignId, count }) {
    await workWithCpni(ctx);
    const campaign = await campaignById(ctx, campaignId);
    const seed = ctx.salt();
    const cites = await paragraphsOf(ctx, await useOfCampaign(ctx, campaign), ctx.at);
    const told = ({ customerId, account, verdict }: Person) => {
      const word = verdictWords[verdict] ?? 'notice';
      return { customerId, account, word, cites: [...(cites.get(word) ?? [])] };
    };
    const included = (await drawn(ctx, campaign, 'in', seed, count)).map(told);
    const excluded = (await drawn(ctx, campaign, 'out', seed, count)).map(told);
    const ids = (of: readonly z.output<typeof sampled>[]) => of.map(({ customerId }) => customerId);
    await record(ctx, {
      kind: 'campaign.sample-shown',
      subject: `campaign:${campaignId}`,
      happenedAt: ctx.at,
      facts: { seed, contentHash: campaign.contentHash, included: ids(included), excluded: ids(excluded) },
    });
    return { seed, included, excluded };
  },
});
