import { afterAll, beforeAll, expect, it } from 'vitest';
import { bill, offer, type Promising, promising } from '../../promising.ts';

// What a statement says of the records themselves and of their protection.

let stage: Promising;
beforeAll(async () => {
  stage = await promising();
});
afterAll(() => stage.close());

it('P6 steps against misuse: each change is an entry that a signed checkpoint covers, and whoever asks is authenticated before an answer; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P6', line: 13 });
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  const judged = await promiser.judged(2026, '2026-01-05');
  // the ledger alone keeps half of it: nobody was authenticated yet
  expect(judged).toMatchObject({ status: 'untested', counts: { entries: expect.any(Number) } });
  expect(judged.counts.entries).toBeGreaterThan(3);
  const added = await promiser.evidence('customer.added', `customer:${rosa}`);
  expect(added).toMatchObject({ actor: { name: 'Carla Byrne' } });
  expect(JSON.stringify(added)).not.toContain('1001');

  // the other half: whoever asks shows who he is before anything is answered, and that is on record
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  const { sessionId } = await agnes.call('desk.open', { customerId: rosa, as: 'visit' });
  const days = { sessionId, from: '2026-01-01', until: '2026-01-05' };
  expect(await agnes.call('desk.calls', days)).toMatchObject({ state: 'locked', calls: [] });
  const id = { sessionId, kind: 'passport', expiresOn: '2026-12-31' } as const;
  expect(await agnes.call('desk.photoId', { ...id, name: 'Somebody Else' })).toMatchObject({ held: false });
  expect(await agnes.call('desk.calls', days)).toMatchObject({ state: 'locked' });
  expect(await agnes.call('desk.photoId', { ...id, name: 'Holder of 1001' })).toMatchObject({ held: true });
  expect(await agnes.call('desk.calls', days)).toMatchObject({ state: 'open' });
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({
    status: 'kept',
    counts: { proofs: 1, unproved: 0 },
  });
  const proved = await promiser.evidence('customer.proved', `customer:${rosa}`);
  expect(proved.facts).toMatchObject({ method: 'photo-id', session: sessionId });
});

it('P7 industry-standard practices, each with an owner and looked at when due: one found to fail or not looked at breaks it', async () => {
  const promiser = await stage.adopts({ seed: '004', promise: 'P7', line: 44 });
  const nils = await promiser.enters('Nils Berg', 'network');
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({ status: 'untested' });
  const practice = {
    title: 'Disks are encrypted',
    description: 'All laptops.',
    fromDay: '2026-01-05',
    reviewMonths: 6,
  };
  const { id: practiceId } = await nils.call('practices.add', { ...practice, ownerId: nils.id });
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({ status: 'untested' });
  const review = { practiceId, note: 'Looked at ten machines.' };
  await nils.call('practices.review', { ...review, reviewedOn: '2026-01-06', verdict: 'holds' });
  expect(await promiser.judged(2026, '2026-07-05')).toMatchObject({
    status: 'kept',
    samples: [`practice:${practiceId}`],
  });
  const { facts } = await promiser.evidence('practice.reviewed', `practice:${practiceId}`);
  expect(facts).toMatchObject({ reviewedOn: '2026-01-06', verdict: 'holds' });
  expect(await promiser.judged(2026, '2026-07-08')).toMatchObject({
    status: 'not kept',
    because: expect.stringContaining('overdue'),
  });
  await nils.call('practices.review', { ...review, reviewedOn: '2026-07-08', verdict: 'fails' });
  expect(await promiser.judged(2026, '2026-07-09')).toMatchObject({
    status: 'not kept',
    because: '1 were found to fail',
  });
});

it('P58 the documents certify the whole year before: evidence from every month, and a month without any leaves it untested; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P58', line: 247 });
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  const asked = async (month: number) => {
    await promiser.at(`2026-${String(month).padStart(2, '0')}-15T15:00:00Z`);
    return promiser.carla.call('decisions.ask', { customerId: rosa, use: bill });
  };
  for (const month of [2, 3, 4, 5, 7, 8, 9, 10, 11, 12]) await asked(month);
  expect(await promiser.judged(2026, '2027-01-05')).toMatchObject({
    status: 'untested',
    because: 'no evidence from month 6',
    counts: { months: 11 },
  });
  // a second carrier, with June
  const whole = await stage.adopts({ seed: '001', promise: 'P58', line: 247 });
  const leo = await whole.customer('1001', 'interconnected-voip');
  for (let month = 2; month <= 12; month += 1) {
    await whole.at(`2026-${String(month).padStart(2, '0')}-15T15:00:00Z`);
    await whole.carla.call('decisions.ask', { customerId: leo, use: bill });
  }
  expect(await whole.judged(2026, '2027-01-05')).toMatchObject({ status: 'kept', counts: { months: 12 } });
  await whole.evidence('decision', `customer:${leo}`);
});

it('P60 what CPNI is: every use names its classes, and names, addresses and published numbers are none; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P60', line: 21 });
  const mara = await promiser.enters('Mara Quill', 'marketing');
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({ status: 'untested' });
  const unnamed = mara.call('decisions.ask', { customerId: rosa, use: { ...offer, cpni: [] } });
  await expect(unnamed).rejects.toMatchObject({ type: 'invalid-input' });
  const listed = { ...offer, identifiable: 'subscriber-list' } as const;
  expect(
    await mara.call('decisions.ask', { customerId: rosa, use: { ...listed, cpni: ['services-subscribed'] } }),
  ).toMatchObject({
    allowed: true,
    basis: 'no-approval-needed',
    cite: '47 USC 222(e)',
  });
  const { decisionId, ...answer } = await mara.call('decisions.ask', { customerId: rosa, use: offer });
  expect(answer).toMatchObject({ allowed: false, missing: ['notice'] });
  expect(await promiser.judged(2026, '2026-01-04')).toMatchObject({
    status: 'kept',
    counts: { decisions: 2, wrong: 0 },
  });
  const { facts } = await promiser.evidence('decision', `customer:${rosa}`);
  expect(facts).toMatchObject({ decisionId, use: { cpni: ['call-detail'] } });
});
