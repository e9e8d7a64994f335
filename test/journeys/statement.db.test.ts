import { afterAll, beforeAll, expect, it } from 'vitest';
import { letterNotice } from '../../src/cpni/notices/examples/notices.ts';
import type { InputOf } from '../../src/interfaces/client/types.ts';
import { bill, mailed, offer, type Promiser, type Promising, promising, type Stands } from '../promising.ts';

// The statement of the year beside the check of the promises: both ask the same controls, and say the same.

let stage: Promising;
beforeAll(async () => {
  stage = await promising();
});
afterAll(() => stage.close());

const contact: InputOf<'filings.open'>['contact'] = {
  name: 'Clara Reyes',
  organization: 'Prairie Voice LLC',
  address: ['12 Elm Street', 'Des Moines, IA 50309'],
  telephone: '+1 515 555 0100',
  email: 'compliance@prairievoice.example',
};
const sender = { ...contact, title: 'Compliance manager', capacity: 'company' as const };
const inCompliance = { outcome: { kind: 'in-compliance' as const }, withheld: [] };

type Writing = { readonly promiser: Promiser; readonly filingId: string; sentence(code: string): Promise<Sentence> };
type Sentence = { readonly mark: string; readonly text: string; readonly found: Readonly<Record<string, string>> };

/** A carrier that made a promise, with its statement of 2026 begun. */
const writing = async (stands: Stands): Promise<Writing> => {
  const promiser = await stage.adopts(stands);
  const { carla } = promiser;
  const { id: filingId } = await carla.call('filings.open', { year: 2026, companies: null, contact, sender });
  return {
    promiser,
    filingId,
    /** A sentence written anew from the records, with what each control behind it found. */
    async sentence(code) {
      const { sentences } = await carla.call('filings.write', { filingId, ...inCompliance });
      const one = sentences.find((sentence) => sentence.code === code);
      if (one === undefined) throw new Error(`the statement has no sentence '${code}'`);
      const found = Object.fromEntries(one.evidence.map(({ control, status }) => [control, status]));
      return { mark: one.mark, text: one.text, found };
    },
  };
};

it('a choice on record does not show that it stands: nobody was asked about its customer since', async () => {
  const { promiser, sentence } = await writing({ seed: '001', promise: 'P14', line: 159 });
  const mara = await promiser.enters('Mara Quill', 'marketing');
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  await promiser.at('2026-01-05T15:00:00Z');
  await mailed(promiser, mara, rosa, letterNotice);
  await promiser.carla.call('approvals.refuse', { customerId: rosa, method: 'mail', covers: null });
  expect(await promiser.judged(2026, '2026-02-01')).toMatchObject({ status: 'untested' });
  expect(await sentence('choice-stands')).toMatchObject({
    mark: 'untested',
    found: { 'approval-records': 'kept', 'standing-choices': 'untested' },
  });
  await mara.call('decisions.ask', { customerId: rosa, use: offer });
  expect(await promiser.judged(2026, '2026-02-02')).toMatchObject({ status: 'kept' });
  expect(await sentence('choice-stands')).toMatchObject({ mark: 'supported' });
});

it('a decision with its ground does not show that CPNI goes to others for the service alone: a sale by an agent breaks it', async () => {
  const { promiser, sentence } = await writing({ seed: '001', promise: 'P4', line: 41 });
  const mara = await promiser.enters('Mara Quill', 'marketing');
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  const own = { kind: 'communications-related', category: 'interconnected-voip' } as const;
  const sale = { ...offer, offer: own, recipient: 'agent', to: 'Boone Sales', agreement: true } as const;
  const asks = () =>
    mara.call('decisions.ask', { customerId: rosa, use: { ...sale, cpni: ['call-detail'], recipientServes: [] } });
  expect(await asks()).toMatchObject({ allowed: false, missing: ['promise'] });
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({ status: 'kept' });
  expect(await sentence('disclosure')).toMatchObject({ mark: 'supported' });
  await promiser.breaksItsWord('no-sharing-beyond-service');
  await promiser.at('2026-01-04T15:00:00Z');
  expect(await asks()).toMatchObject({ allowed: true });
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({ status: 'not kept' });
  expect(await sentence('disclosure')).toMatchObject({
    mark: 'contradicted',
    text: expect.stringContaining('only where the services that the customer already has need it'),
    found: { 'disclosure-log': 'kept', 'sharing-within-service': 'not kept' },
  });
});

it('a bill that was decided does not show that offers need no approval: nobody made one', async () => {
  const { promiser, sentence } = await writing({ seed: '000', promise: 'P24', line: 44 });
  const mara = await promiser.enters('Mara Quill', 'marketing');
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  await mara.call('decisions.ask', { customerId: rosa, use: bill });
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({ status: 'untested' });
  expect(await sentence('gate')).toMatchObject({ mark: 'supported', found: { 'approval-gate': 'kept' } });
  expect((await sentence('without-approval')).mark).toBe('untested');
  const own = { kind: 'communications-related', category: 'interconnected-voip' } as const;
  await mara.call('decisions.ask', { customerId: rosa, use: { ...offer, offer: own } });
  expect(await promiser.judged(2026, '2026-01-04')).toMatchObject({ status: 'kept' });
  // equipment and adjunct services, which the same sentence names, were offered to nobody
  expect(await sentence('without-approval')).toMatchObject({
    mark: 'partly',
    found: { 'own-categories': 'kept', equipment: 'untested', 'adjunct-services': 'untested' },
  });
});

it('a text approved by two persons does not show a supervisor before the request: a notice sent without breaks it', async () => {
  const { promiser, sentence } = await writing({ seed: '000', promise: 'P20', line: 52 });
  const mara = await promiser.enters('Mara Quill', 'marketing');
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  await promiser.at('2026-01-05T15:00:00Z');
  await mailed(promiser, mara, rosa, letterNotice);
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({ status: 'not kept' });
  expect(await sentence('notice-first')).toMatchObject({ mark: 'supported', found: { notices: 'kept' } });
  expect(await sentence('supervision')).toMatchObject({
    mark: 'contradicted',
    found: { supervision: 'untested', solicitations: 'not kept' },
  });
});

it('an agency that was asked was not thereby helped: customers told early with nothing done for it break the sentence', async () => {
  const { promiser, sentence } = await writing({ seed: '000', promise: 'P50', line: 98 });
  const { carla } = promiser;
  await promiser.at('2026-11-23T18:00:00Z');
  const known = { intentional: 'yes' as const, cpni: ['call-detail' as const], customers: 40 };
  const found = { discoveredAt: '2026-11-20T09:00:00-06:00', circumstances: 'A clerk sold call lists.' };
  const { id: breachId } = await carla.call('breaches.record', { ...known, ...found });
  await carla.call('breaches.determine', { breachId, determinedOn: '2026-11-20', ...known });
  const urgent = { reference: 'DOJ-1', urgentHarm: 'A stalker holds the lists.', consulted: 'FBI Omaha' };
  const assessed = {
    agency: urgent.consulted,
    consultedOn: '2026-11-23',
    whom: 'Forty customers',
    why: urgent.urgentHarm,
  };
  await carla.call('breaches.assess', { breachId, harm: 'immediate-and-irreparable', ...assessed });
  await carla.call('breaches.report', { breachId, reportedAt: '2026-11-23T08:00:00-06:00', ...urgent });
  const told = { notifiedAt: '2026-11-23T08:30:00-06:00', customers: 40 };
  await carla.call('breaches.customersNotified', { breachId, ...told });
  expect(await promiser.judged(2026, '2026-11-24')).toMatchObject({ status: 'not kept' });
  expect(await sentence('breach-urgent')).toMatchObject({
    mark: 'contradicted',
    found: { 'breach-urgent': 'kept', 'breach-cooperation': 'not kept' },
  });
});

it('an officer who could sign has not signed: the sentence waits for the certificate, late it is contradicted, and the late filing is taken all the same', async () => {
  const { promiser, filingId, sentence } = await writing({ seed: '000', promise: 'P52', line: 54 });
  const { carla } = promiser;
  const otto = await promiser.enters('Otto Grant', 'officer');
  const feeds = ['complaints' as const, 'data-brokers' as const, 'pretexters' as const];
  await carla.call('sources.add', { name: 'Line', kind: 'phone', feeds, fromDay: '2026-01-01' });
  await promiser.at('2027-02-10T15:00:00Z');
  await carla.call('complaints.nil', { year: 2026, password: carla.password });
  for (const register of ['data-brokers', 'pretexters'] as const)
    await carla.call('pretexting.nil', { register, year: 2026, password: carla.password });
  expect(await promiser.judged(2026, '2027-03-01')).toMatchObject({ status: 'untested' });
  expect(await sentence('certificate')).toMatchObject({ mark: 'untested' });
  expect(await promiser.judged(2026, '2027-03-02')).toMatchObject({ status: 'not kept' });
  expect(await sentence('certificate')).toMatchObject({
    mark: 'contradicted',
    found: { certified: 'not kept', 'certificate-filed': 'not kept' },
  });
  const late = await carla.call('filings.prepare', { filingId, officerId: otto.id, filesOn: '2027-03-02' });
  expect(late).toMatchObject({ state: 'prepared' });
  const signing = { filingId, packetHash: late.packetHash ?? '', password: otto.password };
  expect(await otto.call('filings.sign', signing)).toMatchObject({ state: 'signed' });
});
