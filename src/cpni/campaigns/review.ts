import { z } from 'zod';
import { settleTask } from '../../carriers/tasks/end.ts';
import type { Ctx } from '../../db/context.ts';
import { asJson } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { campaignPromises } from './review-papers.ts';
import { contentOf, shown, shownCampaign } from './show.ts';
import { campaignById, campaignForUpdate, inState, moveTo, waitsForReview } from './store.ts';

const personOf = (ctx: Ctx): string =>
  ctx.actor.id ?? refuse('person-needed', 'A review has a person behind it.', 'Sign in.');

/** Refuses promises that no reviewer is shown. */
const demandShown = async (ctx: Ctx, promises: readonly string[]): Promise<void> => {
  if (promises.length === 0) return;
  const shownIds = new Set((await campaignPromises(ctx)).map((one) => one.id));
  if (promises.some((one) => !shownIds.has(one)))
    refuse(
      'invalid-input',
      "'promises': one of them is no promise of campaigns that binds now.",
      'Read the review papers again and look at the promises there.',
    );
};

/** Another person than the one who asked; the database holds the same. */
export const anotherPerson = (requesterId: string, approverId: string): void => {
  if (requesterId !== approverId) return;
  throw new Problem('same-person', {
    detail: 'Nobody approves his own request.',
    fix: 'Let another supervisor review it.',
    cite: '47 CFR 64.2009(d)',
  });
};

export const adoptCampaign = operation({
  http: 'POST /v1/campaigns/{campaignId}:adopt',
  says: 'A supervisor adopts by name the list and the manner of approach that somebody else defined',
  law: ['47 CFR 64.2009(d)'],
  may: ['supervisor'],
  by: 'person',
  takes: z.strictObject({ campaignId: id }),
  gives: shownCampaign,
  async run(ctx: Ctx, { campaignId }) {
    const campaign = await campaignForUpdate(ctx, campaignId);
    inState(campaign, ['draft', 'submitted'], 'Adopt before approval.');
    const supervisor = personOf(ctx);
    await ctx.tx
      .updateTable('campaign')
      .set({ listBy: supervisor, mannerBy: supervisor })
      .where('id', '=', campaignId)
      .execute();
    const facts = { contentHash: campaign.contentHash, supervisor };
    await record(ctx, { kind: 'campaign.adopted', subject: `campaign:${campaignId}`, happenedAt: ctx.at, facts });
    return shown(ctx, await campaignById(ctx, campaignId));
  },
});

export const reviewCampaign = operation({
  http: 'POST /v1/campaigns/{campaignId}:review',
  says: 'Approve exactly the content with this hash, ask for a change, or reject it; never one’s own',
  law: ['47 CFR 64.2009(d)'],
  may: ['supervisor'],
  by: 'person-fresh',
  takes: z.strictObject({
    campaignId: id,
    contentHash: z.string(),
    verdict: z.enum(['approved', 'change-asked', 'rejected']),
    note: z.string().max(4000),
    /** the carrier's own promises that the reviewer looked at, by id */
    promises: z.array(id).max(200).default([]),
  }),
  gives: shownCampaign,
  async run(ctx: Ctx, { campaignId, contentHash, verdict, note, promises }) {
    const campaign = await campaignForUpdate(ctx, campaignId);
    inState(campaign, ['submitted'], 'Let the requester submit it first.');
    const approverId = personOf(ctx);
    anotherPerson(campaign.requesterId, approverId);
    if (campaign.contentHash !== contentHash)
      refuse(
        'changed-meanwhile',
        'The content is not the one you looked at.',
        'Read the campaign again and review its present hash.',
      );
    if (verdict === 'approved' && (campaign.listBy === null || campaign.mannerBy === null))
      refuse(
        'wrong-state',
        'No supervisor has specified or adopted the list and the manner.',
        'Adopt them by name (`:adopt`), then approve.',
      );
    await demandShown(ctx, promises);
    const review = {
      id: ctx.id(),
      campaignId,
      contentHash,
      verdict,
      note,
      requesterId: campaign.requesterId,
      approverId,
    };
    await ctx.tx
      .insertInto('campaignReview')
      .values({ ...review, approverName: ctx.actor.name, at: ctx.at, content: asJson(contentOf(campaign)) })
      .execute();
    await moveTo(ctx, campaignId, verdict === 'approved' ? 'approved' : verdict === 'rejected' ? 'rejected' : 'draft');
    await record(ctx, {
      kind: `campaign.${verdict}`,
      subject: `campaign:${campaignId}`,
      happenedAt: ctx.at,
      facts: { ...review, promises },
    });
    const said = `The verdict: ${verdict}.`;
    await settleTask(ctx, { kind: waitsForReview, key: campaignId, outcome: 'done', note: said });
    return shown(ctx, await campaignById(ctx, campaignId));
  },
});
