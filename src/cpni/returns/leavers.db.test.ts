import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftCampaign, submitCampaign } from '../campaigns/build.ts';
import { longDistance } from '../campaigns/campaigns.example.ts';
import { freezeCampaign } from '../campaigns/freeze.ts';
import { campaignLeavers, campaignManifest } from '../campaigns/manifest.ts';
import { releaseCampaign } from '../campaigns/release.ts';
import { adoptCampaign, reviewCampaign } from '../campaigns/review.ts';
import { receive } from './receive.ts';
import { base64, type ReturnScene, reply, returnScene } from './returns.example.ts';

let scene: ReturnScene;

beforeAll(async () => {
  scene = await returnScene({ demo: true });
});
afterAll(() => scene.home.close());

test('a no by e-mail before the release keeps its customer off the list; one that comes during it makes him a leaver', async () => {
  const { prairie } = scene;
  const [early, late, silent] = [await scene.notified(), await scene.notified(), await scene.notified()];
  await prairie.at('2026-07-05T15:00:00Z');
  const sol = await prairie.person('Sol Reyes', 'supervisor', 'marketing');
  const { id: campaignId, contentHash } = await prairie.run(scene.mark, draftCampaign, {
    ...longDistance,
    cpni: ['services-subscribed'],
  });
  await prairie.run(scene.mark, submitCampaign, { campaignId });
  await prairie.run(sol, adoptCampaign, { campaignId });
  await prairie.run(sol, reviewCampaign, { campaignId, contentHash, verdict: 'approved', note: 'read' });
  await prairie.stream(scene.mark, freezeCampaign, { campaignId }, '');
  await prairie.run(scene.agnes, receive, { message: base64(reply(early, 'No')) });
  await prairie.stream(sol, releaseCampaign, { campaignId }, '');
  const manifest = await prairie.stream(scene.mark, campaignManifest, { campaignId, format: 'csv' }, '');
  expect([early, late, silent].map(({ customerId }) => manifest.includes(customerId))).toEqual([false, true, true]);
  await prairie.at('2026-07-05T16:00:00Z');
  // received while the list was with the mailer
  await prairie.run(scene.agnes, receive, { message: base64(reply(late, 'STOP')), receivedAt: '2026-07-05T15:40:00Z' });
  const { leavers } = await prairie.run(scene.mark, campaignLeavers, { campaignId, since: '2026-07-05T15:30:00Z' });
  expect(leavers).toMatchObject([{ customerId: late.customerId, why: 'refused' }]);
});
