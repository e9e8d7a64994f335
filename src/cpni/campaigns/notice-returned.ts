import { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { verdictNumber } from '../uses/screen.ts';

/** The campaigns released after a notice went out that approached its customer on silence. */
const restedOn = async (ctx: Ctx, deliveryId: string): Promise<readonly string[]> => {
  const { customerId, sentAt } = found(
    await ctx.tx
      .selectFrom('delivery')
      .select(['customerId', 'sentAt'])
      .where('id', '=', deliveryId)
      .executeTakeFirst(),
    'delivery',
  );
  const rows = await ctx.tx
    .selectFrom('release')
    .innerJoin('audienceMember as member', 'member.audienceId', 'release.audienceId')
    .select('release.campaignId')
    .distinct()
    .where('member.customerId', '=', customerId)
    .where('member.verdict', '=', verdictNumber('opt-out', true))
    .where('release.releasedAt', '>=', sentAt)
    .where((eb) => eb.or([eb('member.leftAt', 'is', null), eb('member.leftAt', '>', eb.ref('release.releasedAt'))]))
    .orderBy('release.campaignId')
    .execute();
  return rows.map(({ campaignId }) => campaignId);
};

export const noticeReturned = operation({
  http: 'POST /v1/deliveries/{deliveryId}:review-campaigns',
  says: 'Have a supervisor look again at each released campaign that approached a customer on the silence to a notice which has come back since; runs by itself',
  law: ['47 CFR 64.2008(d)(3)(iii)', '47 CFR 64.2009(d)'],
  may: ['supervisor', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({ deliveryId: id }),
  gives: z.strictObject({ campaigns: z.array(id) }),
  async run(ctx: Ctx, { deliveryId }) {
    const campaigns = await restedOn(ctx, deliveryId);
    for (const campaignId of campaigns) {
      const subject = `campaign:${campaignId}`;
      const facts = { delivery: deliveryId };
      await record(ctx, { kind: 'campaign.notice-returned', subject, happenedAt: ctx.at, facts });
      await openTask(ctx, {
        kind: 'campaign-review',
        subject,
        why: 'A notice came back after the campaign was released on the silence to it: that customer counts as never told. The evidence of the campaign names each such delivery; say what follows.',
        role: 'supervisor',
        dueAt: null,
        key: campaignId,
      });
    }
    return { campaigns: [...campaigns] };
  },
});
