import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peopled } from '../../../test/campaigning.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { refuseUse } from '../approvals/choose.ts';
import { draftCampaign, editCampaign, submitCampaign } from './build.ts';
import { campaignRecord } from './campaign-record.ts';
import { longDistance as content } from './campaigns.example.ts';
import { freezeCampaign } from './freeze.ts';
import { closeCampaign } from './outcomes.ts';
import { releaseCampaign } from './release.ts';
import { adoptCampaign, reviewCampaign } from './review.ts';
import { reviewPapers } from './review-papers.ts';
import { campaignSamples } from './samples.ts';

let home: TestHouse;
let prairie: TestCarrier;
let mara: Staff;
let sol: Staff;
let ids: string[];

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  mara = await prairie.person('Mara Quill', 'marketing');
  sol = await prairie.person('Sol Reyes', 'supervisor');
  await prairie.at('2026-01-05T15:00:00Z');
  ids = await peopled(prairie, { subscribed: 4, told: 3, agreed: 2, untold: 5 });
  await prairie.at('2026-03-02T15:00:00Z');
});
afterAll(() => home.close());

const approve = async (campaignId: string): Promise<void> => {
  const { contentHash } = await prairie.run(mara, submitCampaign, { campaignId });
  await prairie.run(sol, adoptCampaign, { campaignId });
  await prairie.run(sol, reviewCampaign, { campaignId, contentHash, verdict: 'approved', note: 'Read.' });
};

describe('what a reviewer looks at', () => {
  it('sets a campaign beside the one approved last, and tells which change took its approval away', async () => {
    const { id: campaignId } = await prairie.run(mara, draftCampaign, content);
    const first = await prairie.run(sol, reviewPapers, { campaignId });
    expect(first).toMatchObject({ lastApproved: null, differs: [], fellAway: null, reviews: [] });
    await approve(campaignId);
    expect(await prairie.run(sol, reviewPapers, { campaignId })).toMatchObject({ fellAway: null });
    await prairie.run(mara, editCampaign, { campaignId, ...content, script: 'Dear customer, 600 minutes for $9.' });
    expect(await prairie.run(sol, reviewPapers, { campaignId })).toMatchObject({
      lastApproved: { campaignId, by: 'Sol Reyes', content: { script: content.script } },
      differs: ['script'],
      fellAway: { by: 'Sol Reyes', changed: ['script'] },
      reviews: [{ verdict: 'approved', note: 'Read.', by: 'Sol Reyes' }],
    });
    const autumn = { ...content, name: 'Autumn', products: ['Flat Rate 900'] };
    const { id: next } = await prairie.run(mara, draftCampaign, autumn);
    expect(await prairie.run(sol, reviewPapers, { campaignId: next })).toMatchObject({
      lastApproved: { campaignId, name: content.name },
      differs: ['name', 'products'],
      fellAway: null,
    });
  });

  it('keeps of a review no promise that the reviewer was not shown', async () => {
    const { id: campaignId } = await prairie.run(mara, draftCampaign, { ...content, name: 'Promises' });
    const { contentHash } = await prairie.run(mara, submitCampaign, { campaignId });
    const asked = { campaignId, contentHash, verdict: 'change-asked', note: 'Read.' } as const;
    await expect(prairie.run(sol, reviewCampaign, { ...asked, promises: [campaignId] })).rejects.toMatchObject({
      type: 'invalid-input',
      facts: { detail: expect.stringContaining("'promises'") },
    });
  });

  it('draws people at random with their basis for whoever may see them, and keeps on record whom and by which seed', async () => {
    const { id: campaignId } = await prairie.run(mara, draftCampaign, content);
    const drawn = await prairie.run(sol, campaignSamples, { campaignId });
    expect([drawn.included.length, drawn.excluded.length]).toEqual([5, 5]);
    expect(new Set(drawn.excluded.map(({ word, cites }) => `${word} ${cites}`))).toEqual(
      new Set(['notice 47 CFR 64.2008(a)(1)']),
    );
    const entries = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('subject', '=', `campaign:${campaignId}`).execute(),
    );
    const seen = entries.map(({ body }) => JSON.parse(body)).find(({ kind }) => kind === 'campaign.sample-shown');
    expect(seen.facts).toMatchObject({
      seed: drawn.seed,
      included: drawn.included.map(({ customerId }) => customerId),
    });
    for (const role of ['counsel', 'auditor', 'marketing', 'officer'] as const) {
      const other = await prairie.person(`A ${role}`, role);
      await expect(prairie.run(other, campaignSamples, { campaignId })).rejects.toMatchObject({ type: 'not-allowed' });
    }
  });

  it('is told after the release who left and why, and until when the lists are kept', async () => {
    const { id: campaignId } = await prairie.run(mara, draftCampaign, { ...content, name: 'Told whole' });
    await approve(campaignId);
    await prairie.stream(mara, freezeCampaign, { campaignId }, '');
    const agnes = await prairie.person('Agnes Webb', 'agent');
    const no = (n: number) =>
      prairie.run(agnes, refuseUse, { customerId: ids[n] ?? '', method: 'agent', covers: null });
    await no(4);
    await no(5);
    await prairie.at('2026-03-02T16:00:00Z');
    await prairie.stream(sol, releaseCampaign, { campaignId, validHours: 2 }, '');
    const { releases, audiences, keptUntil } = await prairie.run(mara, campaignRecord, { campaignId });
    expect(audiences).toMatchObject([{ included: 9, excluded: 5 }]);
    expect(audiences[0]?.counts).toContainEqual({ word: 'no-approval-needed', count: 4 });
    expect(releases).toMatchObject([
      { included: 7, leavers: 2, left: [{ word: 'refused', count: 2 }], after: 0, valid: true, by: 'Sol Reyes' },
    ]);
    expect(keptUntil).toBeNull();
    await prairie.at('2026-03-03T15:00:00Z');
    await prairie.run(mara, closeCampaign, { campaignId });
    expect(await prairie.run(mara, campaignRecord, { campaignId })).toMatchObject({
      state: 'closed',
      keptUntil: '2027-03-03',
      releases: [{ valid: false }],
    });
  });
});
