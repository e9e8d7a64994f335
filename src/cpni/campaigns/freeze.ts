import { sql } from 'kysely';
import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { asJson } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { streaming } from '../../kernel/operation.ts';
import { Problem } from '../../kernel/problem.ts';
import { appendLeaf, emptyFrontier, keepNoSubtrees, leafHash, rootOf } from '../../ledger/merkle.ts';
import { record } from '../../ledger/record.ts';
import { screening, verdictWords } from '../uses/screen.ts';
import { split } from './screen.ts';
import { approvalOf, campaignForUpdate, inState, moveTo } from './store.ts';
import { audienceOf, useOfCampaign } from './use-of.ts';

const batch = 20_000;
const firstId = '00000000-0000-0000-0000-000000000000';

type Member = { readonly customer_id: string; readonly verdict: number };

const begin = async (ctx: Ctx, campaignId: string): Promise<string> => {
  await workWithCpni(ctx);
  const campaign = await campaignForUpdate(ctx, campaignId);
  inState(campaign, ['approved'], 'Submit it and let a supervisor approve exactly this content.');
  if ((await approvalOf(ctx, campaign)) === undefined)
    throw new Problem('wrong-state', {
      detail: 'No approval stands for this content.',
      fix: 'Submit the campaign again.',
      cite: '47 CFR 64.2009(d)',
    });
  const audienceId = ctx.id();
  const open = { frozenAt: null, included: null, excluded: null, counts: null, root: null, entryId: null };
  await ctx.tx
    .insertInto('audience')
    .values({ id: audienceId, campaignId, contentHash: campaign.contentHash, screenedAt: ctx.at, ...open })
    .execute();
  return audienceId;
};

const screenPart = async (
  ctx: Ctx,
  campaignId: string,
  audienceId: string,
  after: string,
  at: number,
): Promise<Member[]> => {
  const campaign = await campaignForUpdate(ctx, campaignId);
  const query = await screening(ctx, await useOfCampaign(ctx, campaign), audienceOf(campaign), at);
  const { rows } = await sql<{ customerId: string; verdict: number }>`
    insert into audience_member (audience_id, customer_id, verdict)
    select ${audienceId}::uuid, s.customer_id, s.verdict from (${query} and c.id > ${after}::uuid order by c.id limit ${batch}) s
    returning customer_id, verdict`.execute(ctx.tx);
  return rows
    .map((row) => ({ customer_id: row.customerId, verdict: row.verdict }))
    .sort((a, b) => (a.customer_id < b.customer_id ? -1 : 1));
};

/** The leaf of one member in the audience's tree: who, and on what basis in or why out. */
const memberLeaf = ({ customer_id, verdict }: Member): Buffer =>
  leafHash(Buffer.from(`${customer_id} ${verdictWords[verdict] ?? ''}`));

const finish = async (
  ctx: Ctx,
  campaignId: string,
  audienceId: string,
  counts: Record<string, number>,
  root: string,
) => {
  const { included, excluded } = split(counts);
  const { entryId } = await record(ctx, {
    kind: 'campaign.frozen',
    subject: `campaign:${campaignId}`,
    happenedAt: ctx.at,
    facts: { audienceId, included, excluded, counts, root },
  });
  await ctx.tx
    .updateTable('audience')
    .set({ frozenAt: ctx.at, included, excluded, counts: asJson(counts), root, entryId })
    .where('id', '=', audienceId)
    .execute();
  await moveTo(ctx, campaignId, 'frozen');
  return { audienceId, included, excluded, counts, root, entryId };
};

export const freezeCampaign = streaming({
  http: 'POST /v1/campaigns/{campaignId}:freeze',
  says: "Freeze the audience: each person's basis or reason of exclusion, one ledger entry with the list's root; progress as NDJSON",
  law: ['47 CFR 64.2009(a)', '47 CFR 64.2009(c)'],
  may: ['marketing', 'supervisor'],
  by: 'person',
  takes: z.strictObject({ campaignId: id }),
  reads: null,
  writes: 'application/x-ndjson',
  async *stream(work: Work, { campaignId }) {
    const audienceId = await work.transaction((ctx) => begin(ctx, campaignId));
    const frontier = emptyFrontier();
    const counts: Record<string, number> = {};
    let after = firstId;
    for (;;) {
      const from = after;
      const members = await work.transaction((ctx) => screenPart(ctx, campaignId, audienceId, from, work.at));
      for (const member of members) {
        const word = verdictWords[member.verdict] ?? 'notice';
        counts[word] = (counts[word] ?? 0) + 1;
        appendLeaf(frontier, memberLeaf(member), keepNoSubtrees);
      }
      after = members.at(-1)?.customer_id ?? after;
      if (members.length < batch) break;
      yield `${JSON.stringify({ screened: frontier.size })}\n`;
    }
    const root = Buffer.from(rootOf(frontier)).toString('hex');
    yield `${JSON.stringify(await work.transaction((ctx) => finish(ctx, campaignId, audienceId, counts, root)))}\n`;
  },
});
