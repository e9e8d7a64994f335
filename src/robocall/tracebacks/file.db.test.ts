// What a traceback leaves: a sheet on paper and as data, the line in the log of disclosures, the call itself for five years.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { approvedCase } from '../../../test/voice-accounts.ts';
import { purgeOf, ripeIn, type Two, twoPersons } from '../../carriers/retention/retention.example.ts';
import { addCustomer } from '../../cpni/customers/add.ts';
import { addService } from '../../cpni/customers/services.ts';
import { disclosuresOfCustomer, listDisclosures } from '../../cpni/disclosures/log.ts';
import { textOf } from '../../documents/read-pdf.ts';
import { operations } from '../../operations.ts';
import { openAccount } from '../accounts/open.ts';
import { claimFields } from '../onboarding/claim.ts';
import { searchCalls } from '../traffic/calls/search.ts';
import { setCallAccount } from '../traffic/days/call-accounts.ts';
import { answerTraceback, approveTraceback } from './answer.ts';
import { confirmTraceback } from './confirm.ts';
import { type Desk, deskAt, gateLine, keptByGate, switchRow } from './desk.example.ts';
import { printAnswer, readAnswer } from './give.ts';
import { prepareTraceback } from './prepare.ts';
import { pasteTraceback } from './receive.ts';
import { searchTraceback } from './search.ts';
import { showTraceback } from './show.ts';

let home: TestHouse;
let desk: Desk;
let two: Two;
let customerId = '';
let accountId = '';
const received = '2026-11-20T15:00:00Z';
const said = { attestedBecause: 'the number is his', action: 'Warned on November 20', consent: null, comment: null };

const customerWithAccount = async (): Promise<void> => {
  const { carrier, noor, carla } = desk;
  customerId = (await carrier.run(carla, addCustomer, { account: '1001', name: 'Acme Dental' })).id;
  await carrier.run(carla, addService, { customerId, category: 'interconnected-voip' });
  const caseId = await approvedCase(carrier, { tier: 'standard', days: 365 });
  const fields = [
    { name: 'legal-name' as const, claimed: 'Acme Dental Group LLC' },
    { name: 'contact-email' as const, claimed: 'office@acme.example' },
    { name: 'contact-name' as const, claimed: 'Ann Abel' },
  ];
  await carrier.run(noor, claimFields, { caseId, fields });
  accountId = (await carrier.run(noor, openAccount, { caseId, name: 'Acme', customerId })).id;
};

beforeAll(async () => {
  home = await house();
  desk = await deskAt(home, { clock: Date.parse('2040-01-01T12:00:00Z') });
  two = await twoPersons(desk.carrier);
  await desk.bring('Master.csv', [
    switchRow(1, '2026-11-18 09:00:00', '12025550199', '13035550000'),
    switchRow(2, '2026-11-18 10:02:13', '12025550143', '13035550120'),
    switchRow(3, '2026-11-19 09:00:00', '12025550199', '13035550000'),
  ]);
  await customerWithAccount();
});
afterAll(() => home.close());

const pdf = async (tracebackId: string): Promise<string> => {
  const { carrier, noor } = desk;
  const parts: Uint8Array[] = [];
  const work = { ...(await carrier.look(async (ctx) => ctx)), actor: noor, transaction: carrier.look };
  for await (const part of printAnswer.stream(work, { tracebackId }, (async function* () {})()))
    parts.push(Buffer.from(part));
  return textOf(Buffer.concat(parts));
};

const firstRef = async (tracebackId: string): Promise<string> =>
  (await desk.carrier.run(desk.noor, searchTraceback, { tracebackId })).candidates[0]?.ref ?? '';

const originating = async (): Promise<string> => {
  const tracebackId = await desk.arrived(received, {});
  const mine = { role: 'originating' as const, accountId, upstream: null };
  const answer = { outcome: 'matched' as const, ref: await firstRef(tracebackId), ...mine, ...said };
  await desk.carrier.run(desk.noor, prepareTraceback, { tracebackId, answer });
  return tracebackId;
};

const given = (tracebackId: string) =>
  desk.carrier.run(desk.noor, answerTraceback, { tracebackId, how: 'portal', reference: 'TB-98231' });

describe('An answer that names a customer', () => {
  let tracebackId = '';

  it('says on paper that it is a draft until a second person has approved it, and is not given before', async () => {
    tracebackId = await originating();
    expect(await pdf(tracebackId)).toMatch(/Not to be given yet/);
    await expect(given(tracebackId)).rejects.toThrow(/no second person/);
    await desk.carrier.run(desk.carla, approveTraceback, { tracebackId });
    const text = await pdf(tracebackId);
    expect(text).not.toMatch(/Not to be given yet/);
    expect(text).toContain('Acme Dental Group LLC');
    expect(text).toContain('office@acme.example');
    expect(text).toContain('Our role in this call: the originating provider');
    expect(text).toContain('Master.csv, row 2');
  });

  it('is the same as data: the customer as his case has him, and where the record of the call lies', async () => {
    const { standing, sheet } = await desk.carrier.run(desk.noor, readAnswer, { tracebackId });
    expect(standing).toBe('may be given');
    expect(sheet).toMatchObject({
      requester: { name: 'Industry Traceback Group', kind: 'consortium' },
      role: 'originating',
      found: {
        upstream: null,
        customer: { name: 'Acme Dental Group LLC', contact: 'Ann Abel', website: null },
        record: { origin: 'Master.csv, row 2', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
      absent: null,
    });
  });

  it('has the calls of that customer looked into once it is given, not while whose they are may still be mended', async () => {
    const looked = async () =>
      (await desk.carrier.run(desk.noor, operations['investigations.list'], { accountId })).items.flatMap(
        ({ intakes }) => intakes,
      );
    expect(await looked()).toEqual([]);
    await given(tracebackId);
    expect(await looked()).toMatchObject([{ trigger: 'traceback', reference: `traceback:${tracebackId}` }]);
  });

  it('goes into the log of disclosures, where the customer finds it', async () => {
    const { items } = await desk.carrier.run(desk.carla, disclosuresOfCustomer, { customerId });
    expect(items).toMatchObject([{ to: 'Industry Traceback Group', purpose: 'protect', cpni: ['call-detail'] }]);
    expect((await desk.carrier.run(desk.noor, readAnswer, { tracebackId })).standing).toBe('given');
  });
});

describe('An answer about a call that only passed through', () => {
  it('is logged as a disclosure of nobody’s of ours; a call that is not ours discloses nothing', async () => {
    const before = (await desk.carrier.run(desk.carla, listDisclosures, {})).items.length;
    const passed = await desk.arrived(received, {});
    const upstream = { name: 'Acme Voice LLC', frn: '0012345678' };
    const answer = { outcome: 'matched' as const, role: 'intermediate' as const, upstream, accountId: null, ...said };
    const ref = await firstRef(passed);
    await desk.carrier.run(desk.noor, prepareTraceback, { tracebackId: passed, answer: { ...answer, ref } });
    await given(passed);
    const none = await desk.arrived(received, { called: '+17205550001', calling: '+17205550002' });
    const absent = { outcome: 'absent' as const, because: 'No such call', gap: null };
    await desk.carrier.run(desk.noor, prepareTraceback, { tracebackId: none, answer: absent });
    await given(none);
    const { items } = await desk.carrier.run(desk.carla, listDisclosures, {});
    expect(items.length - before).toBe(1);
    // what its upstream's customers do is its upstream's to look into
    const cases = await desk.carrier.run(desk.noor, operations['investigations.list'], {});
    expect(cases.items.filter((one) => one.accountId === null)).toEqual([]);
    expect(items[0]).toMatchObject({ toName: 'Industry Traceback Group', given: 0, reference: '98231' });
    expect(await pdf(none)).toMatch(/What the records hold of that hour[\s\S]*fs1/);
  });
});

describe('A call that the switch knew', () => {
  it('is not answered as another account’s, by the name that call records have for it', async () => {
    const { carrier, noor } = desk;
    const caseId = await approvedCase(carrier, { tier: 'standard', days: 365 });
    const other = (await carrier.run(noor, openAccount, { caseId, name: 'Other', customerId: null })).id;
    const tracebackId = await desk.arrived(received, {});
    const mine = { role: 'originating' as const, accountId, upstream: null };
    const answer = { outcome: 'matched' as const, ref: await firstRef(tracebackId), ...mine, ...said };
    const prepare = () => carrier.run(noor, prepareTraceback, { tracebackId, answer });
    await carrier.run(noor, setCallAccount, { accountRef: 'acme-dental', accountId: other });
    await expect(prepare()).rejects.toThrow(/the switch knew this call as another account/);
    await carrier.run(noor, setCallAccount, { accountRef: 'acme-dental', accountId });
    expect(await prepare()).toMatchObject({ secondPerson: 'needed' });
    await carrier.run(desk.carla, approveTraceback, { tracebackId });
    await given(tracebackId);
  });
});

describe('The call of a traceback', () => {
  it('keeps its file of call records while the request is open, and outlives it by its copy once answered', async () => {
    const { carrier, noor } = desk;
    const tracebackId = await originating();
    await carrier.at('2028-06-01T15:00:00Z');
    expect(await ripeIn(carrier, two.asker, 'cdrs')).toBe(0);
    await carrier.run(desk.carla, approveTraceback, { tracebackId });
    await given(tracebackId);
    expect(await ripeIn(carrier, two.asker, 'cdrs')).toBe(1);
    await purgeOf(carrier, two, 'cdrs');
    const wanted = { from: '2026-11-18T00:00:00Z', until: '2026-11-19T00:00:00Z', called: '3035550120' };
    const looked = await carrier.run(noor, searchCalls, { ...wanted, purpose: 'traceback', reason: 'after the purge' });
    expect(looked.items).toEqual([]);
    const { kept } = await carrier.run(noor, showTraceback, { tracebackId });
    expect(kept).toMatchObject([{ origin: 'Master.csv, row 2', original: expect.stringContaining('12025550143') }]);
  });
});

describe('A request whose time nobody could read', () => {
  it('keeps every call record from before it came until it is answered: it may be about any of them', async () => {
    const { carrier, noor } = desk;
    await carrier.at('2028-06-01T15:00:00Z');
    await desk.bring('Old.csv', [switchRow(8, '2026-11-10 09:00:00', '12025550199', '13035550000')]);
    expect(await ripeIn(carrier, two.asker, 'cdrs')).toBe(1);
    const text = 'Where did the call to 303-555-0120 come from, that of last Tuesday?';
    const { id, at } = await carrier.run(noor, pasteTraceback, { text, received: '2028-06-01T14:00:00Z' });
    expect(at).toBeNull();
    expect(await ripeIn(carrier, two.asker, 'cdrs')).toBe(0);
    const call = { reference: '1', called: '303-555-0120', at: '2028-05-30T14:00:00Z', requesterId: desk.itg };
    await carrier.run(noor, confirmTraceback, { tracebackId: id, ...call });
    expect(await ripeIn(carrier, two.asker, 'cdrs')).toBe(1);
  });
});

describe('A call that the gate knew', () => {
  it('is not answered as another account’s', async () => {
    const at = '2026-11-18T18:00:00Z';
    const numbers = { called: '+17205550144', calling: '+17205550133' };
    const line = { from: numbers.calling, to: [numbers.called], account: '00000000-0000-7000-8000-000000000001' };
    await keptByGate(desk.carrier, at, [gateLine('g1', at, line)]);
    const tracebackId = await desk.arrived(received, { ...numbers, at });
    const mine = { role: 'originating' as const, accountId, upstream: null };
    const answer = { outcome: 'matched' as const, ref: await firstRef(tracebackId), ...mine, ...said };
    await expect(desk.carrier.run(desk.noor, prepareTraceback, { tracebackId, answer })).rejects.toThrow(
      /another account/,
    );
  });
});
