import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { campaignReturnFileRow, campaignReturnKind, campaignReturnRefusedRow } from './record.ts';
import { campaignById } from './store.ts';

const law: readonly [string, ...string[]] = ['47 CFR 64.2009(c)'];

const file = campaignReturnFileRow.omit({ carrierId: true, campaignId: true, takenAt: true }).extend({ takenAt: when });

export const listCampaignReturns = operation({
  http: 'GET /v1/campaigns/{campaignId}/returns',
  says: 'What came back of a campaign by kind, and the files by which it was told, newest first; counts only',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ campaignId: id }),
  gives: z.strictObject({
    kinds: z.array(z.strictObject({ kind: campaignReturnKind, count: z.int() })),
    files: z.array(file),
  }),
  async run(ctx: Ctx, { campaignId }) {
    await campaignById(ctx, campaignId);
    const counted = await ctx.tx
      .selectFrom('campaignReturn as b')
      .innerJoin('audience as a', 'a.id', 'b.audienceId')
      .select((eb) => ['b.kind', eb.fn.countAll<string>().as('count')])
      .where('a.campaignId', '=', campaignId)
      .groupBy('b.kind')
      .orderBy('b.kind')
      .execute();
    const files = await ctx.tx
      .selectFrom('campaignReturnFile')
      .selectAll()
      .where('campaignId', '=', campaignId)
      .orderBy('id', 'desc')
      .limit(500)
      .execute();
    return {
      kinds: counted.map(({ kind, count }) => ({ kind, count: Number(count) })),
      files: files.map(({ carrierId: _carrier, campaignId: _campaign, takenAt, ...row }) => ({
        ...row,
        takenAt: new Date(takenAt).toISOString(),
      })),
    };
  },
});

const refused = campaignReturnRefusedRow.omit({ carrierId: true, fileId: true });

export const listRefusedReturns = operation({
  http: 'GET /v1/campaigns/{campaignId}/returns/{fileId}/refused',
  says: 'The lines of such a file that were not taken, with the reason of each, without what stood in them',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ campaignId: id, fileId: id }),
  gives: z.strictObject({ items: z.array(refused) }),
  async run(ctx: Ctx, { campaignId, fileId }) {
    found(
      await ctx.tx
        .selectFrom('campaignReturnFile')
        .select('id')
        .where('id', '=', fileId)
        .where('campaignId', '=', campaignId)
        .executeTakeFirst(),
      'file of returns',
    );
    const items = await ctx.tx
      .selectFrom('campaignReturnRefused')
      .select(['line', 'field', 'reason'])
      .where('fileId', '=', fileId)
      .orderBy('line')
      .execute();
    return { items };
  },
});
