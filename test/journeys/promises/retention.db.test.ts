import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { letterNotice, spokenNotice } from '../../../src/cpni/notices/examples/notices.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import {
  approvedCampaign,
  type Clerk,
  campaignContent,
  mailed,
  type Promiser,
  type Promising,
  promising,
  releasedCampaign,
} from '../../promising.ts';

let stage: Promising;
beforeAll(async () => {
  stage = await promising();
});
afterAll(() => stage.close());

/** Carla asks for a purge, Omar approves it, and it is carried out to its end. */
const purged = async ({ carla }: Promiser, omar: Clerk, kept: string) => {
  const { id: purgeId } = await carla.call('purges.ask', { class: kept, why: 'Kept its time' });
  const own = carla.call('purges.decide', { purgeId, verdict: 'approved' });
  await expect(own).rejects.toMatchObject({ type: 'same-person' });
  await omar.call('purges.decide', { purgeId, verdict: 'approved' });
  return vi.waitUntil(
    async () => {
      // open transactions of other test files keep the ledger, and so the purge, waiting for moments
      const purge = await carla.call('purges.run', { purgeId }).catch((error: unknown) => {
        if (error instanceof Problem && error.type === 'unavailable') return null;
        throw error;
      });
      return purge?.state === 'done' ? purge : null;
    },
    { timeout: 30_000, interval: 20 },
  );
};

/** A campaign of 2026 that went to one customer, released on 2 March. */
const campaigned = async (promiser: Promiser, mara: Clerk, sol: Clerk): Promise<string> => {
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  await promiser.at('2026-01-05T15:00:00Z');
  await mailed(promiser, mara, rosa, letterNotice);
  await promiser.at('2026-03-02T15:00:00Z');
  const campaignId = await approvedCampaign(mara, sol);
  await releasedCampaign(mara, sol, campaignId);
  return campaignId;
};

const marketers = async (promiser: Promiser): Promise<readonly [Clerk, Clerk]> => [
  await promiser.enters('Mara Quill', 'marketing'),
  await promiser.enters('Sol Reyes', 'supervisor'),
];

it('P15 records of approvals are kept at least a year: a yes of January 2026 is there in 2027, and nobody may purge it; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P15', line: 163 });
  const [mara] = await marketers(promiser);
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({
    status: 'untested',
    because: 'nothing of the kind is on record',
  });
  const notice = await mailed(promiser, mara, rosa, spokenNotice);
  await promiser.at('2026-01-09T15:00:00Z');
  const yes = { customerId: rosa, notice, method: 'written', proof: 'form' } as const;
  await promiser.carla.call('approvals.give', yes);
  expect(await promiser.judged(2027, '2027-01-04')).toMatchObject({ status: 'untested' });
  expect(await promiser.judged(2027, '2027-01-05')).toMatchObject({
    status: 'kept',
    counts: { records: 2 },
    samples: [`permission-event:${notice}`],
  });
  const asked = promiser.carla.call('purges.ask', { class: 'approvals', why: 'Yearly' });
  await expect(asked).rejects.toMatchObject({ type: 'wrong-state' });
  const shorter = promiser.carla.call('retention.keep', { class: 'approvals', months: 11 });
  await expect(shorter).rejects.toMatchObject({ type: 'invalid-input' });
  expect((await promiser.evidence('approval.given', `customer:${rosa}`)).facts).toMatchObject({ notice });
});

it('P21 a supervisory review process for outbound marketing, its records kept a year: nobody reviews his own, and the first year cannot know yet; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P21', line: 52 });
  const [mara, sol] = await marketers(promiser);
  const own = await sol.call('campaigns.draft', { ...campaignContent, name: 'My own' });
  await sol.call('campaigns.submit', { campaignId: own.id });
  const alone = { campaignId: own.id, contentHash: own.contentHash, verdict: 'approved', note: '' } as const;
  await expect(sol.call('campaigns.review', alone)).rejects.toMatchObject({
    type: 'same-person',
    facts: { cite: '47 CFR 64.2009(d)' },
  });
  expect(await promiser.judged(2026, '2026-01-04')).toMatchObject({ status: 'untested' });
  await campaigned(promiser, mara, sol);
  expect(await promiser.judged(2026, '2026-03-03')).toMatchObject({
    status: 'untested',
    because: expect.stringContaining('less than 365 days before'),
  });
  await promiser.at('2027-03-02T15:00:00Z');
  const second = await approvedCampaign(mara, sol);
  const { releaseId } = await releasedCampaign(mara, sol, second);
  const judged = await promiser.judged(2027, '2027-03-03');
  expect(judged).toMatchObject({ status: 'kept', counts: { releases: 1, wrong: 0 } });
  expect(judged.samples).toEqual([`release:${releaseId}`, `campaign:${own.id}`]);
  const { facts } = await promiser.evidence('campaign.approved', `campaign:${second}`);
  expect(facts).toMatchObject({ approverId: sol.id, requesterId: mara.id });
});

it('P22 campaigns are measured and tracked: what came of one is on record when it is closed, one closed unmeasured breaks this', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P22', line: 40 });
  const [mara, sol] = await marketers(promiser);
  await campaigned(promiser, mara, sol);
  await promiser.at('2027-03-02T15:00:00Z');
  const campaignId = await approvedCampaign(mara, sol);
  const figures = { campaignId, contacted: 1, reached: 1, responses: 1, sales: 0, complaints: 0, note: 'By mail.' };
  await expect(mara.call('campaigns.outcome', figures)).rejects.toMatchObject({ type: 'wrong-state' });
  await releasedCampaign(mara, sol, campaignId);
  expect(await promiser.judged(2027, '2027-03-03')).toMatchObject({
    status: 'untested',
    because: 'no campaign was measured or closed',
  });
  await mara.call('campaigns.outcome', figures);
  await mara.call('campaigns.close', { campaignId });
  const kept = await promiser.judged(2027, '2027-03-04');
  expect(kept).toMatchObject({ status: 'kept', counts: { campaigns: 1, wrong: 0 } });
  expect((await promiser.evidence('campaign.outcome', `campaign:${campaignId}`)).facts).toMatchObject({ responses: 1 });
  const second = await approvedCampaign(mara, sol);
  await releasedCampaign(mara, sol, second);
  await mara.call('campaigns.close', { campaignId: second });
  expect(await promiser.judged(2027, '2027-03-05')).toMatchObject({
    status: 'not kept',
    samples: [`campaign:${second}`],
  });
});

it('P23 a record of each campaign that used CPNI, kept a year: its list may go a year after it was closed and not a day before, its record stays; no act here breaks it', async () => {
  const promiser = await stage.adoptsLate({ seed: '000', promise: 'P23', line: 38 });
  const [mara, sol] = await marketers(promiser);
  const omar = await promiser.enters('Omar Diaz', 'officer');
  const nameless = mara.call('campaigns.draft', { ...campaignContent, description: '' });
  await expect(nameless).rejects.toMatchObject({ type: 'invalid-input' });
  const campaignId = await campaigned(promiser, mara, sol);
  await promiser.at('2026-03-10T15:00:00Z');
  await mara.call('campaigns.close', { campaignId });
  expect(await promiser.judged(2026, '2026-03-11')).toMatchObject({ status: 'untested' });
  await promiser.at('2027-03-09T15:00:00Z');
  const early = promiser.carla.call('purges.ask', { class: 'campaigns', why: 'Yearly' });
  await expect(early).rejects.toMatchObject({ type: 'wrong-state' });
  const next = await mara.call('campaigns.draft', { ...campaignContent, name: 'Spring again' });
  await promiser.at('2027-03-10T15:00:00Z');
  const purge = await purged(promiser, omar, 'campaigns');
  expect(purge).toMatchObject({ records: 1, oldestOn: '2026-03-10', asker: 'Carla Byrne', decider: 'Omar Diaz' });
  expect(await mara.call('campaigns.show', { campaignId })).toMatchObject({
    description: campaignContent.description,
    cpni: ['call-detail'],
    products: ['Flat Rate 500'],
  });
  expect(await promiser.judged(2027, '2027-03-11')).toMatchObject({
    status: 'kept',
    samples: [`campaign:${next.id}`, `campaign:${campaignId}`],
  });
  await promiser.evidence('campaign.released', `campaign:${campaignId}`);
  expect((await promiser.evidence('purge.done', `purge:${purge.id}`)).facts).toMatchObject({ class: 'campaigns' });
});

it('P51 breach records are kept at least two years: what happened may be forgotten two years after customers were told, not a day before, and dates and counts never; no act here breaks it', async () => {
  const promiser = await stage.adoptsLate({ seed: '000', promise: 'P51', line: 100 });
  const { carla } = promiser;
  const omar = await promiser.enters('Omar Diaz', 'officer');
  await promiser.at('2026-11-20T18:00:00Z');
  expect(await promiser.judged(2026, '2026-11-20')).toMatchObject({
    status: 'untested',
    because: expect.stringContaining('no breach was recorded'),
  });
  const known = { intentional: 'yes' as const, cpni: ['call-detail' as const], customers: 40 };
  const found = { discoveredAt: '2026-11-20T09:00:00-06:00', circumstances: 'A clerk sold call lists.' };
  const { id: breachId } = await carla.call('breaches.record', { ...known, ...found });
  await carla.call('breaches.determine', { breachId, determinedOn: '2026-11-20', ...known });
  const report = { reference: 'DOJ-1', urgentHarm: null, consulted: null };
  await promiser.at('2026-11-23T15:00:00Z');
  await carla.call('breaches.report', { breachId, reportedAt: '2026-11-23T08:00:00-06:00', ...report });
  await promiser.at('2026-12-09T15:00:00Z');
  await carla.call('breaches.customersNotified', { breachId, notifiedAt: '2026-12-09T08:00:00-06:00', customers: 40 });
  expect(await promiser.judged(2026, '2026-12-10')).toMatchObject({
    status: 'kept',
    counts: { recorded: 1, missing: 0, early: 0 },
  });
  await promiser.at('2028-12-08T15:00:00Z');
  const early = carla.call('purges.ask', { class: 'breaches', why: 'Two years' });
  await expect(early).rejects.toMatchObject({ type: 'wrong-state' });
  await promiser.at('2028-12-09T15:00:00Z');
  const purge = await purged(promiser, omar, 'breaches');
  expect(purge).toMatchObject({ records: 1, oldestOn: '2026-12-09' });
  const shown = await carla.call('breaches.show', { breachId });
  expect(JSON.stringify(shown)).not.toContain('clerk');
  expect(shown).toMatchObject({ cpni: ['call-detail'], customers: 40, reportReference: 'DOJ-1' });
  expect(await promiser.judged(2026, '2028-12-10')).toMatchObject({
    status: 'kept',
    samples: expect.arrayContaining([`breach:${breachId}`]),
  });
  await promiser.evidence('breach.recorded', `breach:${breachId}`);
  expect((await promiser.evidence('purge.done', `purge:${purge.id}`)).facts).toMatchObject({ class: 'breaches' });
});
