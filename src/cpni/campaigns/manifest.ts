import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { asJson } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation, streaming } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { firstExcluding, screening, verdictWords } from '../uses/screen.ts';
import { mailerReceipt } from './record.ts';
import { latestRelease, markLeavers } from './release.ts';
import { campaignById } from './store.ts';
import { demandPaper, useOfCampaign } from './use-of.ts';

const batch = 5000;
const firstId = '00000000-0000-0000-0000-000000000000';

const everybody = { language: null, subscribesMask: 0 };

const validRelease = async (ctx: Ctx, campaignId: string) => {
  await workWithCpni(ctx);
  const release = await latestRelease(ctx, campaignId);
  if (release.validUntil <= ctx.at)
    refuse(
      'wrong-state',
      `The manifest ended on ${new Date(release.validUntil).toISOString()}.`,
      'Freeze and release again: approvals change.',
    );
  await demandPaper(ctx, await campaignById(ctx, campaignId), ctx.at);
  return release;
};

// a person who left before the release is not in the manifest; one who leaves after is told by /leavers
const part = (ctx: Ctx, release: { audienceId: string; releasedAt: number }, after: string) =>
  ctx.tx
    .selectFrom('audienceMember')
    .innerJoin('customer', 'customer.id', 'audienceMember.customerId')
    .select(['audienceMember.customerId', 'customer.account', 'audienceMember.verdict'])
    .where('audienceId', '=', release.audienceId)
    .where('customerId', '>', after)
    .where('verdict', '<', firstExcluding)
    .where((eb) =>
      eb.or([eb('audienceMember.leftAt', 'is', null), eb('audienceMember.leftAt', '>', release.releasedAt)]),
    )
    .orderBy('customerId')
    .limit(batch)
    .execute();

export const campaignManifest = streaming({
  http: 'GET /v1/campaigns/{campaignId}/manifest',
  says: 'The released list for the mailer, as NDJSON with the signature first or as CSV; good until its hour',
  law: ['47 CFR 64.2009(c)'],
  may: ['marketing', 'supervisor'],
  by: 'anyone',
  takes: z.strictObject({ campaignId: id, format: z.enum(['ndjson', 'csv']).default('ndjson') }),
  reads: null,
  writes: 'text/plain; charset=utf-8',
  async *stream(work: Work, { campaignId, format }) {
    const release = await work.transaction((ctx) => validRelease(ctx, campaignId));
    const { signature, manifestHash } = release;
    yield format === 'csv' ? 'customer_id,account,basis\n' : `${JSON.stringify({ manifestHash, signature })}\n`;
    for (let after = firstId; ; ) {
      const from = after;
      const rows = await work.transaction((ctx) => part(ctx, release, from));
      const lines = rows.map(({ customerId, account, verdict }) => {
        const basis = verdictWords[verdict] ?? '';
        return format === 'csv'
          ? `${customerId},"${account.replaceAll('"', '""')}",${basis}\n`
          : `${JSON.stringify({ customerId, account, basis })}\n`;
      });
      if (lines.length > 0) yield lines.join('');
      if (rows.length < batch) return;
      after = rows.at(-1)?.customerId ?? after;
    }
  },
});

export const campaignLeavers = operation({
  http: 'GET /v1/campaigns/{campaignId}/leavers',
  says: 'Who of a released list may no longer be approached, since an instant: the mailer drops them before it sends',
  law: ['47 CFR 64.2009(a)', '47 CFR 64.2007(a)(2)'],
  may: ['marketing', 'supervisor'],
  by: 'anyone',
  takes: z.strictObject({ campaignId: id, since: when.optional() }),
  gives: z.strictObject({
    until: when,
    leavers: z.array(z.strictObject({ customerId: id, leftAt: when, why: z.string() })),
  }),
  async run(ctx: Ctx, { campaignId, since }) {
    await workWithCpni(ctx);
    const campaign = await campaignById(ctx, campaignId);
    const release = await latestRelease(ctx, campaignId);
    await markLeavers(
      ctx,
      release.audienceId,
      await screening(ctx, await useOfCampaign(ctx, campaign), everybody, ctx.at),
    );
    const rows = await ctx.tx
      .selectFrom('audienceMember')
      .select(['customerId', 'leftAt', 'leftVerdict'])
      .where('audienceId', '=', release.audienceId)
      .where('leftAt', '>', since === undefined ? 0 : Date.parse(since))
      .orderBy('leftAt')
      .execute();
    const leavers = rows.map((row) => ({
      customerId: row.customerId,
      leftAt: new Date(row.leftAt ?? 0).toISOString(),
      why: verdictWords[row.leftVerdict ?? 3] ?? 'notice',
    }));
    return { until: new Date(ctx.at).toISOString(), leavers };
  },
});

export const acknowledgeManifest = operation({
  http: 'POST /v1/campaigns/{campaignId}/mailer-receipt',
  says: "The mailer's receipt: which manifest, leavers applied until when, how many went out; it closes the release",
  law: ['47 CFR 64.2009(c)'],
  may: ['marketing', 'supervisor'],
  by: 'anyone',
  takes: mailerReceipt.extend({ campaignId: id }),
  gives: z.strictObject({ releaseId: id, receivedAt: when }),
  async run(ctx: Ctx, { campaignId, ...receipt }) {
    const release = await latestRelease(ctx, campaignId);
    if (release.manifestHash !== receipt.manifestHash)
      refuse(
        'invalid-input',
        "'manifestHash' is not that of the released manifest.",
        'Give the hash that stands in the manifest.',
      );
    if (release.receiptAt !== null)
      refuse('already-exists', 'The receipt of this release is recorded already.', 'Read the campaign.');
    await ctx.tx
      .updateTable('release')
      .set({ receiptAt: ctx.at, receipt: asJson(receipt) })
      .where('id', '=', release.id)
      .execute();
    await record(ctx, {
      kind: 'campaign.mailed',
      subject: `campaign:${campaignId}`,
      happenedAt: ctx.at,
      facts: { releaseId: release.id, ...receipt },
    });
    return { releaseId: release.id, receivedAt: new Date(ctx.at).toISOString() };
  },
});
