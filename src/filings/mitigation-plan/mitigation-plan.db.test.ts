// A plan that is what the carrier does: written from settings, signed to the byte, and no longer true the moment that one of them changes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { readyToOnboard, stepsOf } from '../../../test/onboarding.ts';
import { frontDesk } from '../../demo/applicants.ts';
import { operations } from '../../operations.ts';
import { readDocument } from '../lint/read-document.ts';
import { mitigationPlanControls } from './controls.ts';
import { exampleRegistration } from './registration.example.ts';
import { planTelling } from './telling.ts';

let home: TestHouse;
let prairie: TestCarrier;
let clara: Staff;
let olga: Staff;
let noor: Staff;
let account = '';

beforeAll(async () => {
  home = await house();
  // a Friday
  prairie = await home.carrier({ clock: Date.parse('2026-11-20T15:00:00Z') });
  clara = await prairie.person('Clara Reyes', 'compliance');
  olga = await prairie.person('Olga Grant', 'officer');
  noor = await prairie.person('Noor Haddad', 'network', 'onboarding');
});
afterAll(() => home.close());

/** A customer taken in by every step, with an account. */
const customer = async (): Promise<string> => {
  const steps = stepsOf(prairie, noor, '2026-11-20T09:00:00-06:00');
  await readyToOnboard(prairie, noor, clara, '2026-11-19');
  const caseId = await steps.open('Harvest Dental Group');
  await steps.claim(caseId, {});
  await steps.check(caseId);
  await steps.answer(caseId, frontDesk);
  await steps.call(caseId);
  await steps.accept(caseId, 1);
  await steps.screen(caseId);
  await steps.answerFlags(caseId);
  await prairie.run(noor, operations['onboarding.submit'], { caseId, recommends: 'approved' });
  await prairie.run(noor, operations['onboarding.decide'], {
    caseId,
    outcome: 'approved',
    reason: 'looked at as a whole',
  });
  return (await prairie.run(noor, operations['accounts.open'], { caseId, name: 'Harvest Dental Group' })).id;
};

const prepare = (withheld: readonly string[]) =>
  prairie.run(clara, operations['mitigationPlans.prepare'], {
    officerId: olga.id,
    effectiveOn: '2026-12-31',
    withheld: [...withheld],
  });
const sign = (plan: { readonly id: string; readonly documentsHash: string }, by: Staff) =>
  prairie.run(by, operations['mitigationPlans.sign'], {
    planId: plan.id,
    documentsHash: plan.documentsHash,
    password: by.password,
  });
const enter = (facts: Partial<typeof exampleRegistration>, changedOn: string) =>
  prairie.run(clara, operations['registrations.enter'], { facts: { ...exampleRegistration, ...facts }, changedOn });
const watch = () => prairie.run(clara, operations['mitigationPlans.watch'], {});
const limits = (callsPerSecond: number) =>
  prairie.run(noor, operations['accounts.setLimits'], {
    accountId: account,
    limits: { callsPerSecond, burst: 10, sessions: 100, leaseSeconds: null },
    reason: 'Asked for by the customer',
  });
const shown = (planId: string) => prairie.run(clara, operations['mitigationPlans.show'], { planId });
const clocks = async () => {
  const { items } = await prairie.run(clara, operations['clocks.list'], {});
  return items.filter(({ key }) => key.startsWith('registration-'));
};
const receipt = (kind: 'update' | 'recertification', filedAt: string) =>
  prairie.run(clara, operations['registrations.receipt'], {
    kind,
    confirmation: 'RMD0012345',
    filedAt,
    officerId: olga.id,
  });
const control = (id: string) =>
  prairie.look(async (ctx) => {
    const found = mitigationPlanControls.find((one) => one.id === id) ?? expect.unreachable();
    return (await found.check(ctx, { from: ctx.at - 30 * 86_400_000, until: ctx.at + 1 })).status;
  });
const printed = async (planId: string, name: string): Promise<string> => {
  const parts: Uint8Array[] = [];
  const work = prairie.stream(clara, operations['mitigationPlans.document'], { planId, name }, '');
  expect((await work).startsWith('%PDF')).toBe(true);
  const { bytes } = await prairie.look((ctx) =>
    ctx.tx
      .selectFrom('mitigationPlanDocument')
      .select('bytes')
      .where('planId', '=', planId)
      .where('name', '=', name)
      .orderBy('round', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow(),
  );
  parts.push(bytes);
  const read = await readDocument(Uint8Array.from(bytes));
  return 'error' in read ? expect.unreachable() : read.text.replaceAll(/\s+/g, ' ');
};

describe('A plan', () => {
  it('is not written before the registration is entered, and a status that is not full needs its reason', async () => {
    await expect(prepare([])).rejects.toThrow(/registration says is not entered/);
    await expect(enter({ status: 'none' }, '2026-11-20')).rejects.toThrow(/'extension': calls that go unsigned/);
    await expect(enter({}, '2026-11-21')).rejects.toThrow(/lies in the future/);
    const first = {
      status: 'none',
      extension: { kind: 'no-network-control', paragraph: null, because: 'it resells a service.' },
    } as const;
    const small = { kind: 'extension', paragraph: null, because: 'it is a small provider.' } as const;
    await expect(enter({ status: 'none', extension: small }, '2026-11-20')).rejects.toMatchObject({
      facts: { fix: expect.stringMatching(/small providers, \(a\), ended/) },
    });
    expect(await enter(first, '2026-11-20')).toMatchObject({ version: 1 });
    await expect(enter(first, '2026-11-20')).rejects.toThrow(/Nothing differs/);
  });

  it('says what is set, each sentence by its control, and withholds in the public form what is asked to be withheld', async () => {
    account = await customer();
    await limits(17);
    await prairie.run(clara, operations['carrier.change'], { frn: null });
    await expect(prepare([])).rejects.toThrow(/'frn' of the carrier's profile is not entered/);
    await prairie.run(clara, operations['carrier.change'], { frn: '0012345678' });
    const paper = { kind: 'ocn', issuer: 'NECA', untilDay: null } as const;
    await prairie.run(noor, operations['signing.papers.add'], { ...paper, code: '709J', fromDay: '2020-01-01' });
    await prairie.run(noor, operations['signing.papers.add'], { ...paper, code: '811K', fromDay: '2027-01-01' });
    const plan = await prepare(['thresholds']);
    expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(plan.sentences.find(({ code }) => code === 'limits')?.text).toContain('17 calls per second');
    const signing = await prairie.look(async (ctx) => {
      await ctx.tx.updateTable('voiceAccount').set({ callerIdPolicy: 'signed-b' }).execute();
      const { signedB } = await planTelling(ctx, exampleRegistration);
      await ctx.tx.updateTable('voiceAccount').set({ callerIdPolicy: 'own-only' }).execute();
      return [signedB, (await planTelling(ctx, exampleRegistration)).signedB];
    });
    expect(signing).toEqual(['some', 'none']);
    expect(plan.sentences.filter(({ controls }) => controls.length === 0)).toEqual([]);
    expect(plan.sentences.find(({ code }) => code === 'number')?.text).toBe(
      'Its Operating Company Number (OCN) is 709J.',
    );
    const secret = 'Suspicion begins where an account makes';
    expect(await printed(plan.id, 'mitigation-plan-v1.pdf')).toContain(secret);
    const open = await printed(plan.id, 'mitigation-plan-v1-public.pdf');
    expect(open).toContain('REDACTED');
    expect(open).not.toContain(secret);
    expect(open).toContain('17 calls per second');
  });

  it('is signed by the officer whom it names, to the byte, and not after what it says has changed', async () => {
    const plan = await prepare([]);
    await expect(sign(plan, clara)).rejects.toMatchObject({ type: 'not-allowed' });
    await expect(sign({ ...plan, documentsHash: 'a'.repeat(64) }, olga)).rejects.toThrow(/not the hash of the plan/);
    await limits(20);
    await expect(sign(plan, olga)).rejects.toThrow(/no longer say what the plan says in: limits/);
    const signed = await sign(await prepare([]), olga);
    expect(signed).toMatchObject({ state: 'signed', version: 1, change: null });
    await expect(sign(signed, olga)).rejects.toMatchObject({ type: 'wrong-state' });
    expect(await control('plan-binding')).toBe('kept');
    expect(await control('registration')).toBe('untested');
    await receipt('update', '2026-11-20T15:00:00Z');
    expect(await control('registration')).toBe('kept');
  });
});

describe('A change', () => {
  it('of what no sentence tells starts nothing', async () => {
    await prairie.person('Paula Diaz', 'agent');
    await limits(5);
    await limits(20);
    expect(await watch()).toEqual({ changed: [] });
    expect((await clocks()).filter(({ key }) => key.startsWith('registration-update'))).toEqual([]);
  });

  it('of a limit that a sentence tells starts ten business days, from the last day on which it was true; another joins it', async () => {
    await limits(25);
    // nobody has looked since, and it is kept by no words
    expect(await control('plan-binding')).toBe('untested');
    // seen on the Monday: the limit was changed some time after Friday's last look
    await prairie.at('2026-11-23T15:00:00Z');
    expect(await watch()).toEqual({ changed: ['limits'] });
    expect(await watch()).toEqual({ changed: ['limits'] });
    const [plan] = (await prairie.run(clara, operations['mitigationPlans.list'], {})).items;
    // Thanksgiving is no business day
    expect((await shown(plan?.id ?? '')).change).toMatchObject({
      changedOn: '2026-11-20',
      codes: ['limits'],
      clock: { due: '2026-12-07', cite: '47 CFR 64.6305(d)(5)' },
    });
    await prairie.run(noor, operations['providers.add'], {
      ...{ name: 'Upstream Voice', frn: '0099999999', kind: 'gateway', direction: 'upstream', accountId: null },
    });
    await watch();
    expect((await shown(plan?.id ?? '')).change?.codes).toEqual(['limits', 'no-upstream', 'upstream-listed']);
    expect((await clocks()).filter(({ key }) => key.startsWith('registration-update'))).toMatchObject([
      { dueOn: '2026-12-07' },
    ]);
    expect(await control('plan-binding')).toBe('untested');
  });

  it('that is still there is not talked away', async () => {
    const [plan] = (await prairie.run(clara, operations['mitigationPlans.list'], {})).items;
    await expect(
      prairie.run(clara, operations['mitigationPlans.settle'], { planId: plan?.id ?? '', because: 'No matter' }),
    ).rejects.toThrow(/still differs from the plan in: no-upstream, limits, upstream-listed/);
  });

  it('is settled by the next version, filed in time', async () => {
    await prairie.at('2026-12-07T15:00:00Z');
    const next = await sign(await prepare([]), olga);
    expect(next).toMatchObject({ version: 2, change: null });
    expect(await printed(next.id, 'mitigation-plan-v2.pdf')).toContain('version 1 of December 31, 2026');
    expect((await clocks()).filter(({ key }) => key.startsWith('registration-update'))).toHaveLength(1);
    // what changed after the signing is in no version yet: this filing does not settle it
    await prairie.at('2026-12-07T16:00:00Z');
    await limits(30);
    await watch();
    await prairie.at('2026-12-07T17:00:00Z');
    await receipt('update', '2026-12-07T16:30:00Z');
    expect((await clocks()).filter(({ key }) => key.startsWith('registration-update'))).toMatchObject([
      { dueOn: '2026-12-21' },
    ]);
    await limits(25);
    await prairie.run(clara, operations['mitigationPlans.settle'], { planId: next.id, because: 'Set back' });
    expect((await clocks()).filter(({ key }) => key.startsWith('registration-update'))).toEqual([]);
    expect(await control('plan-binding')).toBe('kept');
  });

  it('that nobody files in ten business days breaks the promise', async () => {
    await limits(40);
    await watch();
    await prairie.at('2026-12-21T15:00:00Z');
    expect(await control('plan-binding')).toBe('untested');
    await prairie.at('2026-12-23T15:00:00Z');
    expect(await control('plan-binding')).toBe('not kept');
    // late stays late, and may be filed all the same
    const late = await prepare([]);
    expect(late.sentences.find(({ code }) => code === 'followed')?.mark).toBe('contradicted');
    await sign(late, olga);
    await receipt('update', '2026-12-23T15:00:00Z');
    expect(await control('plan-binding')).toBe('not kept');
  });
});

describe('Each year', () => {
  it('the filing is certified anew from February 1 to March 1, and an update in January does not count', async () => {
    await prairie.at('2027-01-29T15:00:00Z');
    await expect(receipt('recertification', '2027-01-29T15:00:00Z')).rejects.toThrow(/no time of recertification/);
    expect(await clocks()).toContainEqual(
      expect.objectContaining({ key: 'registration-recertification:2027', dueOn: '2027-03-01' }),
    );
    await prairie.at('2027-03-01T15:00:00Z');
    await receipt('recertification', '2027-03-01T15:00:00Z');
    const keys = (await clocks()).map(({ key }) => key);
    expect(keys).not.toContain('registration-recertification:2027');
    expect(keys).toContain('registration-recertification:2028');
  });

  it('the form is a checklist with every field, its paragraph and what confirms it', async () => {
    const form = await prairie.run(clara, operations['registrations.form'], {});
    expect(form.confirmation).toBe('RMD0012345');
    const value = (name: string) => form.fields.find(({ field }) => field.startsWith(name))?.value;
    expect(value('Principals')).toBe('Olga Grant');
    expect(value('Implementation')).toBe('voice-service-provider: none');
    expect(value('Declaration under penalty of perjury')).toMatch(/^by Olga Grant, .* on 2026-12-23$/);
    expect([value('Last updated'), value('Last recertified')]).toEqual(['2026-12-23', '2027-03-01']);
    expect([value('Other FCC'), value('Country'), value('Contact: extension')]).toEqual(['none', 'US', 'none']);
    expect(form.fields.every(({ value, cite }) => value !== '' && cite.startsWith('47 CFR 64.6305'))).toBe(true);
  });
});
