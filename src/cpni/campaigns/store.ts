import { createHash } from 'node:crypto';
import type { Ctx } from '../../db/context.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { canonical } from '../../ledger/canonical.ts';
import type { Content } from './record.ts';

/** The hash that an approval names: SHA-256 of the canonical content. */
export const hashOf = (content: Content): string => createHash('sha256').update(canonical(content)).digest('hex');

/** A campaign by id, locked until the transaction ends where it will change. */
export const campaignForUpdate = async (ctx: Ctx, campaignId: string) =>
  found(
    await ctx.tx.selectFrom('campaign').selectAll().where('id', '=', campaignId).forUpdate().executeTakeFirst(),
    'campaign',
  );

export const campaignById = async (ctx: Ctx, campaignId: string) =>
  found(await ctx.tx.selectFrom('campaign').selectAll().where('id', '=', campaignId).executeTakeFirst(), 'campaign');

export type CampaignRow = Awaited<ReturnType<typeof campaignById>>;

/** Refuses what the campaign's state does not allow, naming what must come first. */
export const inState = (campaign: CampaignRow, states: readonly CampaignRow['state'][], fix: string): void => {
  if (states.includes(campaign.state)) return;
  refuse('wrong-state', `The campaign is ${campaign.state}; this needs ${states.join(' or ')}.`, fix);
};

/** Whether this exact content stands approved now. */
export const approvalOf = (ctx: Ctx, campaign: CampaignRow) =>
  ctx.tx
    .selectFrom('campaignReview')
    .selectAll()
    .where('campaignId', '=', campaign.id)
    .where('contentHash', '=', campaign.contentHash)
    .where('verdict', '=', 'approved')
    .executeTakeFirst();

/** The kind of the supervisor's task while a campaign waits for its review. */
export const waitsForReview = 'campaign-submitted';

/** Moves a campaign to another state. */
export const moveTo = async (ctx: Ctx, campaignId: string, state: CampaignRow['state']): Promise<void> => {
  await ctx.tx.updateTable('campaign').set({ state }).where('id', '=', campaignId).execute();
};
