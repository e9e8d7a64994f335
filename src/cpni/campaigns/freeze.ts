import { sql } from 'kysely';
import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { asJson } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { streaming } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { appendLeaf, emptyFrontier, keepNoSubtrees, leafHash, rootOf } from '../../ledger/merkle.ts';
import { record } from '../../ledger/record.ts';
import type { UseAskedFor } from '../uses/record.ts';
import { type Audience, screening, verdictWords } from '../uses/screen.ts';
import { split } from './screen.ts';
import { approvalOf, campaignForUpdate, inState, moveTo } from './store.ts';
import { audienceOf, demandPaper, useOfCampaign } from './use-of.ts';

const batch = 20_000;
const firstId = '00000000-0000-0000-0000-000000000000';

type Member = { readonly customer_id: string; readonly verdict: number };

/** What a freezing rests on from its first to its last part. */
type Begun = {
  readonly audienceId: string;
  readonly contentHash: string;
  readonly agreementId: string | null;
  readonly use: UseAskedFor;
  readonly audience: Audience;
};

const begin = async (ctx: Ctx, campaignId: string, at: number): Promise<Begun> => {
  await workWithCpni(ctx);
  const campaign = await campaignForUpdate(ctx, campaignId);
  inState(campaign, ['approved'], 'Submit it and let a supervisor approve exactly this content.');
  if ((await approvalOf(ctx, campaign)) === undefined)
    throw new Problem('wrong-state', {
      detail: 'No approval stands for this content.',
      fix: 'Submit the campaign again.',
      cite: '47 CFR 64.2009(d)',
    });
  const agreementId = await demandPaper(ctx, campaign, at);
  const audienceId = ctx.id();
  const { contentHash } = campaign;
  const open = { frozenAt: null, included: null, excluded: null, counts: null, root: null, entryId: null };
  await ctx.tx
    .insertInto('audience')
    .values({ id: audienceId, campaignId, contentHash, screenedAt: at, ...open })
    .execute();
  const use = await useOfCampaign(ctx, campaign, at);
  return { audienceId, contentHash, agreementId, use, audience: audienceOf(campaign) };
};

const screenPart = async (
  ctx: Ctx,
  { audienceId, use, audience }: Begun,
  after: string,
  at: number,
): Promise<Member[]> => {
  const query = await screening(ctx, use, audience, at);
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
  { audienceId, contentHash, agreementId }: Begun,
  counts: Record<string, number>,
  root: string,
) => {
  const campaign = await campaignForUpdate(ctx, campaignId);
  if (campaign.state !== 'approved' || campaign.contentHash !== contentHash)
    refuse('changed-meanwhile', 'The campaign was changed or frozen while its list was made.', 'Read it again.');
  const { included, excluded } = split(counts);
  const { entryId } = await record(ctx, {
    kind: 'campaign.frozen',
    subject: `campaign:${campaignId}`,
    happenedAt: ctx.at,
    facts: { audienceId, included, excluded, counts, root, agreementId },
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
    const begun = await work.transaction((ctx) => begin(ctx, campaignId, work.at));
    const frontier = emptyFrontier();
    const counts: Record<string, number> = {};
    let after = firstId;
    for (;;) {
      const from = after;
      const members = await work.transaction((ctx) => screenPart(ctx, begun, from, work.at));
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
    yield `${JSON.stringify(await work.transaction((ctx) => finish(ctx, campaignId, begun, counts, root)))}\n`;
  },
});
