import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../test/house.ts';
import { discloseOnce } from '../cpni/disclosures/log.ts';
import { client, migrations } from '../db/migrate.ts';
import type { Role } from '../kernel/operation.ts';
import { operations } from '../operations.ts';

const { 'evidence.list': list, 'evidence.show': showEntry, 'decisions.show': showDecision } = operations;
const { 'ledger.export': exported, 'holds.place': place, 'legalRequests.enter': enter } = operations;

let home: TestHouse;
let prairie: TestCarrier;
let olga: Staff;
let agnes: Staff;
let customerId: string;

const mayKnow: readonly Role[] = ['network', 'compliance', 'counsel', 'officer'];

const disclose = (secrecy: 'none' | 'ordered') =>
  prairie.run(olga, discloseOnce, {
    ...{ recipient: 'government', toName: 'District Court', purpose: 'legal-process', reason: 'subpoena', secrecy },
    ...{ cpni: ['call-detail'], customerIds: [customerId] },
  });

const decisionsSeenBy = async (who: Staff) =>
  (await prairie.run(who, list, { subject: `customer:${customerId}`, kind: 'decision' })).items;
const seenBy = async (who: Staff) => JSON.stringify((await prairie.run(who, list, { limit: 500 })).items);

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  olga = await prairie.person('Olga Frey', 'officer', 'counsel');
  agnes = await prairie.person('Agnes Ortiz', 'agent', 'auditor', 'marketing', 'supervisor', 'administrator');
  customerId = (await prairie.run(agnes, operations['customers.add'], { account: 'S-1', name: 'Rosa' })).id;
});
afterAll(() => home.close());

describe('Evidence of what is under seal', () => {
  test('is read by those who answer demands and by nobody else: the demand, its hold, its disclosure and the answer behind it', async () => {
    const open = await disclose('none');
    expect(await decisionsSeenBy(agnes)).toHaveLength(1);
    expect(await prairie.stream(agnes, exported, {}, '')).toContain('compline-ledger/1');
    const { id: sealed } = await disclose('ordered');
    const { id: hold } = await prairie.run(olga, place, {
      ...{ why: 'A matter', classes: null, customers: [customerId], fromDay: null, untilDay: null, secrecy: 'ordered' },
    });
    const { id: demand } = await prairie.run(olga, enter, {
      ...{
        kind: 'subpoena',
        authority: 'District Court',
        authorityKind: 'court',
        officer: 'J. Doe',
        reference: '26-1',
      },
      ...{ wants: 'call records', classes: ['call-detail'], receivedAt: '2026-06-01T14:00:00Z', receivedHow: 'mail' },
      ...{ dueOn: null, secrecy: 'ordered' },
    });
    const [known, hidden] = [await seenBy(olga), await seenBy(agnes)];
    for (const id of [sealed, hold, demand]) {
      expect(known).toContain(id);
      expect(hidden).not.toContain(id);
    }
    expect(hidden).toContain(open.id);
    expect([await decisionsSeenBy(olga), await decisionsSeenBy(agnes)]).toMatchObject([{ length: 2 }, { length: 1 }]);
  });

  test('one by one and in the whole ledger likewise', async () => {
    const [latest] = await decisionsSeenBy(olga);
    const entryId = latest?.id ?? '';
    const decisionId = String(Object(latest?.entry.facts).decisionId);
    expect((await prairie.run(olga, showEntry, { entryId })).id).toBe(entryId);
    expect((await prairie.run(olga, showDecision, { decisionId })).entryId).toBe(entryId);
    await expect(prairie.run(agnes, showEntry, { entryId })).rejects.toThrow(/no such entry/);
    await expect(prairie.run(agnes, showDecision, { decisionId })).rejects.toThrow(/no such decision/);
    await expect(prairie.stream(agnes, exported, {}, '')).rejects.toThrow(/few may read/);
    expect(await prairie.stream(olga, exported, {}, '')).toContain('compline-ledger/1');
  });

  test('has the roles that read demands, and no others', async () => {
    for (const role of mayKnow)
      expect(await seenBy(await prairie.person(role, role))).toContain('legal-request.entered');
    for (const role of ['agent', 'auditor', 'marketing', 'supervisor', 'administrator'] as const)
      expect(await seenBy(await prairie.person(role, role))).not.toContain('legal-request.entered');
  });

  test('of before this was kept is found again by its demand, hold and disclosure', async () => {
    const before = await seenBy(agnes);
    const owner = await client(home.address, 'database' in home.address ? home.address.database : '');
    await owner.query(`update ledger_entry set secrecy = 'none'`);
    expect((await seenBy(agnes)).length).toBeGreaterThan(before.length);
    for (const { text } of migrations().filter(({ name }) => name.startsWith('0079')))
      await owner.query(text.replace(/^alter table .*$/m, ''));
    await owner.end();
    expect(await seenBy(agnes)).toBe(before);
  });
});
