import type { Control, Period } from '../../../carriers/promises/controls.ts';
import type { Ctx } from '../../../db/context.ts';
import { judge } from './judge.ts';

const releasesOf = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('release')
    .innerJoin('audience', 'audience.id', 'release.audienceId')
    .innerJoin('campaign', 'campaign.id', 'release.campaignId')
    .select(['release.id', 'release.campaignId', 'release.releasedAt', 'audience.frozenAt', 'audience.root'])
    .select(['audience.contentHash as screened', 'campaign.listBy', 'campaign.mannerBy', 'campaign.requesterId'])
    .where('release.releasedAt', '>=', from)
    .where('release.releasedAt', '<', until)
    .orderBy('release.releasedAt')
    .execute();

/** The controls over campaigns: their record, the supervisor before, the screening of the list. */
export const campaignControls: readonly Control[] = [
  {
    id: 'campaign-records',
    says: 'Each campaign of the period stands in the register with description, CPNI used and products',
    law: '47 CFR 64.2009(c)',
    async check(ctx, { from, until }) {
      const rows = await ctx.tx
        .selectFrom('campaign')
        .select(['id', 'description', 'cpni', 'products'])
        .where('createdAt', '>=', from)
        .where('createdAt', '<', until)
        .orderBy('createdAt')
        .execute();
      const judged = rows.map(({ id, description, cpni, products }) => ({
        id,
        good: description !== '' && cpni.length > 0 && products.length > 0,
      }));
      return judge('campaign', judged, 'whole records', 'records with gaps', 'no campaign is on record');
    },
  },
  {
    id: 'supervision',
    says: 'Each released campaign and each outbound request for approval was approved before by another person',
    law: '47 CFR 64.2009(d)',
    async check(ctx, period) {
      const reviews = await ctx.tx
        .selectFrom('campaignReview')
        .select(['campaignId', 'contentHash', 'at', 'approverId', 'requesterId'])
        .where('verdict', '=', 'approved')
        .execute();
      const releases = (await releasesOf(ctx, period)).map((release) => ({
        id: release.id,
        good: reviews.some(
          ({ campaignId, contentHash, at, approverId, requesterId }) =>
            campaignId === release.campaignId &&
            contentHash === release.screened &&
            at <= release.releasedAt &&
            approverId !== requesterId,
        ),
      }));
      return judge('release', releases, 'approved before', 'not approved before', 'no campaign was released');
    },
  },
  {
    id: 'screening',
    says: 'Each released list was screened for approval and frozen with its root before it went out',
    law: '47 CFR 64.2009(a)',
    async check(ctx, period) {
      const rows = (await releasesOf(ctx, period)).map(({ id, frozenAt, root, releasedAt }) => ({
        id,
        good: frozenAt !== null && root !== null && frozenAt <= releasedAt,
      }));
      return judge('release', rows, 'screened before', 'not screened before', 'no list was released');
    },
  },
];
