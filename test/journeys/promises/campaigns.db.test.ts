import { afterAll, beforeAll, expect, it } from 'vitest';
import { formalNotice, letterNotice } from '../../../src/cpni/notices/examples/notices.ts';
import type { OutputOf } from '../../../src/interfaces/client/types.ts';
import {
  approvedCampaign,
  approvedNotice,
  type Clerk,
  campaignContent,
  lastLine,
  mailedVersion,
  offer,
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

type Cast = { readonly promiser: Promiser; readonly mara: Clerk; readonly sol: Clerk; readonly agnes: Clerk };

const cast = async (line: number, promise: string, seed: '000' | '004' = '000'): Promise<Cast> => {
  const promiser = await stage.adopts({ seed, promise, line });
  const mara = await promiser.enters('Mara Quill', 'marketing');
  const sol = await promiser.enters('Sol Reyes', 'supervisor');
  return { promiser, mara, sol, agnes: await promiser.enters('Agnes Ortiz', 'agent') };
};

/** Customers of the VoIP service who each got a letter on 5 January; silence counts from 23 February. */
const written = async ({ promiser, mara }: Cast, ...accounts: string[]): Promise<string[]> => {
  const ids: string[] = [];
  await promiser.at('2026-01-05T15:00:00Z');
  const versionId = await approvedNotice(promiser, mara, letterNotice);
  for (const account of accounts) {
    const customerId = await promiser.customer(account, 'interconnected-voip');
    await mailedVersion(mara, customerId, versionId, await promiser.now());
    ids.push(customerId);
  }
  return ids;
};

const submitted = async ({ mara }: Cast): Promise<OutputOf<'campaigns.submit'>> => {
  const { id: campaignId } = await mara.call('campaigns.draft', campaignContent);
  return mara.call('campaigns.submit', { campaignId });
};

const approve = ({ sol }: Cast, { id: campaignId, contentHash }: OutputOf<'campaigns.submit'>) =>
  sol.call('campaigns.review', { campaignId, contentHash, verdict: 'approved', note: 'Read.' });

it('P1 CPNI is used now and then for lawful marketing: a campaign stands in the register with the CPNI it used, and its list was asked about; no act here breaks it', async () => {
  const all = await cast(38, 'P1');
  const { promiser, mara } = all;
  const [rosa = ''] = await written(all, '1001');
  expect(await promiser.judged(2026, '2026-02-28')).toMatchObject({ status: 'untested' });
  await expect(mara.call('campaigns.draft', { ...campaignContent, cpni: [] })).rejects.toMatchObject({
    type: 'invalid-input',
  });
  const campaignId = await approvedCampaign(mara, all.sol);
  expect(await promiser.judged(2026, '2026-03-01')).toMatchObject({
    status: 'untested',
    because: 'no use was decided in the period',
  });
  const { decisionId, ...answer } = await mara.call('decisions.ask', { customerId: rosa, use: offer });
  expect(answer).toMatchObject({ allowed: true, basis: 'opt-out', cite: '47 CFR 64.2007(b)' });
  const judged = await promiser.judged(2026, '2026-03-02');
  expect(judged).toMatchObject({ status: 'kept', counts: { campaigns: 1, decisions: 1, wrong: 0 } });
  expect(judged.samples).toEqual([`decision:${decisionId}`, `campaign:${campaignId}`]);
  await promiser.evidence('campaign.drafted', `campaign:${campaignId}`);
  expect((await promiser.evidence('decision', `customer:${rosa}`)).facts).toMatchObject({ decisionId });
});

it('P2 CPNI is not used in marketing at all: every offer is refused while this stands, even what the rule would permit; one offer after it was given up breaks it', async () => {
  const all = await cast(74, 'P2', '004');
  const { promiser, mara } = all;
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  const own = { ...offer, offer: { kind: 'communications-related', category: 'interconnected-voip' } } as const;
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({ status: 'untested' });
  const refused = await mara.call('decisions.ask', { customerId: rosa, use: own });
  expect(refused).toMatchObject({ allowed: false, missing: ['promise'], cite: '47 CFR 64.2005(a)' });
  const campaignId = await approvedCampaign(mara, all.sol);
  expect(await mara.call('campaigns.screen', { campaignId })).toMatchObject({ included: 0, excluded: 1 });
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({
    status: 'kept',
    samples: [`decision:${refused.decisionId}`],
  });
  expect((await promiser.evidence('decision', `customer:${rosa}`)).facts).toMatchObject({ missing: ['promise'] });

  await promiser.breaksItsWord('no-cpni-marketing');
  await promiser.at('2026-01-06T15:00:00Z');
  const offered = await mara.call('decisions.ask', { customerId: rosa, use: own });
  expect(offered).toMatchObject({ allowed: true, cite: '47 CFR 64.2005(a)' });
  expect(await promiser.judged(2026, '2026-01-07')).toMatchObject({
    status: 'not kept',
    samples: [`decision:${offered.decisionId}`],
  });
});

it('P18 who opted out is filtered before marketing: out of the list, out between list and release, and a mailer that wrote to a leaver breaks this', async () => {
  const all = await cast(40, 'P18');
  const { promiser, mara, agnes } = all;
  const [, leo = '', ines = '', theo = ''] = await written(all, '1001', '1002', '1003', '1004');
  const no = (customerId: string) => agnes.call('approvals.refuse', { customerId, method: 'phone', covers: null });
  await promiser.at('2026-03-02T15:00:00Z');
  await no(leo);
  const campaignId = await approvedCampaign(mara, all.sol);
  expect(await promiser.judged(2026, '2026-03-03')).toMatchObject({
    status: 'untested',
    because: 'no list was released',
  });
  const frozen = lastLine(await mara.stream('campaigns.freeze', { campaignId }, null));
  expect(frozen).toMatchObject({ included: 3, excluded: 1 });
  const { items } = await mara.call('campaigns.people', { campaignId, word: 'refused' });
  expect(items.map(({ customerId }) => customerId)).toEqual([leo]);
  await no(ines);
  await promiser.at('2026-03-03T17:00:00Z');
  const released = lastLine(await all.sol.stream('campaigns.release', { campaignId }, null));
  expect(released).toMatchObject({ included: 2, leavers: 1 });
  expect(await mara.stream('campaigns.manifest', { campaignId, format: 'csv' }, null)).not.toContain(leo);
  expect(await promiser.judged(2026, '2026-03-04')).toMatchObject({
    status: 'kept',
    samples: [`release:${released.releaseId}`],
  });
  const { facts } = await promiser.evidence('campaign.released', `campaign:${campaignId}`);
  expect(facts).toMatchObject({ included: 2, leavers: 1, manifestHash: released.manifestHash });
  await promiser.evidence('approval.refused', `customer:${leo}`);

  await no(theo);
  await promiser.at('2026-03-04T17:00:00Z');
  const { leavers, until } = await mara.call('campaigns.leavers', { campaignId });
  expect(leavers).toMatchObject([{ customerId: ines }, { customerId: theo, why: 'refused' }]);
  const manifestHash = String(released.manifestHash);
  const deaf = { campaignId, manifestHash, leaversAppliedUntil: until, sent: 2, suppressed: 0 };
  await mara.call('campaigns.mailed', deaf);
  expect(await promiser.judged(2026, '2026-03-05')).toMatchObject({
    status: 'not kept',
    samples: [`release:${released.releaseId}`],
  });
});

it('P19 senior staff specify the lists and the manner: nothing is approved that no supervisor adopted by name, and a campaign run elsewhere leaves this untested; no act here breaks it', async () => {
  const all = await cast(40, 'P19');
  const { promiser, mara, sol } = all;
  await written(all, '1001');
  await promiser.at('2026-03-02T15:00:00Z');
  const campaign = await submitted(all);
  await expect(approve(all, campaign)).rejects.toMatchObject({ type: 'wrong-state' });
  await expect(mara.call('campaigns.adopt', { campaignId: campaign.id })).rejects.toMatchObject({
    type: 'not-allowed',
  });
  await sol.call('campaigns.adopt', { campaignId: campaign.id });
  expect(await approve(all, campaign)).toMatchObject({ listBy: sol.id, mannerBy: sol.id, approvedBy: 'Sol Reyes' });
  expect(await promiser.judged(2026, '2026-03-03')).toMatchObject({ status: 'untested' });
  const { releaseId } = await releasedCampaign(mara, sol, campaign.id);
  expect(await promiser.judged(2026, '2026-03-04')).toMatchObject({
    status: 'kept',
    samples: [`release:${releaseId}`],
  });
  const { facts } = await promiser.evidence('campaign.adopted', `campaign:${campaign.id}`);
  expect(facts).toMatchObject({ supervisor: sol.id, contentHash: campaign.contentHash });
  const ran = { ranFrom: '2026-02-01', ranUntil: '2026-02-10' };
  const elsewhere = await mara.call('campaigns.import', { ...campaignContent, name: 'Winter, by the agency', ...ran });
  expect(await promiser.judged(2026, '2026-03-05')).toMatchObject({
    status: 'untested',
    samples: [`campaign:${elsewhere.id}`],
  });
});

it('P20 outbound requests for approval need a supervisor before: never one’s own, and a notice that went out without is found', async () => {
  const all = await cast(52, 'P20');
  const { promiser, mara, sol } = all;
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  await promiser.at('2026-01-05T15:00:00Z');
  const versionId = await approvedNotice(promiser, mara, letterNotice);
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({
    status: 'untested',
    because: 'no notice went out',
  });
  const proposal = { noticeVersionId: versionId, channel: 'mail', script: 'Please read the enclosed notice.' } as const;
  const own = await sol.call('solicitations.propose', proposal);
  const verdict = { verdict: 'approved', note: 'Read.' } as const;
  const alone = sol.call('solicitations.decide', { solicitationId: own.id, contentHash: own.contentHash, ...verdict });
  await expect(alone).rejects.toMatchObject({ type: 'same-person', facts: { cite: '47 CFR 64.2009(d)' } });
  const { id: solicitationId, contentHash } = await mara.call('solicitations.propose', proposal);
  const early = promiser.carla.call('sendings.prepare', { groupId: versionId, solicitationId, accounts: null });
  await expect(early).rejects.toMatchObject({ type: 'wrong-state', facts: { cite: '47 CFR 64.2009(d)' } });
  await sol.call('solicitations.decide', { solicitationId, contentHash, ...verdict });
  await mailedVersion(mara, rosa, versionId, await promiser.now());
  expect(await promiser.judged(2026, '2026-01-07')).toMatchObject({ status: 'kept', samples: [`notice:${versionId}`] });
  const { facts } = await promiser.evidence('solicitation.approved', `solicitation:${solicitationId}`);
  expect(facts).toMatchObject({ contentHash });

  const unasked = await approvedNotice(promiser, mara, { ...formalNotice, methods: ['email'] });
  const sent = { customerId: rosa, versionId: unasked, method: 'email', sent: await promiser.now() } as const;
  await mara.call('deliveries.record', sent);
  expect(await promiser.judged(2026, '2026-01-08')).toMatchObject({
    status: 'not kept',
    samples: [`notice:${unasked}`],
  });
});
