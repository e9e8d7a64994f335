import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, paging, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { campaignState, content } from './record.ts';
import { approvalOf, type CampaignRow, campaignById } from './store.ts';

/** A campaign as the API shows it: the record of 64.2009(c). */
export const shownCampaign = z.strictObject({
  id,
  ...content.shape,
  contentHash: z.string(),
  state: campaignState,
  requester: z.string(),
  listBy: id.nullable(),
  mannerBy: id.nullable(),
  approvedBy: z.string().nullable(),
  createdAt: when,
});

const text = (ms: number): string => new Date(ms).toISOString();

/** What a campaign says of itself. */
export const contentOf = (row: CampaignRow) => content.strip().parse(row);

/** The campaign with who approved this exact content. */
export const shown = async (ctx: Ctx, row: CampaignRow): Promise<z.input<typeof shownCampaign>> => ({
  id: row.id,
  ...contentOf(row),
  contentHash: row.contentHash,
  state: row.state,
  requester: row.requesterName,
  listBy: row.listBy,
  mannerBy: row.mannerBy,
  approvedBy: (await approvalOf(ctx, row))?.approverName ?? null,
  createdAt: text(row.createdAt),
});

export const showCampaign = operation({
  http: 'GET /v1/campaigns/{campaignId}',
  says: 'One campaign with its content, state and approval',
  law: ['47 CFR 64.2009(c)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ campaignId: id }),
  gives: shownCampaign,
  run: async (ctx: Ctx, { campaignId }) => shown(ctx, await campaignById(ctx, campaignId)),
});

export const listCampaigns = operation({
  http: 'GET /v1/campaigns',
  says: 'All campaigns that used CPNI, newest first, affiliates’ own among them',
  law: ['47 CFR 64.2009(c)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ ...paging }),
  gives: z.strictObject({ items: z.array(shownCampaign), next: z.string().nullable() }),
  async run(ctx: Ctx, { cursor, limit = 50 }) {
    let query = ctx.tx
      .selectFrom('campaign')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) query = query.where('id', '<', cursor);
    const rows = await query.execute();
    const items = [];
    for (const row of rows.slice(0, limit)) items.push(await shown(ctx, row));
    return { items, next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
  },
});
