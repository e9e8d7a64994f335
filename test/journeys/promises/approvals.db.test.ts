import { afterAll, beforeAll, expect, it } from 'vitest';
import { letterNotice, spokenNotice } from '../../../src/cpni/notices/examples/notices.ts';
import { bill, mailed, offer, type Promising, promising, sentAgain } from '../../promising.ts';

let stage: Promising;
beforeAll(async () => {
  stage = await promising();
});
afterAll(() => stage.close());

it('P3 CPNI only as law permits: what nobody approved is refused, what the law permits is given, and each answer is on record; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P3', line: 41 });
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({ status: 'untested', samples: [] });
  const refused = await agnes.call('decisions.ask', { customerId: rosa, use: offer });
  expect(refused).toMatchObject({ allowed: false, cite: '47 CFR 64.2008(a)(1)', missing: ['notice'] });
  const billed = await agnes.call('decisions.ask', { customerId: rosa, use: bill });
  expect(billed).toMatchObject({ allowed: true, basis: 'no-approval-needed', cite: '47 USC 222(d)(1)' });
  expect(await promiser.judged(2026, '2026-01-04')).toMatchObject({
    status: 'kept',
    counts: { decisions: 2, allowed: 1, denied: 1, wrong: 0 },
    samples: [`decision:${refused.decisionId}`, `decision:${billed.decisionId}`],
  });
  const { facts } = await promiser.evidence('decision', `customer:${rosa}`);
  expect(facts).toMatchObject({ decisionId: billed.decisionId, allowed: true, cite: '47 USC 222(d)(1)' });
});

it('P5 consent first, unless law compels or the rules permit: a court and an offer of the same category need none, another offer waits for a yes; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P5', line: 47 });
  const [agnes, mara] = [
    await promiser.enters('Agnes Ortiz', 'agent'),
    await promiser.enters('Mara Quill', 'marketing'),
  ];
  const cole = await promiser.enters('Cole Reed', 'counsel');
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({ status: 'untested' });
  const served = await cole.call('disclosures.once', {
    toName: 'District Court of Polk County',
    recipient: 'government',
    purpose: 'legal-process',
    reason: 'subpoena',
    reference: '26-CV-1',
    cpni: ['call-detail'],
    customerIds: [rosa],
  });
  expect(served).toMatchObject({ given: 1, withheld: 0 });
  const same = { ...offer, offer: { kind: 'communications-related', category: 'interconnected-voip' } } as const;
  expect(await mara.call('decisions.ask', { customerId: rosa, use: same })).toMatchObject({
    allowed: true,
    basis: 'no-approval-needed',
    cite: '47 CFR 64.2005(a)',
  });
  const early = await mara.call('decisions.ask', { customerId: rosa, use: offer });
  expect(early).toMatchObject({ allowed: false, missing: ['notice'], cite: '47 CFR 64.2008(a)(1)' });
  await promiser.at('2026-01-05T15:00:00Z');
  const notice = await mailed(promiser, mara, rosa, spokenNotice);
  await promiser.at('2026-01-12T15:00:00Z');
  const said = { customerId: rosa, notice, method: 'written', proof: 'form 12' } as const;
  await agnes.call('approvals.give', said);
  const { decisionId, ...answer } = await mara.call('decisions.ask', { customerId: rosa, use: offer });
  expect(answer).toMatchObject({ allowed: true, basis: 'opt-in', cite: '47 CFR 64.2007(b)' });
  expect(await promiser.judged(2026, '2026-02-01')).toMatchObject({ status: 'kept', counts: { denied: 1, wrong: 0 } });
  expect((await promiser.evidence('decision', `customer:${rosa}`)).facts).toMatchObject({ decisionId });
  expect((await promiser.evidence('disclosure.logged', `disclosure:${served.id}`)).facts).toMatchObject({ given: 1 });
});

it('P12 records show the notice and whether approval was obtained: a letter, a silence and a no, each with its instant; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P12', line: 38 });
  const [agnes, mara] = [
    await promiser.enters('Agnes Ortiz', 'agent'),
    await promiser.enters('Mara Quill', 'marketing'),
  ];
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({
    status: 'untested',
    because: 'no notice, approval or refusal is on record',
  });
  const notice = await mailed(promiser, mara, rosa, letterNotice);
  const silence = { customerId: rosa, cpni: 'call-detail', recipient: 'self', purpose: 'market' } as const;
  await promiser.at('2026-02-22T18:00:00Z');
  const waiting = await agnes.call('approvals.status', silence);
  expect(waiting).toMatchObject({ refusal: 'none', silence: { allowed: false, missing: 'waiting-period' } });
  expect(waiting.silence.clearsOn).toBe('2026-02-23T00:00:00-06:00');
  await promiser.at('2026-02-23T18:00:00Z');
  expect(await agnes.call('approvals.status', silence)).toMatchObject({ silence: { allowed: true, basis: 'opt-out' } });
  await promiser.at('2026-03-02T18:00:00Z');
  const no = await agnes.call('approvals.refuse', { customerId: rosa, method: 'phone', covers: null });
  expect(await agnes.call('approvals.status', silence)).toMatchObject({ refusal: 'stands' });
  expect((await agnes.call('choices.history', { customerId: rosa })).items).toMatchObject([
    { choice: 'no', method: 'phone', number: no.number },
  ]);
  expect(await promiser.judged(2026, '2026-03-03')).toMatchObject({
    status: 'kept',
    counts: { 'permission-events': 2, wrong: 0 },
    samples: [`permission-event:${notice}`, `permission-event:${no.eventId}`],
  });
  const { facts } = await promiser.evidence('approval.refused', `customer:${rosa}`);
  expect(facts).toMatchObject({ eventId: no.eventId, everything: true });
});

it('P13 opt-in wherever approval is needed: silence opens nothing while the promise stands, and breaks it once it is given up', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P13', line: 155 });
  const [agnes, mara] = [
    await promiser.enters('Agnes Ortiz', 'agent'),
    await promiser.enters('Mara Quill', 'marketing'),
  ];
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  const leo = await promiser.customer('1002', 'interconnected-voip');
  await promiser.at('2026-01-05T15:00:00Z');
  await mailed(promiser, mara, rosa, letterNotice);
  const asked = await mailed(promiser, mara, leo, spokenNotice);
  await promiser.at('2026-03-02T15:00:00Z');
  const silent = await mara.call('decisions.ask', { customerId: rosa, use: offer });
  expect(silent).toMatchObject({ allowed: false, missing: ['promise'], cite: '47 CFR 64.2007(b)' });
  await agnes.call('approvals.give', { customerId: leo, notice: asked, method: 'written', proof: 'form 12' });
  const yes = await mara.call('decisions.ask', { customerId: leo, use: offer });
  expect(yes).toMatchObject({ allowed: true, basis: 'opt-in' });
  expect(await promiser.judged(2026, '2026-03-03')).toMatchObject({
    status: 'kept',
    counts: { decisions: 2, wrong: 0 },
  });
  expect((await promiser.evidence('decision', `customer:${rosa}`)).facts).toMatchObject({ missing: ['promise'] });

  await promiser.breaksItsWord('opt-in-only');
  await promiser.at('2026-03-04T15:00:00Z');
  const sold = await mara.call('decisions.ask', { customerId: rosa, use: offer });
  expect(sold).toMatchObject({ allowed: true, basis: 'opt-out', cite: '47 CFR 64.2007(b)' });
  expect(await promiser.judged(2026, '2026-03-05')).toMatchObject({
    status: 'not kept',
    counts: { decisions: 3, wrong: 1 },
    samples: [`decision:${sold.decisionId}`],
  });
});

it('P14 a yes or no stands until the customer changes it: neither time nor a new notice nor silence lifts a no, a new yes does; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P14', line: 159 });
  const [agnes, mara] = [
    await promiser.enters('Agnes Ortiz', 'agent'),
    await promiser.enters('Mara Quill', 'marketing'),
  ];
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  await promiser.at('2026-01-05T15:00:00Z');
  const first = await mailed(promiser, mara, rosa, spokenNotice);
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({ status: 'untested' });
  const answered = { customerId: rosa, method: 'written', proof: 'form' } as const;
  await agnes.call('approvals.give', { ...answered, notice: first });
  const ask = async (instant: string) => {
    await promiser.at(instant);
    return mara.call('decisions.ask', { customerId: rosa, use: offer });
  };
  expect(await ask('2026-11-06T15:00:00Z')).toMatchObject({ allowed: true, basis: 'opt-in' });
  await agnes.call('approvals.refuse', { customerId: rosa, method: 'agent', covers: null });
  const refused = { allowed: false, missing: ['refused'], cite: '47 CFR 64.2007(a)(2)' };
  expect(await ask('2026-11-06T15:00:01Z')).toMatchObject(refused);
  const second = await sentAgain(promiser, mara, rosa);
  expect(await ask('2027-02-06T15:00:00Z')).toMatchObject(refused);
  await agnes.call('approvals.give', { ...answered, notice: second });
  const again = await ask('2027-02-06T15:00:01Z');
  expect(again).toMatchObject({ allowed: true, basis: 'opt-in' });
  for (const year of [2026, 2027])
    expect(await promiser.judged(year, '2027-02-07')).toMatchObject({ status: 'kept', counts: { decisions: 2 } });
  const { facts } = await promiser.evidence('approval.given', `customer:${rosa}`);
  expect(facts).toMatchObject({ notice: second, method: 'written', proof: true });
});

it('P16 the status of approval is known before use: it is read, asked and recorded before, and no answer without a status is a yes; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P16', line: 139 });
  const [agnes, mara] = [
    await promiser.enters('Agnes Ortiz', 'agent'),
    await promiser.enters('Mara Quill', 'marketing'),
  ];
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  await promiser.at('2026-01-05T15:00:00Z');
  const notice = await mailed(promiser, mara, rosa, spokenNotice);
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({ status: 'untested' });
  const status = () =>
    mara.call('approvals.status', { customerId: rosa, cpni: 'call-detail', recipient: 'self', purpose: 'market' });
  expect((await status()).consent).toMatchObject({ allowed: false });
  const before = await mara.call('decisions.ask', { customerId: rosa, use: offer });
  expect(before).toMatchObject({ allowed: false, missing: ['opt-in'], cite: '47 CFR 64.2007(b)' });
  await promiser.at('2026-01-07T15:00:00Z');
  await agnes.call('approvals.give', { customerId: rosa, notice, method: 'written', proof: 'form' });
  expect((await status()).consent).toMatchObject({ allowed: true, basis: 'opt-in' });
  const after = await mara.call('decisions.ask', { customerId: rosa, use: offer });
  expect(after).toMatchObject({ allowed: true, basis: 'opt-in' });
  // as of the day before, the answer is still the one of then
  const at = '2026-01-06T15:00:00Z';
  expect(
    (
      await mara.call('approvals.status', {
        customerId: rosa,
        cpni: 'call-detail',
        recipient: 'self',
        purpose: 'market',
        at,
      })
    ).consent,
  ).toMatchObject({ allowed: false });
  expect(await promiser.judged(2026, '2026-01-08')).toMatchObject({
    status: 'kept',
    samples: [`decision:${before.decisionId}`, `decision:${after.decisionId}`],
  });
  expect((await promiser.evidence('decision', `customer:${rosa}`)).facts).toMatchObject({
    decisionId: after.decisionId,
  });
});

it('P17 a system for prior, informed consent: nothing before the notice and the yes, and the first answer is what shows it deployed; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P17', line: 137 });
  const [agnes, mara] = [
    await promiser.enters('Agnes Ortiz', 'agent'),
    await promiser.enters('Mara Quill', 'marketing'),
  ];
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  // a plan is no proof: the sentence in the future tense stays untested until the system answered once
  expect(await promiser.judged(2026, '2026-01-03')).toMatchObject({
    status: 'untested',
    because: 'no use was decided in the period',
  });
  const unasked = agnes.call('approvals.give', {
    customerId: rosa,
    notice: promiser.filingId,
    method: 'oral',
    proof: 'tape',
  });
  await expect(unasked).rejects.toMatchObject({ type: 'not-found' });
  await promiser.at('2026-01-05T15:00:00Z');
  const notice = await mailed(promiser, mara, rosa, spokenNotice);
  const before = { customerId: rosa, notice, method: 'oral', proof: 'tape 7', at: '2026-01-04T15:00:00Z' } as const;
  await expect(agnes.call('approvals.give', before)).rejects.toMatchObject({ type: 'invalid-input' });
  await promiser.at('2026-01-09T15:00:00Z');
  await agnes.call('approvals.give', { ...before, proof: null, at: '2026-01-08T15:00:00Z' });
  const unproved = await mara.call('decisions.ask', { customerId: rosa, use: offer });
  expect(unproved).toMatchObject({ allowed: false, missing: ['proof'], cite: '47 CFR 64.2007(a)(1)' });
  await agnes.call('approvals.give', { ...before, at: '2026-01-09T15:00:00Z' });
  expect(await mara.call('decisions.ask', { customerId: rosa, use: offer })).toMatchObject({ basis: 'opt-in' });
  expect(await promiser.judged(2026, '2026-01-10')).toMatchObject({
    status: 'kept',
    counts: { decisions: 2, denied: 1 },
  });
  expect((await promiser.evidence('approval.given', `customer:${rosa}`)).facts).toMatchObject({ proof: true });
});
