// A subpoena comes in: counsel reads it, the network pulls what it opens, compliance gives it, and the log of disclosures shows it.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { openedAccount } from '../../../test/voice-accounts.ts';
import { listTasks } from '../../carriers/tasks/list.ts';
import { addCustomer } from '../../cpni/customers/add.ts';
import { addService } from '../../cpni/customers/services.ts';
import { disclosuresOfCustomer, listDisclosures } from '../../cpni/disclosures/log.ts';
import { operations } from '../../operations.ts';
import { callsOfMarch, type Desk, deskOf, enterIt } from './legal-requests.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let desk: Desk;
let acme: string;
let requestId: string;

const march = { from: '2026-03-01T06:00:00Z', until: '2026-03-31T00:00:00Z' };
const pull = async (more: object) => {
  const wanted = { requestId, number: '+12025550143', ...march, ...more };
  const text = await prairie.stream(desk.noor, operations['legalRequests.pull'], wanted, '');
  const { pulls } = await prairie.run(desk.noor, operations['legalRequests.show'], { requestId: wanted.requestId });
  return { text, ...pulls.at(-1) };
};
const assess = (more: { readonly finding: 'valid' | 'defective'; readonly mayGive: ('call-detail' | 'location')[] }) =>
  prairie.run(desk.cole, operations['legalRequests.assess'], { requestId, why: 'On its face', ...more });
const file = { name: 'calls.ndjson', bytes: 10, sha256: 'b'.repeat(64) };
const given = {
  kind: 'given',
  toName: 'J. Pratt',
  how: 'portal',
  classes: ['call-detail'],
  files: [file],
} as const;
const answer = (who: Desk[keyof Desk], more: object) =>
  prairie.run(who, operations['legalRequests.answer'], {
    requestId,
    ...given,
    classes: [...given.classes],
    files: [...given.files],
    customerIds: [acme],
    ...more,
  });
const entries = (kind: string) =>
  prairie.look(({ tx }) => tx.selectFrom('ledgerEntry').select('body').where('kind', '=', kind).execute());

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  desk = await deskOf(prairie);
  await callsOfMarch(prairie, desk.noor);
  acme = (await prairie.run(desk.carla, addCustomer, { account: 'A-1', name: 'Acme Dental' })).id;
  await prairie.run(desk.carla, addService, { customerId: acme, category: 'interconnected-voip' });
  requestId = (await enterIt(prairie, desk.carla, {})).id;
});
afterAll(() => home.close());

describe('A subpoena that came in', () => {
  it('shows its own day beside our promise of 24 hours, each with why', async () => {
    const shown = await prairie.run(desk.noor, operations['legalRequests.show'], { requestId });
    expect(shown.promise).toMatchObject({
      dueAt: '2026-06-02T10:00:00-05:00',
      due: '2026-06-02',
      met: null,
      cite: '47 CFR 64.6305(d)(2)(iii)',
    });
    expect(shown.promise.steps.at(-1)?.why).toMatch(/^24 hours later/);
    expect(shown.demand).toMatchObject({ due: '2026-06-15', cite: '47 USC 222(c)(1)' });
    expect(shown.demand.steps.at(-1)).toEqual({
      date: '2026-06-15',
      counted: true,
      why: 'the day that the demand names',
    });
    const { items } = await prairie.run(desk.carla, operations['clocks.list'], {});
    expect(items.find(({ key }) => key === `legal-request:${requestId}`)).toMatchObject({ dueOn: '2026-06-02' });
  });

  it('is counsel’s to read and the network’s to look into, at once', async () => {
    const { items } = await prairie.run(desk.carla, listTasks, { subject: `legal-request:${requestId}` });
    expect(items.map(({ kind, role }) => [kind, role])).toEqual([['legal-request-assess', 'counsel']]);
    const { items: opened } = await prairie.run(desk.carla, operations['investigations.list'], { state: 'open' });
    const causes = opened.flatMap(({ intakes }) => intakes.map(({ trigger, reference }) => [trigger, reference]));
    expect(causes).toContainEqual(['legal-request', `legal-request:${requestId}`]);
  });

  it('that wants what was said as well is counsel’s question before anything else', async () => {
    const { id } = await enterIt(prairie, desk.carla, { contents: 'asked' });
    const { items } = await prairie.run(desk.carla, listTasks, { subject: `legal-request:${id}` });
    expect(items.find(({ kind }) => kind === 'legal-request-contents')?.why).toMatch(/only a warrant opens that/);
  });

  it('stands in evidence without who asks and for whom', async () => {
    const [first] = await entries('legal-request.entered');
    expect(first?.body).toContain('"instrument":"subpoena"');
    for (const secret of ['Pratt', 'CPD-2026', '2025550143', 'Iowa']) expect(first?.body).not.toContain(secret);
  });
});

describe('Before counsel has read it', () => {
  it('no call is read and nothing is given', async () => {
    await expect(pull({})).rejects.toThrow(/Counsel has not found/);
    await expect(answer(desk.carla, {})).rejects.toThrow(/Nobody has found that this demand binds/);
  });

  it('and by a defective one neither: location needs a warrant, whoever signs a subpoena', async () => {
    await expect(assess({ finding: 'valid', mayGive: ['location'] })).rejects.toThrow(/location needs a warrant/);
    await expect(assess({ finding: 'defective', mayGive: ['call-detail'] })).rejects.toThrow(/opens nothing/);
    await assess({ finding: 'defective', mayGive: [] });
    await expect(pull({})).rejects.toThrow(/Counsel has not found/);
  });
});

describe('What it opens', () => {
  it('is pulled as a file with its hash, for a number it names and within its time, and the log says who looked and why', async () => {
    await assess({ finding: 'valid', mayGive: ['call-detail'] });
    await expect(pull({ number: '+13035550001' })).rejects.toThrow(/none that the demand names/);
    await expect(pull({ from: '2026-03-01T05:59:59Z' })).rejects.toThrow(/does not reach so far/);
    await expect(pull({ from: '2026-03-20T00:00:00Z', until: '2026-04-01T05:00:01Z' })).rejects.toThrow(/so far/);
    const before = (await entries('calls.read')).length;
    const pulled = await pull({});
    const calls = pulled.text
      .trimEnd()
      .split('\n')
      .map((one) => JSON.parse(one));
    expect(calls.map(({ from, to }) => [from, to])).toEqual([
      ['+12025550143', '+13035550001'],
      ['+12025550143', '+13035550002'],
      ['+13035550009', '+12025550143'],
    ]);
    // no trunk, address or account: they are not call detail
    expect(Object.keys(calls[0])).toEqual(['from', 'to', 'start', 'answer', 'end', 'outcome']);
    expect(pulled.sha256).toBe(createHash('sha256').update(pulled.text).digest('hex'));
    const read = await entries('calls.read');
    expect(read.length - before).toBe(1);
    for (const { body } of read.slice(before)) {
      expect(body).toContain('"purpose":"legal-process"');
      expect(body).toContain(`legal-request:${requestId}`);
    }
  });

  it('is not given by whoever found that it binds, nor beyond what he found', async () => {
    await expect(answer(desk.cole, {})).rejects.toMatchObject({ type: 'same-person' });
    await expect(answer(desk.carla, { classes: ['services-subscribed'] })).rejects.toThrow(/does not open/);
    await expect(answer(desk.carla, { files: [] })).rejects.toThrow(/nothing is given/);
    await expect(answer(desk.carla, { customerIds: [] })).rejects.toThrow(/one is given without the other/);
    expect((await prairie.run(desk.carla, listDisclosures, {})).items).toEqual([]);
  });

  it('is refused by the database as well, whatever the code does', async () => {
    const row = { requestId, kind: 'given', toName: 'x', how: 'mail', note: '', comesOn: null } as const;
    const by = { answererName: 'Cole', answeredAt: 0, disclosureId: null };
    const past = (assessedBy: string, answeredBy: string) =>
      prairie.look((ctx) =>
        ctx.tx
          .insertInto('legalRequestAnswer')
          .values({ id: ctx.id(), ...row, classes: [], files: [], ...by, assessedBy, answeredBy })
          .execute(),
      );
    await expect(past(desk.cole.id, desk.cole.id)).rejects.toThrow(/two_persons_give/);
    await expect(past(desk.olga.id, desk.carla.id)).rejects.toThrow(/does not open what is given/);
  });

  it('goes by its hash, with a line in the log of disclosures of CPNI that names the demand', async () => {
    const shown = await answer(desk.carla, {});
    expect(shown.answers).toMatchObject([{ kind: 'given', files: [file], answererName: 'Carla Stein' }]);
    expect(shown.promise.met).not.toBeNull();
    const [line] = (await prairie.run(desk.carla, listDisclosures, {})).items;
    expect(line).toMatchObject({
      id: shown.answers[0]?.disclosureId,
      recipient: 'government',
      toName: 'J. Pratt',
      purpose: 'legal-process',
      cpni: ['call-detail'],
      given: 1,
      reference: `legal-request:${requestId}`,
    });
    const own = await prairie.run(desk.carla, disclosuresOfCustomer, { customerId: acme });
    expect(own.items).toMatchObject([{ disclosureId: line?.id, purpose: 'legal-process' }]);
    const [written] = await entries('legal-request.answered');
    expect(written?.body).toContain(file.sha256);
    expect(written?.body).not.toContain('Pratt');
  });

  it('is closed with the outcome that an answer bears out, and counsel is asked about the hold', async () => {
    const close = (outcome: 'objected' | 'complied') =>
      prairie.run(desk.carla, operations['legalRequests.close'], { requestId, outcome, closing: 'Receipt on file' });
    await expect(close('objected')).rejects.toThrow(/no answer of the kind objected/);
    expect(await close('complied')).toMatchObject({ outcome: 'complied', closerName: 'Carla Stein' });
    await expect(answer(desk.carla, {})).rejects.toMatchObject({ type: 'wrong-state' });
    const { items } = await prairie.run(desk.carla, listTasks, { kind: 'legal-request-hold' });
    expect(items).toMatchObject([{ subject: `legal-request:${requestId}`, role: 'counsel' }]);
  });
});

it('An auditor sees that demands were answered, not who asked about whom', async () => {
  const ada = await prairie.person('Ada Lund', 'auditor');
  const list = await prairie.run(ada, operations['legalRequests.list'], { state: 'closed' });
  expect(list.items).toMatchObject([{ id: requestId, kind: 'subpoena', outcome: 'complied', inTime: 'yes' }]);
  for (const secret of ['Pratt', 'CPD-2026', '2025550143', 'Iowa']) expect(JSON.stringify(list)).not.toContain(secret);
  await expect(prairie.run(ada, operations['legalRequests.show'], { requestId })).rejects.toMatchObject({
    type: 'not-allowed',
  });
});

it('A private party is no government', async () => {
  const { id } = await enterIt(prairie, desk.carla, { authorityKind: 'private-litigant', authority: 'Roe v. Acme' });
  await prairie.run(desk.cole, operations['legalRequests.assess'], {
    requestId: id,
    finding: 'valid',
    mayGive: ['call-detail'],
    why: 'Clerk’s seal',
  });
  await answer(desk.carla, { requestId: id, toName: 'Roe’s counsel' });
  const [line] = (await prairie.run(desk.carla, listDisclosures, {})).items;
  expect(line).toMatchObject({ recipient: 'third-party', toName: 'Roe’s counsel' });
});

it('Of a demand under seal the log that many read names neither who asked nor who got it', async () => {
  const { id } = await enterIt(prairie, desk.carla, { secrecy: 'ordered' });
  await prairie.run(desk.cole, operations['legalRequests.assess'], {
    requestId: id,
    finding: 'valid',
    mayGive: ['call-detail'],
    why: 'Order of the court',
  });
  await answer(desk.carla, { requestId: id });
  const own = await prairie.run(desk.carla, disclosuresOfCustomer, { customerId: acme });
  const [line] = (await prairie.run(desk.carla, listDisclosures, {})).items;
  expect(line).toMatchObject({ toName: 'Under seal: the customer is not told', reference: `legal-request:${id}` });
  expect(JSON.stringify([own.items.find(({ disclosureId }) => disclosureId === line?.id), line])).not.toMatch(
    /Iowa|Pratt/,
  );
  const agnes = await prairie.person('Agnes Ortiz', 'agent');
  const ada = await prairie.person('Ada Blum', 'auditor');
  for (const who of [agnes, ada]) {
    const open = await prairie.run(who, disclosuresOfCustomer, { customerId: acme });
    expect(open.items.map(({ disclosureId }) => disclosureId)).not.toContain(line?.id);
    expect(open.items.length).toBeGreaterThan(0);
    const log = await prairie.run(who, listDisclosures, {});
    expect(log.items.map((one) => one.id)).not.toContain(line?.id);
  }
  const { holdId } = await prairie.run(desk.cole, operations['legalRequests.hold'], {
    ...{ requestId: id, classes: null, customers: [acme], fromDay: null, untilDay: null },
  });
  await expect(prairie.run(agnes, operations['holds.list'], {})).rejects.toMatchObject({ type: 'not-allowed' });
  const audited = (await prairie.run(ada, operations['holds.list'], {})).items;
  expect(audited.length).toBeGreaterThan(0);
  expect(JSON.stringify(audited)).not.toMatch(new RegExp(`${id}|${acme}`));
  const counsels = (await prairie.run(desk.cole, operations['holds.list'], {})).items;
  expect(counsels.find((hold) => hold.id === holdId)).toMatchObject({ customers: [acme], secrecy: 'ordered' });
});

it('An investigation that a demand under seal gave cause to is shown to those who answer demands only', async () => {
  const { id } = await enterIt(prairie, desk.carla, { secrecy: 'ordered' });
  const ada = await prairie.person('Ada Blum', 'auditor');
  const all = async (who: Desk[keyof Desk]) => (await prairie.run(who, operations['investigations.list'], {})).items;
  const mine = (await all(desk.noor)).find(({ intakes }) => intakes[0]?.reference === `legal-request:${id}`);
  const investigationId = mine?.id ?? '';
  expect(JSON.stringify(await all(ada))).not.toContain(id);
  // the demand that is not under seal is there for her
  expect(JSON.stringify(await all(ada))).toContain(requestId);
  await expect(prairie.run(ada, operations['investigations.show'], { investigationId })).rejects.toMatchObject({
    type: 'not-found',
  });
  // nor does evidence tell everybody what gave cause and whose calls it is about
  const omar = await prairie.person('Omar Diaz', 'onboarding', 'network');
  const limits = { callsPerSecond: 5, burst: 10, sessions: 100, leaseSeconds: null };
  const { accountId } = await openedAccount(prairie, omar, 'Acme Dental', limits);
  const found = { line: 'trunk', numberOwned: 'yes', forwarded: 'no', found: 'Nothing odd' } as const;
  await prairie.run(desk.noor, operations['investigations.find'], { investigationId, accountId, ...found });
  const about = { subject: `investigation:${investigationId}` };
  expect((await prairie.run(desk.noor, operations['evidence.list'], about)).items).toHaveLength(3);
  expect((await prairie.run(ada, operations['evidence.list'], about)).items).toEqual([]);
  await expect(
    prairie.run(desk.noor, operations['investigations.warn'], { investigationId, words: 'A court asks about you' }),
  ).rejects.toThrow(/under seal: the customer may not be told/);
});
