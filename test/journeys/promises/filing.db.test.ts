import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InputOf } from '../../../src/interfaces/client/types.ts';
import { type Clerk, type Promiser, type Promising, promising } from '../../promising.ts';

let stage: Promising;
/** The certification for 2026 of a carrier that made the promises of seed 000, and of one that made those of seed 001. */
let marketer: Certifying;
let reseller: Certifying;

const contact: InputOf<'filings.open'>['contact'] = {
  name: 'Clara Reyes',
  organization: 'Prairie Voice LLC',
  address: ['12 Elm Street', 'Des Moines, IA 50309'],
  telephone: '+1 515 555 0100',
  email: 'compliance@prairievoice.example',
};
const sender = { ...contact, title: 'Compliance manager', capacity: 'company' as const };

type Certifying = {
  readonly promiser: Promiser;
  readonly otto: Clerk;
  sources(): Promise<string>;
  nils(): Promise<void>;
  opens(): Promise<string>;
  signs(filingId: string): Promise<void>;
  /** RFC 3339: when the FCC had it */
  receives(filingId: string, receivedAt: string): Promise<void>;
};

const certifying = async (promiser: Promiser): Promise<Certifying> => {
  const { carla } = promiser;
  const otto = await promiser.enters('Otto Grant', 'officer');
  const { password } = carla;
  return {
    promiser,
    otto,
    async sources() {
      const feeds = ['complaints' as const, 'data-brokers' as const, 'pretexters' as const];
      const source = { name: 'Support line', kind: 'phone', feeds, fromDay: '2026-01-01' } as const;
      return (await carla.call('sources.add', { ...source, feeds })).id;
    },
    async nils() {
      await carla.call('complaints.nil', { year: 2026, password });
      for (const register of ['data-brokers', 'pretexters'] as const)
        await carla.call('pretexting.nil', { register, year: 2026, password });
    },
    async opens() {
      return (await carla.call('filings.open', { year: 2026, companies: null, contact, sender })).id;
    },
    async signs(filingId) {
      const filesOn = (await promiser.now()).slice(0, 10);
      await carla.call('filings.write', { filingId, outcome: { kind: 'in-compliance' }, withheld: [] });
      const { packetHash } = await carla.call('filings.prepare', { filingId, officerId: otto.id, filesOn });
      const wrong = otto.call('filings.sign', { filingId, packetHash: packetHash ?? '', password: 'a guess' });
      await expect(wrong).rejects.toMatchObject({ type: 'wrong-password' });
      await otto.call('filings.sign', { filingId, packetHash: packetHash ?? '', password: otto.password });
    },
    async receives(filingId, receivedAt) {
      await carla.call('filings.receipt', { filingId, confirmation: '2027-4711', receivedAt });
    },
  };
};

beforeAll(async () => {
  stage = await promising();
  marketer = await certifying(await stage.adopts({ seed: '000', promise: 'P52', line: 54 }));
  reseller = await certifying(await stage.adopts({ seed: '001', promise: 'P57', line: 243 }));
});
afterAll(() => stage.close());

it('P52 an officer signs the certificate on personal knowledge: with his password, the exact packet; unsigned after March 1 it is broken', async () => {
  const { promiser, otto } = marketer;
  await marketer.sources();
  await promiser.at('2027-02-10T15:00:00Z');
  await marketer.nils();
  expect(await promiser.judged(2026, '2027-02-10')).toMatchObject({
    status: 'untested',
    because: expect.stringContaining('2027-03-01'),
  });
  const filingId = await marketer.opens();
  await marketer.signs(filingId);
  expect(await promiser.judged(2026, '2027-02-11')).toMatchObject({
    status: 'kept',
    because: 'signed by Otto Grant on 2027-02-10',
    samples: [`filing:${filingId}`],
  });
  const entry = await promiser.evidence('filing.signed', `filing:${filingId}`);
  expect(entry).toMatchObject({ actor: { id: otto.id, name: 'Otto Grant' } });
  // nothing is filed for 2027
  expect(await promiser.judged(2027, '2027-02-11')).toMatchObject({ status: 'untested' });
  const late = await stage.adopts({ seed: '000', promise: 'P52', line: 54 });
  expect(await late.judged(2026, '2027-03-01')).toMatchObject({ status: 'untested' });
  expect(await late.judged(2026, '2027-03-02')).toMatchObject({ status: 'not kept', counts: { filings: 0 } });
});

it('P53 the statement goes with the certificate and is received by the FCC for the year before: the receipt proves it, not the upload; received on March 3 it is broken', async () => {
  const { promiser } = marketer;
  const [filing] = (await promiser.carla.call('filings.list', {})).items;
  const filingId = filing?.id ?? '';
  expect(await promiser.judgedOf('P53', 54, 2026, '2027-02-12')).toMatchObject({ status: 'untested' });
  const { documents } = await promiser.carla.call('filings.packet', { filingId });
  const kinds = documents.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['cover-letter', 'certificate', 'statement', 'signature-page']));
  await marketer.receives(filingId, '2027-02-12T10:30:00-05:00');
  expect(await promiser.judgedOf('P53', 54, 2026, '2027-02-13')).toMatchObject({
    status: 'kept',
    because: 'received on 2027-02-12',
    samples: [`filing:${filingId}`],
  });
  const { facts } = await promiser.evidence('filing.received', `filing:${filingId}`);
  expect(facts).toMatchObject({ confirmation: '2027-4711', lateDays: -17 });

  const late = await certifying(await stage.adopts({ seed: '000', promise: 'P53', line: 54 }));
  await late.sources();
  await late.promiser.at('2027-03-02T15:00:00Z');
  await late.nils();
  const owed = await late.opens();
  await late.signs(owed);
  await late.promiser.at('2027-03-04T15:00:00Z');
  await late.receives(owed, '2027-03-03T10:30:00-05:00');
  expect(await late.promiser.judged(2026, '2027-03-04')).toMatchObject({
    status: 'not kept',
    because: 'received on 2027-03-03',
  });
});

it('P54 the filing speaks of data brokers and of complaints: no packet is prepared while the registers are open', async () => {
  const { promiser } = marketer;
  const [filing] = (await promiser.carla.call('filings.list', {})).items;
  const filingId = filing?.id ?? '';
  expect(await promiser.judgedOf('P54', 54, 2026, '2027-02-14')).toMatchObject({
    status: 'kept',
    counts: { missing: 0 },
  });
  const { sentences } = await promiser.carla.call('filings.show', { filingId });
  const said = sentences.filter(({ code }) => /^(complaints|brokers)/.test(code)).map(({ code, mark }) => [code, mark]);
  expect(said).toEqual([
    ['complaints-none', 'supported'],
    ['brokers-none', 'supported'],
  ]);
  const { facts } = await promiser.evidence('filing.prepared', `filing:${filingId}`);
  expect(facts).toMatchObject({ officer: 'Otto Grant' });
  const open = await certifying(await stage.adopts({ seed: '000', promise: 'P54', line: 54 }));
  await open.promiser.at('2027-02-10T15:00:00Z');
  const unsigned = await open.opens();
  const written = { filingId: unsigned, outcome: { kind: 'in-compliance' as const }, withheld: [] };
  await open.promiser.carla.call('filings.write', written);
  const preparing = { filingId: unsigned, officerId: open.otto.id, filesOn: '2027-02-10' };
  await expect(open.promiser.carla.call('filings.prepare', preparing)).rejects.toMatchObject({
    type: 'filing-blocked',
  });
  expect(await open.promiser.judged(2026, '2027-03-02')).toMatchObject({ status: 'not kept' });
});

it('P55 no complaints in the year: only a signed report without holes says so, and one complaint breaks it', async () => {
  const { promiser, sources, nils } = await certifying(await stage.adopts({ seed: '001', promise: 'P55', line: 223 }));
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  const sourceId = await sources();
  expect(await promiser.judged(2026, '2027-02-10')).toMatchObject({ status: 'untested' });
  await nils();
  const none = await promiser.judged(2026, '2027-02-11');
  expect(none).toMatchObject({
    status: 'kept',
    counts: { entries: 0 },
    samples: [expect.stringMatching(/^nil-report:/)],
  });
  const { facts } = await promiser.evidence('nil-report.signed', none.samples[0] ?? '');
  expect(facts).toMatchObject({ register: 'complaints', year: 2026 });
  const complaint = await agnes.call('complaints.record', {
    sourceId,
    category: 'disclosure-to-persons-not-authorized',
    receivedOn: '2026-12-30',
    summary: 'A former husband was told which services she has.',
  });
  expect(none.samples).toEqual([`nil-report:${complaint.contradicts}`]);
  expect(await promiser.judged(2026, '2027-02-12')).toMatchObject({
    status: 'not kept',
    samples: [`complaints:${complaint.id}`],
  });
  expect(JSON.stringify(await promiser.evidence('complaint.recorded', `complaint:${complaint.id}`))).not.toContain(
    'husband',
  );
});

it('P56 no actions against data brokers, and nothing known of pretexters beyond public reports: an action, or what happened to oneself, breaks it', async () => {
  const { promiser, sources, nils } = await certifying(await stage.adopts({ seed: '001', promise: 'P56', line: 235 }));
  await sources();
  await promiser.at('2027-02-10T15:00:00Z');
  await nils();
  const none = await promiser.judged(2026, '2027-02-11');
  expect(none).toMatchObject({ status: 'kept', samples: [expect.any(String), expect.any(String)] });
  for (const sample of none.samples) await promiser.evidence('nil-report.signed', sample);
  const read = { learnedOn: '2026-06-01', method: 'False calls of customers', steps: 'Staff warned.' };
  await promiser.carla.call('pretexting.findings.record', { ...read, knownFrom: 'public-reports' });
  expect(await promiser.judged(2026, '2027-02-12')).toMatchObject({ status: 'kept' });
  const own = await promiser.carla.call('pretexting.findings.record', { ...read, knownFrom: 'own-experience' });
  expect(await promiser.judged(2026, '2027-02-13')).toMatchObject({
    status: 'not kept',
    samples: [`pretexters:${own.id}`],
  });
  const action = {
    forum: 'federal-court',
    forumName: 'S.D. Iowa',
    matter: 'Prairie Voice v. Doe',
    filedOn: '2026-07-01',
  } as const;
  const { id: actionId } = await promiser.carla.call('pretexting.actions.record', action);
  expect(await promiser.judged(2026, '2027-02-14')).toMatchObject({ status: 'not kept', counts: { entries: 1 } });
  await promiser.evidence('data-broker-action.recorded', `data-broker-action:${actionId}`);
});

it('P57 the filing goes in before March 1: received on February 28 keeps it, nothing received on March 1 breaks it, though the rule leaves that day', async () => {
  const { promiser } = reseller;
  await reseller.sources();
  await promiser.at('2027-02-10T15:00:00Z');
  await reseller.nils();
  const { items } = await promiser.carla.call('clocks.list', {});
  const clock = items.find(({ key }) => key === 'annual-certification:2026');
  expect(clock).toMatchObject({ dueOn: '2027-02-26', promisedOn: '2027-02-26' });
  const filingId = await reseller.opens();
  await promiser.at('2027-02-26T15:00:00Z');
  await reseller.signs(filingId);
  expect(await promiser.judged(2026, '2027-02-28')).toMatchObject({ status: 'untested' });
  await reseller.receives(filingId, '2027-02-28T10:30:00-05:00');
  expect(await promiser.judged(2026, '2027-03-01')).toMatchObject({
    status: 'kept',
    because: expect.stringContaining('received on 2027-02-28'),
  });
  const { facts } = await promiser.evidence('filing.received', `filing:${filingId}`);
  expect(facts).toMatchObject({ dueOn: '2027-03-01', lateDays: -1 });
  const slow = await stage.adopts({ seed: '001', promise: 'P57', line: 243 });
  expect(await slow.judged(2026, '2027-02-28')).toMatchObject({ status: 'untested' });
  expect(await slow.judged(2026, '2027-03-01')).toMatchObject({ status: 'not kept', because: 'not filed' });
});

it('P59 the filing names who answers questions: nobody is named until it is open, and an address without a name is refused; no act here breaks it', async () => {
  const { promiser } = await certifying(await stage.adopts({ seed: '001', promise: 'P59', line: 229 }));
  expect(await promiser.judged(2026, '2027-02-10')).toMatchObject({
    status: 'untested',
    because: 'no filing names a contact',
  });
  const open = (name: string) =>
    promiser.carla.call('filings.open', { year: 2026, companies: null, contact: { ...contact, name }, sender });
  await expect(open('')).rejects.toMatchObject({ type: 'invalid-input' });
  const { id: filingId } = await open('Cole Reed, counsel');
  expect(await promiser.judged(2026, '2027-02-11')).toMatchObject({ status: 'kept', samples: [`filing:${filingId}`] });
  await promiser.evidence('filing.opened', `filing:${filingId}`);
});
