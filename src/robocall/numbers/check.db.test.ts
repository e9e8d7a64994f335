import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { accountOf } from '../../../test/voice-accounts.ts';
import { assignNumbers } from './assign.ts';
import { checkNumbers } from './check.ts';
import { endNumbers } from './end.ts';
import { letterOfAuthorization } from './letter.ts';
import { importNumberList } from './lists/import.ts';
import { tollFree } from './toll-free.ts';

let home: TestHouse;
let prairie: TestCarrier;
let nora: Staff;
let clinic: string;
let reseller: string;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  nora = await prairie.person('Nora Field', 'network');
  await prairie.at('2026-06-01T15:00:00Z');
  clinic = await accountOf(prairie, { name: 'Clinic', callerIdPolicy: 'own-only' });
  reseller = await accountOf(prairie, { name: 'Reseller', callerIdPolicy: 'signed-b' });
  const verified = { verification: 'seen' };
  const own = { accountId: clinic, order: 'W-1' };
  await prairie.run(nora, assignNumbers, { ...own, numbers: ['5155550100..5155550109'], ...verified });
  await prairie.run(nora, assignNumbers, { ...own, numbers: ['5155550120'], verification: null });
  await prairie.run(nora, assignNumbers, {
    accountId: reseller,
    order: 'W-2',
    numbers: ['5155550130', '5157220130'],
    ...verified,
  });
  await prairie.run(nora, letterOfAuthorization, {
    accountId: clinic,
    numbers: ['3125550140'],
    holder: 'Harbor Clinic Group',
    signedOn: '2026-05-30',
    letterHash: 'a'.repeat(64),
    lastDay: '2026-06-30',
    ...verified,
  });
  const responsible = { responsibleOrganization: 'ATX01', reference: 'record 5' };
  await prairie.run(nora, tollFree, { accountId: clinic, numbers: ['8005550150'], ...responsible, ...verified });
  await prairie.stream(
    nora,
    importNumberList,
    { kind: 'do-not-originate', source: 'own list', format: 'numbers', versionOn: '2026-05-30', mode: 'commit' },
    '5155550109\n',
  );
});
afterAll(() => home.close());

const check = async (accountId: string, ...numbers: string[]) =>
  (await prairie.run(nora, checkNumbers, { accountId, numbers })).items;

describe('numbers pasted for an account', () => {
  test('are each told by their right, its evidence, its end, and what a call would be signed', async () => {
    expect(await check(clinic, '(515) 555-0100', '312-555-0140', '+1 800 555 0150')).toEqual([
      {
        given: '(515) 555-0100',
        number: '+15155550100',
        shown: 'assigned',
        evidence: 'order W-1',
        verifiedBy: 'Nora Field',
        validUntil: null,
        attest: 'A',
        why: 'A: we know the customer, and the right to this number is verified.',
      },
      expect.objectContaining({ shown: 'letter', validUntil: '2026-07-01T00:00:00-05:00', attest: 'A' }),
      expect.objectContaining({ shown: 'toll-free', attest: 'A' }),
    ]);
  });

  test('get no A while nobody verified the right', async () => {
    const [item] = await check(clinic, '5155550120');
    expect(item).toMatchObject({ shown: 'assigned', verifiedBy: null, attest: 'B' });
    expect(item?.why).toMatch(/^B: we know the customer, not the right to this number: .*claimed, not verified/);
  });

  test('of another are refused where the account shows its own only, and B where it may show others', async () => {
    const [own] = await check(clinic, '5155550130');
    expect(own).toMatchObject({ shown: 'not-shown', attest: 'none' });
    expect(own?.why).toMatch(/^Refused: .*it is the number of Reseller/);
    const [others] = await check(reseller, '5155550100');
    expect(others).toMatchObject({ shown: 'not-shown', attest: 'B' });
  });

  test('that no call may show are told with the list, whoever has them', async () => {
    const [item] = await check(clinic, '5155550109');
    expect(item).toMatchObject({ shown: 'assigned', attest: 'none' });
    expect(item?.why).toMatch(/do-not-originate, by own list of 2026-05-30 \(47 CFR 64\.1200\(o\)\)/);
  });

  test('that cannot be read, or cannot exist, say so beside those that can; a range is answered number by number', async () => {
    const items = await check(clinic, 'front desk', '111-555-0100', '5155550100..5155550102');
    expect(items.map(({ given, shown }) => [given, shown])).toEqual([
      ['front desk', 'unreadable'],
      ['111-555-0100', 'unreadable'],
      ['5155550100..5155550102', 'assigned'],
      ['5155550100..5155550102', 'assigned'],
      ['5155550100..5155550102', 'assigned'],
    ]);
    await expect(check(clinic, '51555*')).rejects.toMatchObject({ type: 'too-large' });
  });

  test('lose their A when the letter ends at midnight, when they are ported out, and when the vetting lapses', async () => {
    await prairie.at('2026-07-01T04:59:59Z');
    expect((await check(clinic, '3125550140'))[0]).toMatchObject({ shown: 'letter', attest: 'A' });
    await prairie.at('2026-07-01T05:00:00Z');
    expect((await check(clinic, '3125550140'))[0]).toMatchObject({ shown: 'not-shown', attest: 'none' });
    const end = { numbers: ['5157220130'], why: 'ported-out' as const, reason: 'port P-1' };
    await prairie.run(nora, endNumbers, { accountId: reseller, ...end });
    const [ported] = await check(reseller, '5157220130');
    expect(ported).toMatchObject({ shown: 'not-shown', attest: 'B' });
    expect(ported?.why).toMatch(/right to this number has ended/);
    await prairie.at('2027-06-03T15:00:00Z');
    const [lapsed] = await check(clinic, '5155550100');
    expect(lapsed).toMatchObject({ shown: 'assigned', attest: 'C' });
    expect(lapsed?.why).toMatch(/vetting has lapsed/);
    await prairie.at('2027-06-17T15:00:00Z');
    expect((await check(clinic, '5155550100'))[0]).toMatchObject({ shown: 'assigned', attest: 'none' });
  });
});
