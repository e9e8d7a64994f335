import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { campaignForUpdate, inState, moveTo } from './store.ts';

const count = z.int().min(0);

const figures = {
  contacted: count,
  reached: count,
  responses: count,
  sales: count,
  complaints: count,
  note: z.string(),
};

export const recordOutcome = operation({
  http: 'POST /v1/campaigns/{campaignId}/outcomes',
  says: 'Record what came of a campaign: contacted, reached, responses, sales, complaints',
  law: ['47 CFR 64.2009(c)'],
  may: ['marketing', 'supervisor'],
  by: 'anyone',
  takes: z.strictObject({ campaignId: id, ...figures }),
  gives: z.strictObject({ id, campaignId: id, at: when, ...figures }),
  async run(ctx: Ctx, { campaignId, ...outcome }) {
    const campaign = await campaignForUpdate(ctx, campaignId);
    inState(campaign, ['released', 'closed', 'imported'], 'Release the campaign first.');
    const outcomeId = ctx.id();
    await ctx.tx
      .insertInto('campaignOutcome')
      .values({ id: outcomeId, campaignId, at: ctx.at, ...outcome })
      .execute();
    await record(ctx, {
      kind: 'campaign.outcome',
      subject: `campaign:${campaignId}`,
      happenedAt: ctx.at,
      facts: { ...outcome },
    });
    return { id: outcomeId, campaignId, at: new Date(ctx.at).toISOString(), ...outcome };
  },
});

export const closeCampaign = operation({
  http: 'POST /v1/campaigns/{campaignId}:close',
  says: 'Close a campaign: its record is kept at least a year from here',
  law: ['47 CFR 64.2009(c)'],
  may: ['marketing', 'supervisor', 'compliance'],
  by: 'person',
  takes: z.strictObject({ campaignId: id }),
  gives: z.strictObject({ campaignId: id, closedAt: when }),
  async run(ctx: Ctx, { campaignId }) {
    const campaign = await campaignForUpdate(ctx, campaignId);
    inState(campaign, ['released'], 'Only a released campaign is closed; reject one that never went out.');
    await moveTo(ctx, campaignId, 'closed');
    await ctx.tx.updateTable('campaign').set({ endedAt: ctx.at }).where('id', '=', campaignId).execute();
    await record(ctx, { kind: 'campaign.closed', subject: `campaign:${campaignId}`, happenedAt: ctx.at, facts: {} });
    return { campaignId, closedAt: new Date(ctx.at).toISOString() };
  },
});
