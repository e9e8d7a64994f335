import { afterAll, beforeAll, expect, it } from 'vitest';
import { letterNotice } from '../../../src/cpni/notices/examples/notices.ts';
import type { InputOf } from '../../../src/interfaces/client/types.ts';
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

type Use = InputOf<'decisions.ask'>['use'];

let stage: Promising;
beforeAll(async () => {
  stage = await promising();
});
afterAll(() => stage.close());

const offering = (kind: NonNullable<Use['offer']>['kind']): Use => ({ ...offer, offer: { kind, category: null } });

const played = async (stands: Stands): Promise<{ promiser: Promiser; mara: Clerk; rosa: string }> => {
  const promiser = await stage.adopts(stands);
  const mara = await promiser.enters('Mara Quill', 'marketing');
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  // a bill is no such use: it shows nothing of the promise
  await mara.call('decisions.ask', { customerId: rosa, use: bill });
  return { promiser, mara, rosa };
};

/** Judged on 6 January: kept by this very decision. */
const keptBy = async (promiser: Promiser, decisionId: string): Promise<void> => {
  const judged = await promiser.judged(2026, '2026-01-06');
  expect(judged).toMatchObject({ status: 'kept', counts: { wrong: 0 } });
  expect(judged.samples).toContain(`decision:${decisionId}`);
};

it('P24 offers within the categories that a customer has need no approval: another category does, and a no stops both where that was promised; no act here breaks it', async () => {
  const { promiser, mara, rosa } = await played({ seed: '000', promise: 'P24', line: 44 });
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({
    status: 'untested',
    because: 'no own-category offer was decided in the period',
  });
  const use = { ...offer, offer: { kind: 'communications-related', category: 'interconnected-voip' } } as const;
  const { decisionId, ...answer } = await mara.call('decisions.ask', { customerId: rosa, use });
  expect(answer).toMatchObject({ allowed: true, basis: 'no-approval-needed', cite: '47 CFR 64.2005(a)' });
  const other = await mara.call('decisions.ask', { customerId: rosa, use: offer });
  expect(other).toMatchObject({ allowed: false, missing: ['notice'] });
  await keptBy(promiser, decisionId);
  const { facts } = await promiser.evidenceOf('decision', `customer:${rosa}`, decisionId);
  expect(facts).toMatchObject({ allowed: true, cite: '47 CFR 64.2005(a)' });
  // seed 000 filters whoever opted out from all marketing, line 40
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  await agnes.call('approvals.refuse', { customerId: rosa, method: 'phone', covers: null });
  await promiser.at('2026-01-07T15:00:00Z');
  expect(await mara.call('decisions.ask', { customerId: rosa, use })).toMatchObject({
    allowed: false,
    missing: ['promise'],
    cite: '47 CFR 64.2005(a)',
  });
});

it('P25 equipment and voice mail are supplied without approval; any other information service is not, whatever the seed says, for a VoIP provider; no act here breaks it', async () => {
  const { promiser, mara, rosa } = await played({ seed: '000', promise: 'P25', line: 45 });
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({ status: 'untested' });
  const { decisionId, ...cpe } = await mara.call('decisions.ask', { customerId: rosa, use: offering('cpe') });
  expect(cpe).toMatchObject({ allowed: true, basis: 'no-approval-needed', cite: '47 CFR 64.2005(b)(1)' });
  const mail = await mara.call('decisions.ask', { customerId: rosa, use: offering('messaging-and-protocol') });
  expect(mail).toMatchObject({ allowed: true, cite: '47 CFR 64.2005(b)(1)' });
  const other = await mara.call('decisions.ask', { customerId: rosa, use: offering('information-service') });
  expect(other).toMatchObject({ allowed: false, missing: ['notice'], cite: '47 CFR 64.2008(a)(1)' });
  await keptBy(promiser, decisionId);
  const { facts } = await promiser.evidenceOf('decision', `customer:${rosa}`, decisionId);
  expect(facts).toMatchObject({ allowed: true, cite: '47 CFR 64.2005(b)(1)' });
});

it('P26 services formerly adjunct to basic are marketed without approval: to oneself, not through a sister company; no act here breaks it', async () => {
  const { promiser, mara, rosa } = await played({ seed: '000', promise: 'P26', line: 46 });
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({ status: 'untested' });
  const use = offering('adjunct-to-basic');
  const { decisionId, ...answer } = await mara.call('decisions.ask', { customerId: rosa, use });
  expect(answer).toMatchObject({ allowed: true, basis: 'no-approval-needed', cite: '47 CFR 64.2005(c)(3)' });
  const sister = { ...use, recipient: 'affiliate-communications' } as const;
  expect(await mara.call('decisions.ask', { customerId: rosa, use: sister })).toMatchObject({
    allowed: false,
    missing: ['notice'],
  });
  await keptBy(promiser, decisionId);
  const { facts } = await promiser.evidenceOf('decision', `customer:${rosa}`, decisionId);
  expect(facts).toMatchObject({ allowed: true, cite: '47 CFR 64.2005(c)(3)' });
});

it('P27 CPNI protects against fraud, even after a no; with an offer in it, it is no protection; no act here breaks it', async () => {
  const { promiser, mara, rosa } = await played({ seed: '000', promise: 'P27', line: 47 });
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({ status: 'untested' });
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  await agnes.call('approvals.refuse', { customerId: rosa, method: 'phone', covers: null });
  await promiser.at('2026-01-05T15:00:00Z');
  const use = { ...bill, purpose: 'protect', cpni: ['call-detail'] } as const;
  const { decisionId, ...answer } = await agnes.call('decisions.ask', {
    customerId: rosa,
    use: { ...use, cpni: ['call-detail'] },
  });
  expect(answer).toMatchObject({ allowed: true, basis: 'no-approval-needed', cite: '47 USC 222(d)(2)' });
  const disguised = { ...use, cpni: ['call-detail'], offer: offer.offer } as const;
  await expect(
    mara.call('decisions.ask', { customerId: rosa, use: { ...disguised, cpni: ['call-detail'] } }),
  ).rejects.toMatchObject({ type: 'invalid-input' });
  expect(await mara.call('decisions.ask', { customerId: rosa, use: offer })).toMatchObject({
    allowed: false,
    missing: ['refused'],
    cite: '47 CFR 64.2007(a)(2)',
  });
  await keptBy(promiser, decisionId);
  const { facts } = await promiser.evidenceOf('decision', `customer:${rosa}`, decisionId);
  expect(facts).toMatchObject({ allowed: true, cite: '47 USC 222(d)(2)' });
});

it('P28 other uses are those that section 222 names, by their code: an emergency is one, a purpose in one’s own words is none; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P28', line: 48 });
  const [agnes, mara] = [
    await promiser.enters('Agnes Ortiz', 'agent'),
    await promiser.enters('Mara Quill', 'marketing'),
  ];
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({ status: 'untested' });
  const emergency = { ...bill, purpose: 'emergency', recipient: 'government' } as const;
  const { decisionId, ...answer } = await agnes.call('decisions.ask', {
    customerId: rosa,
    use: { ...emergency, cpni: ['location'] },
  });
  expect(answer).toMatchObject({ allowed: true, cite: '47 USC 222(d)(4)' });
  const curious = await mara.call('decisions.ask', { customerId: rosa, use: { ...bill, purpose: 'other' } });
  expect(curious).toMatchObject({ allowed: false, missing: ['notice'], cite: '47 CFR 64.2008(a)(1)' });
  const worded = { ...bill, purpose: 'because we may' };
  // @ts-expect-error no purpose is free text
  await expect(mara.call('decisions.ask', { customerId: rosa, use: worded })).rejects.toMatchObject({
    type: 'invalid-input',
  });
  // a notice of marketing opens no other purpose
  await mailed(promiser, mara, rosa, letterNotice);
  await promiser.at('2026-03-02T15:00:00Z');
  expect(await mara.call('decisions.ask', { customerId: rosa, use: { ...bill, purpose: 'other' } })).toMatchObject({
    allowed: false,
    missing: ['scope'],
    cite: '47 CFR 64.2008(c)(2)',
  });
  expect(await promiser.judged(2026, '2026-03-03')).toMatchObject({
    status: 'kept',
    samples: [`decision:${decisionId}`],
  });
  expect((await promiser.evidenceOf('decision', `customer:${rosa}`, decisionId)).facts).toMatchObject({
    allowed: true,
  });
});
