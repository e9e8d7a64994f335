import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';
import { appendEvents } from '../approvals/append.ts';
import { approvedEvent, noticeEvent } from '../approvals/events.ts';
import type { Covers } from '../approvals/record.ts';
import { addCustomer } from '../customers/add.ts';
import { addService } from '../customers/services.ts';
import { acknowledge, missingAcknowledgments } from '../third-parties/acknowledgments.ts';
import { acceptAgreement, endAgreement, enterAgreement } from '../third-parties/agreements.ts';
import { listParties, registerParty } from '../third-parties/register.ts';
import { discloseOnce, disclosuresOfCustomer, listDisclosures } from './log.ts';
import { openDisclosure } from './open.ts';
import { passDisclosure } from './pass.ts';

const contract = `Contractor shall use CPNI only for the purpose of marketing the services named in Annex A. Contractor shall not disclose
CPNI to any third party, unless compelled by law. Contractor shall maintain measures that keep CPNI confidential.`;

let home: TestHouse;
let prairie: TestCarrier;
let carla: Staff;
let cole: Staff;
let mark: Staff;
let agnes: Staff;
let dana: string;
let evan: string;
let acme: string;
let agreementId: string;
let textHash: string;

const customer = async (account: string, name: string): Promise<string> => {
  const { id } = await prairie.run(carla, addCustomer, { account, name });
  await prairie.run(carla, addService, { customerId: id, category: 'interconnected-voip' });
  return id;
};

/** A customer who said yes in writing to his call records going to a contractor for marketing. */
const saysYes = (customerId: string): Promise<void> =>
  prairie.look(async (ctx) => {
    const covers: Covers = { cpni: ['call-detail'], recipients: ['independent-contractor'], purposes: ['market'] };
    const noticeId = ctx.id();
    const notice = noticeEvent({
      contactId: null,
      id: noticeId,
      customerId,
      at: ctx.at,
      covers,
      approval: 'opt-in',
      method: 'mail',
      waitDays: 0,
      channels: ['mail'],
    });
    const yes = { customerId, at: ctx.at, notice: noticeId, method: 'written', proof: true } as const;
    await appendEvents(ctx, [notice, approvedEvent({ id: ctx.id(), ...yes })]);
  });

const marketing = {
  purpose: 'market',
  reason: 'Letters about long distance plans',
  cpni: ['call-detail'],
  offer: { kind: 'communications-related', category: 'interexchange' },
} as const;

const opened = (partyId: string) =>
  prairie.run(mark, openDisclosure, { ...marketing, cpni: [...marketing.cpni], partyId });

const rows = (...ids: string[]) =>
  ids.map((customerId) => JSON.stringify({ customerId, row: { minutes: 7 } })).join('\n');

const pass = async (disclosureId: string, body: string) =>
  (await prairie.stream(mark, passDisclosure, { disclosureId }, body))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  carla = await prairie.person('Carla Stein', 'compliance');
  cole = await prairie.person('Cole Reed', 'counsel');
  mark = await prairie.person('Mark Bell', 'marketing', 'compliance');
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  await prairie.at('2026-06-01T15:00:00Z');
  dana = await customer('1001', 'Dana Webb');
  evan = await customer('1002', 'Evan Cruz');
  const kind = 'independent-contractor' as const;
  const party = { name: 'Acme Mail', kind, contact: 'desk@acme.example', worksFor: null, fromDay: '2026-06-01' };
  acme = (await prairie.run(mark, registerParty, party)).id;
});
afterAll(() => home.close());

describe('an agreement', () => {
  test('without one nothing leaves, and the try stands in the log', async () => {
    const tried = await opened(acme);
    expect(tried).toMatchObject({
      state: 'stopped',
      stoppedWhy: 'no accepted agreement with Acme Mail is in force',
      given: 0,
    });
    await expect(pass(tried.id, rows(dana))).rejects.toThrow(/is stopped/);
  });

  test('that lacks a clause is not accepted, by words or by the database', async () => {
    const half = contract.replace('unless compelled by law', '').replace('shall not disclose', 'may disclose');
    const term = { signedOn: '2026-06-01', fromDay: '2026-06-01', untilDay: null };
    const entered = await prairie.run(carla, enterAgreement, {
      partyId: acme,
      kind: 'confidentiality',
      title: 'Mailing agreement',
      text: half,
      ...term,
    });
    expect(entered.lacks).toEqual(['noOnward']);
    const accepting = prairie.run(cole, acceptAgreement, { agreementId: entered.id, textHash: entered.textHash });
    await expect(accepting).rejects.toThrow(/disclosed to anybody else/);
    const behind = prairie.look((ctx) =>
      ctx.tx
        .updateTable('agreement')
        .set({ acceptedBy: cole.id, accepterName: 'x', acceptedAt: 1 })
        .where('id', '=', entered.id)
        .execute(),
    );
    await expect(behind).rejects.toThrow(/accepted_with_all_clauses/);
  });

  test('is accepted by another person than who entered it', async () => {
    const term = { signedOn: '2026-06-01', fromDay: '2026-06-01', untilDay: '2026-06-30' };
    const entered = await prairie.run(carla, enterAgreement, {
      partyId: acme,
      kind: 'confidentiality',
      title: 'Mailing agreement',
      text: contract,
      ...term,
    });
    expect(entered.lacks).toEqual([]);
    agreementId = entered.id;
    textHash = entered.textHash;
    await expect(prairie.run(carla, acceptAgreement, { agreementId, textHash })).rejects.toThrow(/does not accept it/);
    await prairie.run(cole, acceptAgreement, { agreementId, textHash });
    const { items } = await prairie.run(agnes, listParties, {});
    expect(items[0]?.agreements[0]).toMatchObject({
      accepted: true,
      useLimit: expect.stringContaining('only for the purpose'),
    });
  });
});

describe('the gate', () => {
  test('gives the rows of those who said yes, withholds the rest with the paragraph, and keeps bad lines apart', async () => {
    await saysYes(dana);
    const stranger = '00000000-0000-7000-8000-000000000000';
    const disclosure = await opened(acme);
    expect(disclosure.state).toBe('running');
    const answers = await pass(disclosure.id, `${rows(dana, stranger, evan)}\n{"customerId":"nobody"}\n`);
    expect(answers[0]).toMatchObject({ customerId: dana, allowed: true, row: { minutes: 7 } });
    expect(answers[1]).toMatchObject({ line: 2, error: { type: 'not-found' } });
    expect(answers[2]).toMatchObject({ customerId: evan, allowed: false, cite: '47 CFR 64.2008(a)(1)' });
    expect(answers[2]).not.toHaveProperty('row');
    expect(answers[3]).toMatchObject({ line: 4, error: { type: 'invalid-facts' } });
    expect(answers[4].summary).toMatchObject({ state: 'complete', given: 1, withheld: 1 });
  });

  test('tells the customer to whom his records went', async () => {
    const { items } = await prairie.run(agnes, disclosuresOfCustomer, { customerId: dana });
    expect(items).toMatchObject([{ to: 'Acme Mail', purpose: 'market', cpni: ['call-detail'] }]);
    expect((await prairie.run(agnes, disclosuresOfCustomer, { customerId: evan })).items).toEqual([]);
  });

  test('serves through the last day of the agreement and stops on the next', async () => {
    await prairie.at('2026-07-01T04:59:59Z');
    expect((await opened(acme)).state).toBe('running');
    await prairie.at('2026-07-01T05:00:00Z');
    expect((await opened(acme)).state).toBe('stopped');
  });

  test('stops in the middle of a run when the agreement ends: nobody of the next batch goes out', async () => {
    const next = { signedOn: '2026-07-01', fromDay: '2026-07-01', untilDay: null };
    const renewed = await prairie.run(carla, enterAgreement, {
      partyId: acme,
      kind: 'confidentiality',
      title: 'Mailing agreement, renewed',
      text: contract,
      ...next,
    });
    await prairie.run(cole, acceptAgreement, { agreementId: renewed.id, textHash });
    const disclosure = await opened(acme);
    const streamed = passDisclosure.stream(
      {
        carrier: await prairie.look(async (ctx) => ctx.carrier),
        actor: mark,
        at: 0,
        transaction: (run) => prairie.look(run),
      },
      { disclosureId: disclosure.id },
      (async function* () {
        yield Buffer.from(`${Array.from({ length: 500 }, () => rows(dana)).join('\n')}\n`);
        await prairie.run(carla, endAgreement, { agreementId: renewed.id, lastDay: '2026-07-01', reason: 'breach' });
        await prairie.at('2026-07-02T05:00:00Z');
        yield Buffer.from(`${Array.from({ length: 500 }, () => rows(dana)).join('\n')}\n`);
      })(),
    );
    let text = '';
    for await (const part of streamed) text += String(part);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.filter(({ allowed }) => allowed === true).length).toBe(500);
    expect(lines.at(-1)?.summary).toMatchObject({ state: 'stopped', given: 500 });
    const kept = await prairie.look((ctx) =>
      ctx.tx.selectFrom('disclosureItem').select('decisionId').where('disclosureId', '=', disclosure.id).execute(),
    );
    expect(kept.length).toBe(500);
  });
});

describe('what goes out under law', () => {
  test('a subpoena is answered and logged without approval; a wish of a stranger is not', async () => {
    const served = await prairie.run(cole, discloseOnce, {
      toName: 'District Court of Polk County',
      reason: 'subpoena',
      reference: '26-CV-1',
      cpni: ['call-detail'],
      recipient: 'government',
      purpose: 'legal-process',
      customerIds: [evan],
    });
    expect(served).toMatchObject({ given: 1, withheld: 0, denied: [] });
    const wish = await prairie.run(cole, discloseOnce, {
      toName: 'A stranger',
      reason: 'curiosity',
      cpni: ['call-detail'],
      recipient: 'third-party',
      purpose: 'customer-request',
      customerIds: [evan],
    });
    expect(wish).toMatchObject({ given: 0, withheld: 1, denied: [{ cite: '47 USC 222(c)(2)' }] });
    const { items } = await prairie.run(agnes, listDisclosures, {});
    expect(items[0]).toMatchObject({ toName: 'A stranger', given: 0 });
  });
});

describe('yearly writings', () => {
  test('are owed by agents and contractors, and an agent answers for its sub-agents by name', async () => {
    const fromDay = '2026-06-01';
    const agent = await prairie.run(carla, registerParty, {
      name: 'Boone Sales',
      kind: 'agent',
      contact: '',
      worksFor: null,
      fromDay,
    });
    const sub = await prairie.run(carla, registerParty, {
      name: 'Boone North',
      kind: 'agent',
      contact: '',
      worksFor: agent.id,
      fromDay,
    });
    const other = await prairie.run(carla, registerParty, {
      name: 'Boone South',
      kind: 'agent',
      contact: '',
      worksFor: agent.id,
      fromDay,
    });
    const owed = async () => (await prairie.run(carla, missingAcknowledgments, {})).items.map(({ name }) => name);
    expect(await owed()).toEqual(['Acme Mail', 'Boone North', 'Boone Sales', 'Boone South']);
    const signed = { signedOn: '2026-07-01', signerName: 'Bea Boone', writingHash: 'a'.repeat(64) };
    const kept = await prairie.run(carla, acknowledge, { partyId: agent.id, ...signed, answersFor: [sub.id] });
    expect(kept.leftOut).toEqual([{ id: other.id, name: 'Boone South' }]);
    expect(await owed()).toEqual(['Acme Mail', 'Boone South']);
    const stranger = prairie.run(carla, acknowledge, { partyId: sub.id, ...signed, answersFor: [agent.id] });
    await expect(stranger).rejects.toThrow(/work for nobody under Boone North/);
    const due = async () =>
      (await prairie.run(carla, operations['clocks.list'], {})).items
        .filter(({ key }) => key === `party-acknowledgment:${agent.id}`)
        .map(({ dueOn }) => dueOn);
    await prairie.at('2027-05-02T15:00:00Z');
    expect(await due()).toEqual([]);
    // sixty days before it lapses, not when it has
    await prairie.at('2027-05-03T15:00:00Z');
    expect(await due()).toEqual(['2027-07-01']);
    await prairie.at('2027-07-01T15:00:00Z');
    expect(await owed()).toEqual(['Acme Mail', 'Boone South']);
    await prairie.at('2027-07-02T15:00:00Z');
    expect(await owed()).toEqual(['Acme Mail', 'Boone North', 'Boone Sales', 'Boone South']);
  });
});

describe('the walls', () => {
  test('agents enter no agreement, a machine accepts none, and another carrier sees nothing', async () => {
    await expect(prairie.run(agnes, acceptAgreement, { agreementId, textHash })).rejects.toThrow(
      /needs one of the roles/,
    );
    const robot = prairie.machine('robot', 'compliance');
    await expect(prairie.run(robot, acceptAgreement, { agreementId, textHash })).rejects.toThrow(/need a person/);
    const lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
    const lena = await lakes.person('Lena Fox', 'compliance');
    expect((await lakes.run(lena, listParties, {})).items).toEqual([]);
    expect((await lakes.run(lena, listDisclosures, {})).items).toEqual([]);
    await expect(
      lakes.run(lena, openDisclosure, { partyId: acme, purpose: 'protect', reason: 'x', cpni: ['usage'] }),
    ).rejects.toThrow(/no such third party/);
  });
});
