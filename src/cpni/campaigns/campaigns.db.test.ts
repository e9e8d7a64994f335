import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { listTasks } from '../../carriers/tasks/list.ts';
import { appendEvents } from '../approvals/append.ts';
import { refuseUse } from '../approvals/choose.ts';
import { noticeEvent } from '../approvals/events.ts';
import { draftCampaign, editCampaign, submitCampaign } from './build.ts';
import { longDistance as content } from './campaigns.example.ts';
import { freezeCampaign } from './freeze.ts';
import { acknowledgeManifest, campaignLeavers, campaignManifest } from './manifest.ts';
import { campaignPeople } from './people.ts';
import { releaseCampaign } from './release.ts';
import { adoptCampaign, reviewCampaign } from './review.ts';
import { screenCampaign } from './screen.ts';

let home: TestHouse;
let prairie: TestCarrier;
let mara: Staff;
let sol: Staff;
let other: Staff;
const ids: string[] = [];

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  mara = await prairie.person('Mara Quill', 'marketing');
  sol = await prairie.person('Sol Reyes', 'supervisor', 'marketing');
  other = await prairie.person('Uma Voss', 'supervisor');
  await prairie.at('2026-01-05T15:00:00Z');
  await prairie.look(async (ctx) => {
    for (let n = 0; n < 30; n += 1) {
      const id = ctx.id();
      ids.push(id);
      // ten take long distance already, ten were sent a notice, ten know of nothing
      await ctx.tx
        .insertInto('customer')
        .values({
          id,
          account: `C-${n}`,
          name: `Customer ${n}`,
          language: 'en',
          subscribes: n < 10 ? 10 : 8,
          since: null,
          leftAt: null,
          salt: ctx.salt(),
        })
        .execute();
      if (n >= 10 && n < 20)
        await appendEvents(ctx, [
          noticeEvent({
            contactId: null,
            id: ctx.id(),
            customerId: id,
            at: ctx.at,
            approval: 'opt-out',
            method: 'mail',
            waitDays: 30,
            covers: { cpni: ['call-detail'], recipients: ['self'], purposes: ['market'] },
            channels: [],
          }),
        ]);
    }
  });
  await prairie.at('2026-03-02T15:00:00Z');
});
afterAll(() => home.close());

const approved = async (author: Staff): Promise<string> => {
  const campaign = await prairie.run(author, draftCampaign, content);
  await prairie.run(author, submitCampaign, { campaignId: campaign.id });
  await prairie.run(sol, adoptCampaign, { campaignId: campaign.id });
  await prairie.run(sol, reviewCampaign, {
    campaignId: campaign.id,
    contentHash: campaign.contentHash,
    verdict: 'approved',
    note: 'read',
  });
  return campaign.id;
};

describe('a campaign', () => {
  it('waits for its review as a task of the supervisor, which the verdict ends, or a change before it', async () => {
    const campaign = await prairie.run(mara, draftCampaign, content);
    const campaignId = campaign.id;
    const subject = `campaign:${campaignId}`;
    await prairie.run(mara, submitCampaign, { campaignId });
    const waiting = await prairie.run(sol, listTasks, { whose: 'mine', subject });
    expect(waiting.items).toMatchObject([{ kind: 'campaign-submitted', role: 'supervisor' }]);
    const { contentHash } = await prairie.run(mara, editCampaign, { ...content, campaignId, script: 'Other words.' });
    const changed = await prairie.run(sol, listTasks, { state: 'closed', subject });
    expect(changed.items).toMatchObject([{ outcome: 'not-needed', closer: 'Mara Quill' }]);
    await prairie.run(mara, submitCampaign, { campaignId });
    const verdict = { campaignId, contentHash, verdict: 'rejected', note: 'Not now.' } as const;
    await prairie.run(sol, reviewCampaign, verdict);
    expect((await prairie.run(sol, listTasks, { subject })).items).toEqual([]);
  });

  it('is never approved by the one who asked, and an edit voids its approval', async () => {
    const own = await prairie.run(sol, draftCampaign, content);
    await prairie.run(sol, submitCampaign, { campaignId: own.id });
    const review = { campaignId: own.id, contentHash: own.contentHash, verdict: 'approved' as const, note: '' };
    await expect(prairie.run(sol, reviewCampaign, review)).rejects.toMatchObject({ type: 'same-person' });
    expect(await prairie.run(other, reviewCampaign, review)).toMatchObject({
      state: 'approved',
      approvedBy: 'Uma Voss',
    });
    const edited = await prairie.run(sol, editCampaign, { campaignId: own.id, ...content, script: 'Another script' });
    expect(edited).toMatchObject({ state: 'draft', approvedBy: null });
    await expect(prairie.stream(sol, freezeCampaign, { campaignId: own.id }, '')).rejects.toMatchObject({
      type: 'wrong-state',
    });
  });

  it('holds the same two persons apart in the database', async () => {
    const campaignId = await approved(mara);
    const row = {
      campaignId,
      contentHash: 'x',
      verdict: 'approved' as const,
      note: '',
      requesterId: sol.id ?? '',
      approverId: sol.id ?? '',
      approverName: 'Sol',
      at: 1,
    };
    await expect(
      prairie.look((ctx) =>
        ctx.tx
          .insertInto('campaignReview')
          .values({ id: ctx.id(), ...row })
          .execute(),
      ),
    ).rejects.toThrow(/check constraint/);
  });

  it('says who is left out and why, freezes, lets people leave before release, and nobody enter', async () => {
    const campaignId = await approved(mara);
    const screened = await prairie.run(mara, screenCampaign, { campaignId });
    expect(screened).toMatchObject({
      included: 20,
      excluded: 10,
      includedBy: { 'no-approval-needed': 10, 'opt-out': 10 },
      excludedBy: { notice: 10 },
    });
    const untold = { campaignId, word: 'notice' as const, limit: 6 };
    const first = await prairie.run(mara, campaignPeople, untold);
    const rest = await prairie.run(mara, campaignPeople, { ...untold, cursor: first.next ?? '' });
    expect([first.items.length, rest.items.length, rest.next]).toEqual([6, 4, null]);
    expect(new Set([...first.items, ...rest.items].map(({ customerId }) => customerId)).size).toBe(10);
    expect((await prairie.run(mara, campaignPeople, { campaignId, word: 'refused' })).items).toEqual([]);
    const frozen = JSON.parse(
      (await prairie.stream(mara, freezeCampaign, { campaignId }, '')).trim().split('\n').at(-1) ?? '',
    );
    expect(frozen).toMatchObject({ included: 20, excluded: 10 });
    expect(frozen.root).toMatch(/^[0-9a-f]{64}$/);
    await prairie.run(mara, refuseUse, { customerId: ids[12] ?? '', method: 'mail', covers: null }).catch(async () => {
      const agent = await prairie.person('Agnes Webb', 'agent');
      await prairie.run(agent, refuseUse, { customerId: ids[12] ?? '', method: 'mail', covers: null });
    });
    await expect(prairie.stream(mara, releaseCampaign, { campaignId }, '')).rejects.toMatchObject({
      type: 'not-allowed',
    });
    const released = JSON.parse(
      (await prairie.stream(sol, releaseCampaign, { campaignId }, '')).trim().split('\n').at(-1) ?? '',
    );
    expect(released).toMatchObject({ included: 19, leavers: 1 });
    const manifest = await prairie.stream(mara, campaignManifest, { campaignId, format: 'csv' }, '');
    expect(manifest.trim().split('\n')).toHaveLength(20);
    expect(manifest).not.toContain(ids[12]);
    const agent = await prairie.person('Agnes Two', 'agent');
    await prairie.at('2026-03-02T16:00:00Z');
    await prairie.run(agent, refuseUse, { customerId: ids[13] ?? '', method: 'mail', covers: null });
    const leavers = await prairie.run(mara, campaignLeavers, { campaignId, since: '2026-03-02T15:30:00Z' });
    expect(leavers.leavers).toMatchObject([{ customerId: ids[13], why: 'refused' }]);
    const receipt = {
      campaignId,
      manifestHash: released.manifestHash,
      leaversAppliedUntil: leavers.until,
      sent: 18,
      suppressed: 1,
    };
    await prairie.run(mara, acknowledgeManifest, receipt);
    await prairie.at('2026-03-04T16:00:00Z');
    await expect(prairie.stream(mara, campaignManifest, { campaignId }, '')).rejects.toMatchObject({
      type: 'wrong-state',
    });
  });
});
