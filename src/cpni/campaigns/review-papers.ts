import { z } from 'zod';
import { readInForce } from '../../carriers/promises/list.ts';
import { conceptOf } from '../../carriers/promises/map-filing.ts';
import { promisesOf } from '../../carriers/promises/show.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { canonical } from '../../ledger/canonical.ts';
import { claimKinds, claimsIn } from './claims.ts';
import { campaignReviewRow, content } from './record.ts';
import { contentOf } from './show.ts';
import { type CampaignRow, campaignById } from './store.ts';

const field = content.keyof();

const reviewed = z.strictObject({
  ...campaignReviewRow.pick({ verdict: true, note: true, contentHash: true }).shape,
  by: z.string(),
  at: when,
});

const papers = z.strictObject({
  campaignId: id,
  contentHash: z.string(),
  /** What was approved last: of this campaign before it was changed, else of another; null where nothing was. */
  lastApproved: z
    .strictObject({ campaignId: id, name: z.string(), by: z.string(), at: when, content: content.strict() })
    .nullable(),
  /** The fields in which this content differs from it. */
  differs: z.array(field),
  /** The approval that a change took away, and what was changed. */
  fellAway: z.strictObject({ by: z.string(), at: when, changed: z.array(field) }).nullable(),
  reviews: z.array(reviewed),
  /** What the script asserts that should be shown true: places in it, by a guess. */
  claims: z.array(z.strictObject({ from: z.int(), to: z.int(), kind: z.enum(claimKinds) })),
  /** What the carrier promised of campaigns in filings that bind it, for the reviewer to look at one by one. */
  promises: z.array(z.strictObject({ id, filing: z.string(), text: z.string(), concepts: z.array(z.string()) })),
});

const text = (ms: number): string => new Date(ms).toISOString();

type Kept = z.output<typeof content>;

const differing = (before: Kept, now: Kept): z.output<typeof field>[] =>
  field.options.filter((name) => canonical(before[name]) !== canonical(now[name]));

const reviewsOf = (ctx: Ctx, campaignId: string) =>
  ctx.tx.selectFrom('campaignReview').selectAll().where('campaignId', '=', campaignId).orderBy('at', 'desc').execute();

type Review = Awaited<ReturnType<typeof reviewsOf>>[number];

/** The last approval in another campaign whose content was kept. */
const approvedElsewhere = (ctx: Ctx, campaignId: string): Promise<Review | undefined> =>
  ctx.tx
    .selectFrom('campaignReview')
    .selectAll()
    .where('verdict', '=', 'approved')
    .where('content', 'is not', null)
    .where('campaignId', '<>', campaignId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();

const fallen = (campaign: CampaignRow, reviews: readonly Review[]): z.output<typeof papers>['fellAway'] => {
  const approval = reviews.find(({ verdict }) => verdict === 'approved');
  if (approval === undefined || approval.contentHash === campaign.contentHash) return null;
  const changed = approval.content === null ? [] : differing(approval.content, contentOf(campaign));
  return { by: approval.approverName, at: text(approval.at), changed };
};

/** The carrier's own promises of campaigns, as they bind now: what a reviewer is shown. */
export const campaignPromises = async (ctx: Ctx): Promise<z.output<typeof papers>['promises']> => {
  const { filings } = await readInForce(ctx);
  const told = [];
  for (const { id: filingId, name, adoptedFrom, endedAt } of filings) {
    if (adoptedFrom === null || endedAt !== null || Date.parse(adoptedFrom) > ctx.at) continue;
    for (const { id: promiseId, text: words, concepts } of await promisesOf(ctx, filingId))
      if (concepts.some((concept) => conceptOf(concept)?.ofCampaigns === true))
        told.push({ id: promiseId, filing: name, text: words, concepts });
  }
  return told;
};

export const reviewPapers = operation({
  http: 'GET /v1/campaigns/{campaignId}/review-papers',
  says: 'What a reviewer looks at: this content beside the one approved last, whether a change took an approval away, what was said before, and the carrier’s own promises of campaigns',
  law: ['47 CFR 64.2009(d)', '47 CFR 64.2009(e)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ campaignId: id }),
  gives: papers,
  async run(ctx: Ctx, { campaignId }) {
    const campaign = await campaignById(ctx, campaignId);
    const reviews = await reviewsOf(ctx, campaignId);
    const own = reviews.find(
      ({ verdict, content: kept, contentHash }) =>
        verdict === 'approved' && kept !== null && contentHash !== campaign.contentHash,
    );
    const last = own ?? (await approvedElsewhere(ctx, campaignId));
    const now = contentOf(campaign);
    const kept = last?.content ?? null;
    return {
      campaignId,
      contentHash: campaign.contentHash,
      lastApproved:
        last === undefined || kept === null
          ? null
          : { campaignId: last.campaignId, name: kept.name, by: last.approverName, at: text(last.at), content: kept },
      differs: kept === null ? [] : differing(kept, now),
      fellAway: fallen(campaign, reviews),
      reviews: reviews.map(({ verdict, note, contentHash, approverName, at }) => ({
        ...{ verdict, note, contentHash },
        ...{ by: approverName, at: text(at) },
      })),
      claims: [...claimsIn(campaign.script)],
      promises: await campaignPromises(ctx),
    };
  },
});
