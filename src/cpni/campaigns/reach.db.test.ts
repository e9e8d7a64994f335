import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementText, peopled } from '../../../test/campaigning.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { acceptAgreement, enterAgreement } from '../third-parties/agreements.ts';
import { clauseDuties } from '../third-parties/clauses.ts';
import { endParty, registerParty } from '../third-parties/register.ts';
import { draftCampaign, editCampaign, importCampaign, submitCampaign } from './build.ts';
import { longDistance as content } from './campaigns.example.ts';
import { freezeCampaign } from './freeze.ts';
import { campaignPeople } from './people.ts';
import { approachExample as asked, reachCampaign } from './reach.ts';
import { releaseCampaign } from './release.ts';
import { adoptCampaign, reviewCampaign } from './review.ts';

let home: TestHouse;
let prairie: TestCarrier;
let mara: Staff;
let carla: Staff;
let sol: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  mara = await prairie.person('Mara Quill', 'marketing');
  carla = await prairie.person('Carla Voss', 'compliance');
  sol = await prairie.person('Sol Reyes', 'supervisor');
  await prairie.at('2026-01-05T15:00:00Z');
  await peopled(prairie, { subscribed: 4, told: 3, agreed: 2, untold: 5 });
});
afterAll(() => home.close());

const entered = (partyId: string, onward: 'with' | 'without') =>
  prairie.run(carla, enterAgreement, {
    ...{ partyId, kind: 'confidentiality', title: 'Mailing 2026', text: agreementText(onward) },
    ...{ signedOn: '2026-01-05', fromDay: '2026-01-05', untilDay: null },
  });

describe('the reach of a campaign that is being written', () => {
  it('tells whom it matches by basis with its paragraph, and until when the last must wait', async () => {
    const waiting = await prairie.run(mara, reachCampaign, asked);
    expect(waiting).toMatchObject({ matched: 14, included: 6, excluded: 8, says: [] });
    expect(waiting.basis).toEqual([
      { word: 'no-approval-needed', count: 4, cites: ['47 CFR 64.2005(a)'], until: null },
      { word: 'opt-in', count: 2, cites: ['47 CFR 64.2007(b)'], until: null },
    ]);
    expect(waiting.leftOut).toMatchObject([
      { word: 'notice', count: 5, until: null },
      { word: 'waiting-period', count: 3, cites: ['47 CFR 64.2008(d)(1)'], until: '2026-02-08' },
    ]);
    await prairie.at('2026-03-02T15:00:00Z');
    expect(await prairie.run(mara, reachCampaign, asked)).toMatchObject({ included: 9, excluded: 5 });
    const spanish = { ...asked, audience: { language: 'es' as const, subscribes: [] } };
    expect(await prairie.run(mara, reachCampaign, spanish)).toMatchObject({ matched: 7 });
    const takers = { ...asked, audience: { language: null, subscribes: ['interexchange' as const] } };
    expect(await prairie.run(mara, reachCampaign, takers)).toMatchObject({ matched: 4, included: 4 });
  });

  it('tells what a contractor costs: an express yes of everyone, and an agreement that holds its clauses', async () => {
    const party = { name: 'Acme Mail', kind: 'independent-contractor', contact: '', worksFor: null } as const;
    const { id: partyId } = await prairie.run(carla, registerParty, { ...party, fromDay: '2026-01-05' });
    const by = { ...asked, recipient: party.kind, partyId };
    const yes = 'Opt-in needed for everyone: 2 remain.';
    const none = 'No accepted agreement with Acme Mail is in force.';
    expect((await prairie.run(mara, reachCampaign, by)).says).toEqual([yes, none]);
    await entered(partyId, 'without');
    const lacks = `The one entered lacks: ${clauseDuties.noOnward}.`;
    expect((await prairie.run(mara, reachCampaign, by)).says).toEqual([yes, none, lacks]);
    // what he says of the agreement himself counts for nothing
    expect((await prairie.run(mara, reachCampaign, { ...by, agreement: true })).says).toEqual([yes, none, lacks]);
    const { id: agreementId, textHash } = await entered(partyId, 'with');
    await prairie.run(sol, acceptAgreement, { agreementId, textHash });
    expect((await prairie.run(mara, reachCampaign, by)).says).toEqual([yes]);
    const drafted = await prairie.run(mara, draftCampaign, { ...content, recipient: party.kind, partyId });
    expect(drafted).toMatchObject({ partyId, recipientName: 'Acme Mail', agreement: true });
    await expect(prairie.run(mara, draftCampaign, { ...content, partyId })).rejects.toMatchObject({
      type: 'invalid-input',
      facts: { detail: "'recipient' is not what Acme Mail is registered as." },
    });
  });

  it('rests a list on the agreement of its sender, names it as evidence, and makes none for a sender whose dealings ended', async () => {
    const party = { name: 'Boone Mail', kind: 'independent-contractor', contact: '', worksFor: null } as const;
    const { id: partyId } = await prairie.run(carla, registerParty, { ...party, fromDay: '2026-01-05' });
    const { id: agreementId, textHash } = await entered(partyId, 'with');
    await prairie.run(sol, acceptAgreement, { agreementId, textHash });
    const campaigns: string[] = [];
    for (const name of ['First', 'Second']) {
      const given = { ...content, name, recipient: party.kind, partyId };
      const { id: campaignId, contentHash } = await prairie.run(mara, draftCampaign, given);
      await prairie.run(mara, submitCampaign, { campaignId });
      await prairie.run(sol, adoptCampaign, { campaignId });
      await prairie.run(sol, reviewCampaign, { campaignId, contentHash, verdict: 'approved', note: 'read' });
      campaigns.push(campaignId);
    }
    const [first = '', second = ''] = campaigns;
    await prairie.stream(mara, freezeCampaign, { campaignId: first }, '');
    const frozen = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('subject', '=', `campaign:${first}`).execute(),
    );
    const facts = frozen.map(({ body }) => JSON.parse(body)).find(({ kind }) => kind === 'campaign.frozen')?.facts;
    expect(facts).toMatchObject({ agreementId });
    await prairie.run(carla, endParty, { partyId, untilDay: '2026-03-02' });
    await prairie.at('2026-03-03T15:00:00Z');
    const ended = {
      type: 'wrong-state',
      facts: {
        detail: 'Nothing leaves for the sender of this campaign: the dealings with Boone Mail ended on 2026-03-02.',
        cite: '47 USC 222(c)(1)',
      },
    };
    await expect(prairie.stream(mara, freezeCampaign, { campaignId: second }, '')).rejects.toMatchObject(ended);
    await expect(prairie.stream(sol, releaseCampaign, { campaignId: first }, '')).rejects.toMatchObject(ended);
    expect((await prairie.run(mara, reachCampaign, { ...asked, recipient: party.kind, partyId })).says).toContain(
      'The dealings with Boone Mail ended on 2026-03-02.',
    );
    const third = { ...content, name: 'Third', recipient: party.kind, partyId };
    const refused = {
      type: 'wrong-state',
      facts: { detail: 'Boone Mail sends nothing for us: the dealings with Boone Mail ended on 2026-03-02.' },
    };
    await expect(prairie.run(mara, draftCampaign, third)).rejects.toMatchObject(refused);
    await expect(prairie.run(mara, editCampaign, { ...third, campaignId: second })).rejects.toMatchObject(refused);
    // what ran while they lasted is recorded as it was
    const ran = { ...third, ranFrom: '2026-01-06', ranUntil: '2026-01-09' };
    expect(await prairie.run(mara, importCampaign, ran)).toMatchObject({
      recipientName: 'Boone Mail',
      agreement: true,
    });
  });

  it('takes no word of a carrier for an agreement: who sends under one stands in the register', async () => {
    const unnamed = {
      ...content,
      recipient: 'independent-contractor' as const,
      recipientName: 'Elm Mail',
      agreement: true,
    };
    const refused = { type: 'invalid-input', facts: { detail: expect.stringContaining("'partyId'") } };
    await expect(prairie.run(mara, draftCampaign, unnamed)).rejects.toMatchObject(refused);
    await expect(prairie.run(mara, draftCampaign, { ...unnamed, agreement: false })).rejects.toMatchObject(refused);
    await expect(prairie.run(mara, draftCampaign, { ...content, agreement: true })).resolves.toMatchObject({
      agreement: false,
    });
    const { id: campaignId, contentHash } = await prairie.run(mara, draftCampaign, { ...content, name: 'Old' });
    await expect(prairie.run(mara, editCampaign, { ...unnamed, campaignId })).rejects.toMatchObject(refused);
    await prairie.run(mara, submitCampaign, { campaignId });
    await prairie.run(sol, adoptCampaign, { campaignId });
    await prairie.run(sol, reviewCampaign, { campaignId, contentHash, verdict: 'approved', note: 'read' });
    // one that was approved before its sender had to be named
    await prairie.look((ctx) =>
      ctx.tx
        .updateTable('campaign')
        .set({ recipient: 'independent-contractor', recipientName: 'Elm Mail', agreement: true })
        .where('id', '=', campaignId)
        .execute(),
    );
    await expect(prairie.stream(mara, freezeCampaign, { campaignId }, '')).rejects.toMatchObject({
      type: 'wrong-state',
      facts: {
        detail: 'Nothing leaves for the sender of this campaign: it names no third party of the register.',
        cite: '47 CFR 64.2007(b)(2)',
      },
    });
    const lacking = await prairie.run(mara, reachCampaign, { ...asked, recipient: 'agent', agreement: true });
    expect(lacking.says).toContain('It names no third party of the register.');
  });

  it('asks no agreement of an affiliate, and takes a campaign that was run only with a sender of the register', async () => {
    const party = { name: 'Prairie Cable', kind: 'affiliate-communications', contact: '', worksFor: null } as const;
    const { id: partyId } = await prairie.run(carla, registerParty, { ...party, fromDay: '2026-01-05' });
    const by = { ...asked, recipient: party.kind, partyId };
    expect((await prairie.run(mara, reachCampaign, by)).says.join()).not.toContain('agreement');
    const ran = { ...content, ranFrom: '2026-01-06', ranUntil: '2026-01-09', recipient: party.kind };
    const unknown = { ...ran, partyId: carla.id };
    await expect(prairie.run(mara, importCampaign, unknown)).rejects.toMatchObject({ type: 'not-found' });
    const kind = { ...ran, recipient: 'agent' as const, partyId };
    await expect(prairie.run(mara, importCampaign, kind)).rejects.toMatchObject({ type: 'invalid-input' });
    expect(await prairie.run(mara, importCampaign, { ...ran, partyId })).toMatchObject({
      recipientName: 'Prairie Cable',
    });
  });

  it('opens the list behind each number of who is left out in pages, and who looked at whom is on record; who would be reached is in no list', async () => {
    const untold = { approach: asked, word: 'notice' as const, limit: 3 };
    const first = await prairie.run(mara, campaignPeople, untold);
    const rest = await prairie.run(mara, campaignPeople, { ...untold, cursor: first.next ?? '' });
    const accounts = [...first.items, ...rest.items].map(({ account }) => account);
    expect(accounts.toSorted()).toEqual(['C-10', 'C-11', 'C-12', 'C-13', 'C-9']);
    expect(rest.next).toBeNull();
    const entries = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('subject', '=', `carrier:${ctx.carrier.id}`).execute(),
    );
    const seen = entries.map(({ body }) => JSON.parse(body)).filter(({ kind }) => kind === 'campaign.people-shown');
    const ids = [first, rest].map(({ items }) => items.map(({ customerId }) => customerId));
    expect(seen.map(({ facts }) => facts)).toEqual([
      { approachHash: expect.stringMatching(/^[0-9a-f]{64}$/), word: 'notice', customers: ids[0] },
      { approachHash: seen[0].facts.approachHash, word: 'notice', customers: ids[1] },
    ]);
    for (const word of ['no-approval-needed', 'opt-out', 'opt-in'])
      expect(campaignPeople.takes.safeParse({ approach: asked, word }).success, word).toBe(false);
    // of a kept campaign its own approach is asked, whoever says otherwise
    const { id: campaignId } = await prairie.run(mara, draftCampaign, content);
    expect(campaignPeople.takes.safeParse({ campaignId, approach: asked, word: 'notice' }).success).toBe(false);
    expect((await prairie.run(mara, campaignPeople, { campaignId, word: 'notice' })).items).toHaveLength(5);
    const counsel = await prairie.person('Olga Brandt', 'counsel');
    const auditor = await prairie.person('Ada Lind', 'auditor');
    for (const outside of [counsel, auditor])
      await expect(prairie.run(outside, campaignPeople, untold)).rejects.toMatchObject({ type: 'not-allowed' });
    expect(await prairie.run(auditor, reachCampaign, asked)).toMatchObject({ matched: 14 });
  });
});
