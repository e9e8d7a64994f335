import { afterAll, beforeAll, expect, it } from 'vitest';
import { spokenNotice } from '../../../src/cpni/notices/examples/notices.ts';
import type { InputOf, OutputOf } from '../../../src/interfaces/client/types.ts';
import {
  bill,
  type Clerk,
  mailed,
  offer,
  type Promiser,
  type Promising,
  promising,
  type Stands,
} from '../../promising.ts';

type Kind = InputOf<'parties.register'>['kind'];

let stage: Promising;
beforeAll(async () => {
  stage = await promising();
});
afterAll(() => stage.close());

const contract = `Contractor shall use CPNI only for the purpose of marketing the services named in Annex A. Contractor shall not disclose
CPNI to any third party, unless compelled by law. Contractor shall maintain measures that keep CPNI confidential.`;

type Cast = {
  readonly promiser: Promiser;
  readonly mara: Clerk;
  readonly cole: Clerk;
  readonly agnes: Clerk;
  readonly rosa: string;
};

const cast = async (stands: Stands): Promise<Cast> => {
  const promiser = await stage.adopts(stands);
  const mara = await promiser.enters('Mara Quill', 'marketing');
  const cole = await promiser.enters('Cole Reed', 'counsel');
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  return { promiser, mara, cole, agnes, rosa: await promiser.customer('1001', 'interconnected-voip') };
};

const party = async ({ mara }: Cast, name: string, kind: Kind, worksFor: string | null): Promise<string> =>
  (await mara.call('parties.register', { name, kind, contact: '', worksFor, fromDay: '2026-01-02' })).id;

/** Carla enters the signed contract with a party, Cole accepts it. */
const agreed = async (
  { promiser, cole }: Cast,
  partyId: string,
  kind: 'agency' | 'confidentiality',
): Promise<string> => {
  const today = (await promiser.now()).slice(0, 10);
  const term = { signedOn: today, fromDay: today, untilDay: null };
  const entered = await promiser.carla.call('agreements.enter', {
    partyId,
    kind,
    title: 'Agreement',
    text: contract,
    ...term,
  });
  await cole.call('agreements.accept', { agreementId: entered.id, textHash: entered.textHash });
  return entered.id;
};

const acknowledges = async ({ promiser }: Cast, partyId: string, answersFor: string[]) =>
  promiser.carla.call('parties.acknowledge', {
    partyId,
    signedOn: (await promiser.now()).slice(0, 10),
    signerName: 'Bea Boone',
    writingHash: 'a'.repeat(64),
    answersFor,
  });

const marketing = { purpose: 'market', reason: 'Letters about long distance', offer: offer.offer } as const;
const billing = { purpose: 'bill', reason: 'Printing of the bills' } as const;

const opens = ({ mara }: Cast, partyId: string, what: typeof marketing | typeof billing) =>
  mara.call('disclosures.open', { partyId, ...what, cpni: what.purpose === 'bill' ? ['billing'] : ['call-detail'] });

/** Passes one customer's row; what came of it. */
const passes = async ({ mara, rosa }: Cast, { id: disclosureId }: OutputOf<'disclosures.open'>) => {
  const body = `${JSON.stringify({ customerId: rosa, row: { minutes: 7 } })}\n`;
  const text = await mara.stream('disclosures.pass', { disclosureId }, body);
  return JSON.parse(text.split('\n')[0] ?? '{}');
};

it('P4 CPNI goes to affiliates, vendors and agents only where the services already provided need it: to print a bill, not to sell; given up, the sale breaks it', async () => {
  const all = await cast({ seed: '001', promise: 'P4', line: 41 });
  const { promiser, rosa } = all;
  const printer = await party(all, 'Boone Print', 'agent', null);
  await agreed(all, printer, 'agency');
  await acknowledges(all, printer, []);
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({ status: 'untested' });
  expect(await passes(all, await opens(all, printer, billing))).toMatchObject({ allowed: true });
  const own = { ...marketing, offer: { kind: 'communications-related', category: 'interconnected-voip' } } as const;
  const sell = () => all.mara.call('disclosures.open', { partyId: printer, ...own, cpni: ['call-detail'] });
  expect(await passes(all, await sell())).toMatchObject({ allowed: false });
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({
    status: 'kept',
    counts: { decisions: 2, denied: 1, wrong: 0 },
  });
  const { facts } = await promiser.evidence('decision', `customer:${rosa}`);
  expect(facts).toMatchObject({ allowed: false, missing: ['promise'] });

  await promiser.breaksItsWord('no-sharing-beyond-service');
  await promiser.at('2026-01-07T15:00:00Z');
  expect(await passes(all, await sell())).toMatchObject({ allowed: true });
  expect(await promiser.judged(2026, '2026-01-08')).toMatchObject({ status: 'not kept', counts: { wrong: 1 } });
});

it('P34 sales agents hold CPNI under confidentiality terms and bind their sub-agents: without the paper nothing leaves, a sub-agent left out breaks it', async () => {
  const all = await cast({ seed: '000', promise: 'P34', line: 70 });
  const { promiser } = all;
  const boone = await party(all, 'Boone Sales', 'agent', null);
  const tried = await opens(all, boone, billing);
  expect(tried).toMatchObject({ state: 'stopped', stoppedWhy: expect.stringContaining('no accepted agreement') });
  const agreementId = await agreed(all, boone, 'agency');
  const north = await party(all, 'Boone North', 'agent', boone);
  expect((await acknowledges(all, boone, [])).leftOut).toEqual([{ id: north, name: 'Boone North' }]);
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({
    status: 'not kept',
    samples: [`third-party:${north}`],
  });
  await acknowledges(all, boone, [north]);
  const disclosure = await opens(all, boone, billing);
  expect(await passes(all, disclosure)).toMatchObject({ allowed: true });
  const judged = await promiser.judged(2026, '2026-01-06');
  expect(judged).toMatchObject({ status: 'kept', counts: { stopped: 1, owed: 0 } });
  expect(judged.samples).toContain(`agreement:${agreementId}`);
  await promiser.evidence('agreement.accepted', `agreement:${agreementId}`);
  await promiser.evidence('disclosure.opened', `disclosure:${disclosure.id}`);
  expect((await promiser.evidence('third-party.acknowledged', `third-party:${boone}`)).facts).toMatchObject({
    answersFor: [north],
  });
});

it('P35 outside agents certify that they use CPNI only for its purpose, each year anew: without it nothing leaves for them', async () => {
  const all = await cast({ seed: '001', promise: 'P35', line: 193 });
  const { promiser } = all;
  expect(await promiser.judged(2026, '2026-01-02')).toMatchObject({ status: 'untested' });
  const boone = await party(all, 'Boone Sales', 'agent', null);
  await agreed(all, boone, 'agency');
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({ status: 'not kept', counts: { owed: 1 } });
  const unsigned = { state: 'stopped', stoppedWhy: expect.stringContaining('signed nothing within twelve months') };
  expect(await opens(all, boone, billing)).toMatchObject(unsigned);
  await acknowledges(all, boone, []);
  expect(await passes(all, await opens(all, boone, billing))).toMatchObject({ allowed: true });
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({ status: 'kept', counts: { owed: 0 } });
  const { facts } = await promiser.evidence('third-party.acknowledged', `third-party:${boone}`);
  expect(facts).toMatchObject({ writingHash: 'a'.repeat(64), answersFor: [] });
  expect(await promiser.judged(2027, '2027-01-05')).toMatchObject({ status: 'kept' });
  expect(await opens(all, boone, billing)).toMatchObject({ state: 'running' });
  expect(await promiser.judged(2027, '2027-01-07')).toMatchObject({ status: 'not kept' });
  expect(await opens(all, boone, billing)).toMatchObject(unsigned);
});

it('P36 contractors sign a confidentiality agreement before access: one that lacks a clause is not accepted, and the day after its end nothing leaves; one that never signed its yearly writing breaks it', async () => {
  const all = await cast({ seed: '001', promise: 'P36', line: 185 });
  const { promiser, cole } = all;
  const acme = await party(all, 'Acme Mail', 'independent-contractor', null);
  const half = contract.replace('unless compelled by law', '').replace('shall not disclose', 'may disclose');
  const term = { signedOn: '2026-01-02', fromDay: '2026-01-02', untilDay: null };
  const paper = { partyId: acme, kind: 'confidentiality', title: 'Half', text: half, ...term } as const;
  const lame = await promiser.carla.call('agreements.enter', paper);
  const accepting = cole.call('agreements.accept', { agreementId: lame.id, textHash: lame.textHash });
  await expect(accepting).rejects.toMatchObject({ type: 'wrong-state', facts: { cite: '47 CFR 64.2007(b)(2)' } });
  expect(await opens(all, acme, billing)).toMatchObject({ state: 'stopped' });
  await acknowledges(all, acme, []);
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({ status: 'untested', counts: { stopped: 1 } });
  const agreementId = await agreed(all, acme, 'confidentiality');
  expect(await passes(all, await opens(all, acme, billing))).toMatchObject({ allowed: true });
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({
    status: 'kept',
    samples: expect.arrayContaining([`agreement:${agreementId}`]),
  });
  await promiser.evidence('agreement.accepted', `agreement:${agreementId}`);
  await cole.call('agreements.end', { agreementId, lastDay: '2026-01-06', reason: 'not renewed' });
  await promiser.at('2026-01-07T05:59:59Z');
  expect(await opens(all, acme, billing)).toMatchObject({ state: 'running' });
  await promiser.at('2026-01-07T06:00:00Z');
  expect(await opens(all, acme, billing)).toMatchObject({ state: 'stopped' });

  const beta = await party(all, 'Beta Mail', 'independent-contractor', null);
  await agreed(all, beta, 'confidentiality');
  expect(await promiser.judged(2026, '2026-01-08')).toMatchObject({
    status: 'not kept',
    samples: [`third-party:${beta}`],
  });
});

it('P37 opt-in before CPNI goes to contractors for marketing: silence gives nothing, a yes does; no act here breaks it', async () => {
  const all = await cast({ seed: '001', promise: 'P37', line: 189 });
  const { promiser, mara, agnes, rosa } = all;
  const acme = await party(all, 'Acme Mail Services', 'independent-contractor', null);
  await agreed(all, acme, 'confidentiality');
  await acknowledges(all, acme, []);
  await promiser.at('2026-01-05T15:00:00Z');
  const notice = await mailed(promiser, mara, rosa, spokenNotice);
  expect(await promiser.judged(2026, '2026-03-01')).toMatchObject({ status: 'untested' });
  expect(await passes(all, await opens(all, acme, marketing))).toMatchObject({
    allowed: false,
    cite: '47 CFR 64.2007(b)',
  });
  await agnes.call('approvals.give', { customerId: rosa, notice, method: 'written', proof: 'form' });
  // the same seed promises on line 41 to share for the customer's own service alone: no yes opens marketing by others
  await promiser.at('2026-03-02T15:00:00Z');
  expect(await passes(all, await opens(all, acme, marketing))).toMatchObject({ allowed: false });
  const { facts } = await promiser.evidence('decision', `customer:${rosa}`);
  expect(facts).toMatchObject({ missing: ['promise'], cite: '47 CFR 64.2007(b)' });
  await promiser.breaksItsWord('no-sharing-beyond-service');
  await promiser.at('2026-03-03T15:00:00Z');
  expect(await passes(all, await opens(all, acme, marketing))).toMatchObject({ allowed: true });
  // marketing only: this seed promises nothing of the printing of bills
  expect(await passes(all, await opens(all, acme, billing))).toMatchObject({ allowed: true });
  expect(await promiser.judged(2026, '2026-03-04')).toMatchObject({
    status: 'kept',
    counts: { decisions: 3, denied: 2, wrong: 0 },
  });
  expect((await promiser.evidence('approval.given', `customer:${rosa}`)).facts).toMatchObject({ notice });
});

it('P37 opt-in before CPNI goes to partners for any purpose, where the seed says so: even the printing of bills, which breaks it once the promise is given up', async () => {
  const all = await cast({ seed: '004', promise: 'P37', line: 97 });
  const { promiser, rosa } = all;
  const acme = await party(all, 'Acme Mail Services', 'independent-contractor', null);
  const agreementId = await agreed(all, acme, 'confidentiality');
  await acknowledges(all, acme, []);
  expect(await passes(all, await opens(all, acme, billing))).toMatchObject({ allowed: false });
  const before = await promiser.judged(2026, '2026-01-05');
  expect(before).toMatchObject({ status: 'untested', because: 'no partner was decided in the period' });
  await promiser.breaksItsWord('opt-in-for-partners');
  await promiser.at('2026-01-06T15:00:00Z');
  expect(await passes(all, await opens(all, acme, billing))).toMatchObject({ allowed: true });
  const { status, samples } = await promiser.judged(2026, '2026-01-07');
  expect(status).toBe('not kept');
  expect(samples).toEqual([expect.stringMatching(/^decision:/)]);
  const decisionId = String(samples[0]).slice('decision:'.length);
  const entry = await promiser.evidenceOf('decision', `customer:${rosa}`, decisionId);
  expect(entry.facts).toMatchObject({ allowed: true, basis: 'no-approval-needed' });
  await promiser.evidence('agreement.accepted', `agreement:${agreementId}`);
});

it('P38 written authorization before CPNI goes to a new carrier: a port needs none, an order by the portal is not enough, and counts as broken where it was', async () => {
  const all = await cast({ seed: '001', promise: 'P38', line: 197 });
  const { promiser, agnes, rosa } = all;
  const to = 'Lakes Telephone';
  const give = { ...bill, offer: null, recipient: 'new-carrier', to, purpose: 'customer-request' } as const;
  const asks = () => agnes.call('decisions.ask', { customerId: rosa, use: { ...give, cpni: ['services-subscribed'] } });
  const port = { ...bill, recipient: 'new-carrier', to, purpose: 'port' } as const;
  expect(await agnes.call('decisions.ask', { customerId: rosa, use: port })).toMatchObject({
    allowed: true,
    cite: '47 USC 222(c)(1)',
  });
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({ status: 'untested' });
  expect(await asks()).toMatchObject({ allowed: false, missing: ['order'], cite: '47 USC 222(c)(2)' });
  const order = { recipient: 'new-carrier', to, cpni: ['services-subscribed'], authenticated: true } as const;
  const orders = (customerId: string, method: 'portal' | 'signed') =>
    agnes.call('approvals.order', { customerId, ...order, cpni: ['services-subscribed'], method });
  await orders(rosa, 'portal');
  expect(await asks()).toMatchObject({ allowed: false, missing: ['promise'], cite: '47 USC 222(c)(2)' });
  await orders(rosa, 'signed');
  const { decisionId, ...answer } = await asks();
  expect(answer).toMatchObject({ allowed: true, basis: 'customer-request', how: 'give' });
  expect(await promiser.judged(2026, '2026-01-04')).toMatchObject({ status: 'kept', counts: { asked: 3, given: 1 } });
  await promiser.evidenceOf('disclosure.ordered', `customer:${rosa}`, 'signed');
  expect((await promiser.evidence('decision', `customer:${rosa}`)).facts).toMatchObject({ decisionId });

  await promiser.breaksItsWord('written-authorization-for-new-carrier');
  const leo = await promiser.customer('1002', 'interconnected-voip');
  await orders(leo, 'portal');
  await promiser.at('2026-01-05T15:00:00Z');
  const given = await agnes.call('decisions.ask', { customerId: leo, use: { ...give, cpni: ['services-subscribed'] } });
  expect(given).toMatchObject({ allowed: true, basis: 'customer-request' });
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({
    status: 'not kept',
    samples: [`decision:${given.decisionId}`],
  });
});

it('P39 CPNI is never sold: no notice can ask for it, not even totals go; once the promise is given up, totals that are sold break it', async () => {
  const all = await cast({ seed: '001', promise: 'P39', line: 201 });
  const { promiser, mara, rosa } = all;
  const content = { ...spokenNotice, purposes: ['market' as const, 'sell' as const] };
  const draft = await mara.call('notices.draft', content);
  const asking = promiser.carla.call('notices.approve', { versionId: draft.id, contentHash: draft.contentHash });
  await expect(asking).rejects.toMatchObject({
    type: 'notice-incomplete',
    facts: { cite: '47 CFR 64.2008(c)(2)', detail: expect.stringContaining('purposes:sell') },
  });
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({ status: 'untested' });
  const use = { ...bill, purpose: 'sell', recipient: 'third-party' } as const;
  const sells = (identifiable: 'individual' | 'aggregate') =>
    mara.call('decisions.ask', { customerId: rosa, use: { ...use, identifiable, cpni: ['usage'] } });
  expect(await sells('individual')).toMatchObject({
    allowed: false,
    missing: ['notice'],
    cite: '47 CFR 64.2008(a)(1)',
  });
  const totals = await sells('aggregate');
  expect(totals).toMatchObject({ allowed: false, missing: ['promise'], cite: '47 USC 222(c)(3)' });
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({
    status: 'kept',
    counts: { decisions: 2, denied: 2, wrong: 0 },
    samples: expect.arrayContaining([`decision:${totals.decisionId}`]),
  });
  expect((await promiser.evidence('decision', `customer:${rosa}`)).facts).toMatchObject({ missing: ['promise'] });
  await promiser.breaksItsWord('no-sale');
  await promiser.breaksItsWord('no-sharing-beyond-service');
  await promiser.at('2026-01-07T15:00:00Z');
  const sold = await sells('aggregate');
  expect(sold).toMatchObject({ allowed: true, cite: '47 USC 222(c)(3)' });
  expect(await promiser.judged(2026, '2026-01-08')).toMatchObject({
    status: 'not kept',
    samples: [`decision:${sold.decisionId}`],
  });
});
