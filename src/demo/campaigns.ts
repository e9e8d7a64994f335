import { refuseUse } from '../cpni/approvals/choose.ts';
import { draftCampaign, editCampaign, submitCampaign } from '../cpni/campaigns/build.ts';
import { longDistance } from '../cpni/campaigns/campaigns.example.ts';
import { freezeCampaign } from '../cpni/campaigns/freeze.ts';
import { recordOutcome } from '../cpni/campaigns/outcomes.ts';
import type { Content } from '../cpni/campaigns/record.ts';
import { releaseCampaign } from '../cpni/campaigns/release.ts';
import { adoptCampaign, reviewCampaign } from '../cpni/campaigns/review.ts';
import { screenCampaign } from '../cpni/campaigns/screen.ts';
import { customerOf } from './customers.ts';
import type { Cast } from './people.ts';
import { refused, type Stage } from './stage.ts';

const spring: Content = {
  ...longDistance,
  name: 'Larga distancia de primavera',
  description: 'Offer flat-rate long distance to Spanish-speaking customers whose call records show many long calls.',
  audience: { language: 'es', subscribes: [] },
  script: 'Estimado cliente, …',
};

const everybody: Content = {
  ...spring,
  name: 'Winter long distance',
  description: 'Offer flat-rate long distance to every customer whose call records show many long calls.',
  audience: { language: null, subscribes: [] },
  script: 'Dear customer, your calls to other states could cost you less.',
};

async function* nothing(): AsyncIterable<Uint8Array> {}

const review = (
  stage: Stage,
  cast: Cast,
  campaign: { id: string; contentHash: string },
  verdict: 'approved' | 'change-asked' | 'rejected',
  note: string,
) =>
  stage.run(cast.supervisor, reviewCampaign, {
    campaignId: campaign.id,
    contentHash: campaign.contentHash,
    verdict,
    note,
  });

const submitted = async (stage: Stage, cast: Cast, content: Content) => {
  const campaign = await stage.run(cast.marketing, draftCampaign, content);
  return stage.run(cast.marketing, submitCampaign, { campaignId: campaign.id });
};

/** Drafted, sent back, changed, adopted, approved, frozen; somebody leaves; released; its outcome told. */
export const runCampaign = async (stage: Stage, cast: Cast): Promise<void> => {
  const first = await submitted(stage, cast, spring);
  await review(stage, cast, first, 'change-asked', 'Name the price.');
  const campaignId = first.id;
  await stage.run(cast.marketing, editCampaign, {
    ...spring,
    campaignId,
    script: 'Estimado cliente: 500 minutos, $9.',
  });
  const second = await stage.run(cast.marketing, submitCampaign, { campaignId });
  await refused(stage, 'Approving a list that no supervisor adopted', review(stage, cast, second, 'approved', 'Read.'));
  await stage.run(cast.supervisor, adoptCampaign, { campaignId });
  await review(stage, cast, second, 'approved', 'Read; the list is mine.');
  await stage.stream(cast.marketing, freezeCampaign, { campaignId }, nothing());
  stage.tell(`'${spring.name}' approved by ${cast.supervisor.name} and frozen`);
  await stage.at('2026-03-09T15:00:00Z');
  const leaver = await customerOf(stage, cast.agent, 'P-000025');
  await stage.run(cast.agent, refuseUse, { customerId: leaver, method: 'phone', covers: null });
  await stage.stream(cast.supervisor, releaseCampaign, { campaignId, validHours: 72 }, nothing());
  stage.tell('one customer said no meanwhile; the list is asked again and released without him');
  await stage.at('2026-04-20T15:00:00Z');
  const figures = { contacted: 14, reached: 12, responses: 3, sales: 1, complaints: 0, note: 'By mail.' };
  await stage.run(cast.marketing, recordOutcome, { campaignId, ...figures });
};

/** One campaign for a sister company is rejected; one for everybody is approved and waits, screened on the first page. */
export const leaveCampaign = async (stage: Stage, cast: Cast): Promise<void> => {
  const sister = { recipient: 'affiliate-other', recipientName: 'Prairie Insurance LLC', agreement: true } as const;
  const bad = await submitted(stage, cast, { ...everybody, ...sister, name: 'Insurance for callers' });
  await review(stage, cast, bad, 'rejected', 'Insurance is no communications service; nobody opted in.');
  const good = await submitted(stage, cast, everybody);
  await stage.run(cast.supervisor, adoptCampaign, { campaignId: good.id });
  await review(stage, cast, good, 'approved', 'Read.');
  const began = performance.now();
  const { included, excluded } = await stage.run(cast.marketing, screenCampaign, { campaignId: good.id });
  const took = Math.round(performance.now() - began);
  stage.tell(`'${everybody.name}' approved; screened: ${included} in, ${excluded} out (${took} ms)`);
};
