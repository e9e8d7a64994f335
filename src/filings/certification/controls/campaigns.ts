import { type Control, type Period, samplesOf } from '../../../carriers/promises/controls.ts';
import type { Ctx } from '../../../db/context.ts';
import { judge } from './judge.ts';

const releasesOf = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('release')
    .innerJoin('audience', 'audience.id', 'release.audienceId')
    .innerJoin('campaign', 'campaign.id', 'release.campaignId')
    .select(['release.id', 'release.campaignId', 'release.releasedAt', 'audience.frozenAt', 'audience.root'])
    .select(['audience.contentHash as screened', 'release.included', 'release.receipt'])
    .select((eb) =>
      eb
        .selectFrom('audienceMember')
        .whereRef('audienceMember.audienceId', '=', 'audience.id')
        .whereRef('audienceMember.leftAt', '>', 'release.releasedAt')
        .whereRef('audienceMember.leftAt', '<=', 'release.receiptAt')
        .select((of) => of.fn.countAll<number>().as('n'))
        .as('leftSince'),
    )
    .where('release.releasedAt', '>=', from)
    .where('release.releasedAt', '<', until)
    .orderBy('release.releasedAt')
    .execute();

const nobody = '00000000-0000-0000-0000-000000000000';

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
    says: 'Each released campaign was approved before by another person',
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
      const imported = await ctx.tx
        .selectFrom('campaign')
        .select('id')
        .where('state', '=', 'imported')
        .where('createdAt', '>=', period.from)
        .where('createdAt', '<', period.until)
        .orderBy('createdAt')
        .execute();
      const own = judge('release', releases, 'approved before', 'not approved before', 'no campaign was released');
      if (own.status !== 'kept' || imported.length === 0) return own;
      const because = `${imported.length} ran elsewhere: who approved them is not on record`;
      return { ...own, status: 'untested', because, samples: samplesOf('campaign', imported) };
    },
  },
  {
    id: 'solicitations',
    says: 'Each notice that went out had a supervisor’s approval of the request for approval before, by another person',
    law: '47 CFR 64.2009(d)',
    async check(ctx, { from, until }) {
      const rows = await ctx.tx
        .selectFrom('delivery')
        .innerJoin('noticeVersion', 'noticeVersion.id', 'delivery.versionId')
        .select('noticeVersion.groupId')
        .select((eb) => eb.fn.min('delivery.sentAt').as('first'))
        .where('delivery.sentAt', '>=', from)
        .where('delivery.sentAt', '<', until)
        .groupBy('noticeVersion.groupId')
        .orderBy('first')
        .execute();
      const approved = await ctx.tx
        .selectFrom('solicitation')
        .innerJoin('noticeVersion', 'noticeVersion.id', 'solicitation.noticeVersionId')
        .select(['noticeVersion.groupId', 'solicitation.decidedAt'])
        .where('solicitation.verdict', '=', 'approved')
        .execute();
      const judged = rows.map(({ groupId, first }) => ({
        id: groupId,
        good: approved.some((one) => one.groupId === groupId && one.decidedAt !== null && one.decidedAt <= first),
      }));
      return judge('notice', judged, 'requests approved before', 'requests not approved before', 'no notice went out');
    },
  },
  {
    id: 'campaign-outcomes',
    says: 'What came of each released campaign was recorded by the time it was closed',
    law: '47 CFR 64.2009(c)',
    async check(ctx, period) {
      const released = (await releasesOf(ctx, period)).map(({ campaignId }) => campaignId);
      const campaigns = await ctx.tx
        .selectFrom('campaign')
        .leftJoin('campaignOutcome', 'campaignOutcome.campaignId', 'campaign.id')
        .select(['campaign.id', 'campaign.endedAt'])
        .select((eb) => eb.fn.count<number>('campaignOutcome.id').as('outcomes'))
        .where('campaign.id', 'in', released.length === 0 ? [nobody] : released)
        .groupBy(['campaign.id', 'campaign.endedAt', 'campaign.createdAt'])
        .orderBy('campaign.createdAt')
        .execute();
      // what still runs without figures says nothing yet
      const judged = campaigns
        .filter(({ endedAt, outcomes }) => endedAt !== null || outcomes > 0)
        .map(({ id, outcomes }) => ({ id, good: outcomes > 0 }));
      return judge('campaign', judged, 'measured', 'closed unmeasured', 'no campaign was measured or closed');
    },
  },
  {
    id: 'screening',
    says: 'Each released list was screened for approval and frozen with its root before it went out, and who left since got nothing',
    law: '47 CFR 64.2009(a)',
    async check(ctx, period) {
      const rows = (await releasesOf(ctx, period)).map((release) => {
        const { id, frozenAt, root, releasedAt, included, receipt, leftSince } = release;
        const screened = frozenAt !== null && root !== null && frozenAt <= releasedAt;
        // who left until the mailer had the leavers is not among those it wrote to
        const sent = receipt === null ? 0 : receipt.sent;
        return { id, good: screened && sent <= included - (leftSince ?? 0) };
      });
      return judge(
        'release',
        rows,
        'screened before',
        'not screened before, or sent to who had left',
        'no list was released',
      );
    },
  },
];
