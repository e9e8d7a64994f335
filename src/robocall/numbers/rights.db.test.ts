import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { accountOf } from '../../../test/voice-accounts.ts';
import { assignNumbers } from './assign.ts';
import { endNumbers } from './end.ts';
import { numberHistory } from './history.ts';
import { letterOfAuthorization } from './letter.ts';
import { listNumbers } from './list.ts';
import { portIn } from './port-in.ts';
import { tollFree } from './toll-free.ts';
import { verifyRights } from './verify.ts';

let home: TestHouse;
let prairie: TestCarrier;
let nora: Staff;
let clinic: string;
let bakery: string;

const hash = 'a'.repeat(64);
const unverified = { verification: null };

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  nora = await prairie.person('Nora Field', 'network');
  clinic = await accountOf(prairie, { name: 'Clinic', callerIdPolicy: 'own-only' });
  bakery = await accountOf(prairie, { name: 'Bakery', callerIdPolicy: 'own-only' });
});
afterAll(() => home.close());

const assign = (accountId: string, numbers: string[]) =>
  prairie.run(nora, assignNumbers, { accountId, numbers, order: 'W-1001', verification: 'seen in the switch' });

const spans = (items: readonly { first: string; last: string }[]) =>
  items.map(({ first, last }) => (first === last ? first : `${first}..${last}`));

const shownBy = async (accountId: string, at?: string) =>
  spans((await prairie.run(nora, listNumbers, { accountId, ...(at === undefined ? {} : { at }) })).items);

const gateChanges = (accountId: string) =>
  prairie.look(
    async (ctx) =>
      (await ctx.tx.selectFrom('gateChange').select('seq').where('accountId', '=', accountId).execute()).length,
  );

describe('numbers of an account', () => {
  test('are assigned by number, range and prefix, kept as blocks with their evidence, and the gate is told', async () => {
    await prairie.at('2026-06-01T15:00:00Z');
    const before = await gateChanges(clinic);
    const { items } = await assign(clinic, ['(515) 555-0100', '5155550110..5155550119', '+1 515-555-10XX']);
    expect(spans(items)).toEqual(['+15155550100', '+15155550110..+15155550119', '+15155551000..+15155551099']);
    expect(items[0]).toMatchObject({
      basis: 'assigned',
      evidence: 'order W-1001',
      verifiedBy: 'Nora Field',
      until: null,
    });
    expect(await gateChanges(clinic)).toBeGreaterThan(before);
  });

  test('of more than an exchange become several blocks', async () => {
    const { items } = await assign(bakery, ['2075551*', '2076660000..2076684999']);
    expect(spans(items)).toEqual([
      '+12075551000..+12075551999',
      '+12076660000..+12076669999',
      '+12076670000..+12076679999',
      '+12076680000..+12076684999',
    ]);
  });

  test('that another account has are refused, naming its right; nothing of the request is written', async () => {
    const refused = assign(bakery, ['5155550300', '5155550115..5155550130']);
    await expect(refused).rejects.toMatchObject({
      type: 'already-exists',
      facts: {
        detail: expect.stringMatching(/\+15155550110 to \+15155550119 belong to Clinic \(assigned, since 2026-06-01T/),
      },
    });
    expect(await shownBy(bakery)).not.toContain('+15155550300');
  });

  test('that two claim at the same moment go to one of them', async () => {
    const both = await Promise.allSettled([assign(bakery, ['5155550777']), assign(clinic, ['5155550777'])]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find(({ status }) => status === 'rejected');
    expect(lost).toMatchObject({ reason: { type: 'already-exists' } });
  });

  test.each([
    ['555-0100', /'numbers\.0' is no telephone number/],
    ['1555550100', /cannot exist|no telephone number/],
    ['515-111-0100', /'numbers\.0' is a number that cannot exist/],
    ['911-555-0100', /cannot exist/],
    ['5155550119..5155550110', /ends before it begins/],
    ['15*', /prefix of fewer than three/],
    ['515-555-XX', /prefix without ten digits/],
  ])('%s is refused with its field and how to write it', async (text, detail) => {
    await expect(assign(clinic, [text])).rejects.toMatchObject({
      type: 'invalid-input',
      facts: { detail: expect.stringMatching(detail), fix: expect.stringContaining('Write +15155550100') },
    });
  });

  test('of an account that has ended, or of none, are refused', async () => {
    await expect(assign('01a1f0c2-7b00-7000-8000-000000000001', ['5155550400'])).rejects.toMatchObject({
      type: 'not-found',
    });
  });
});

describe('a right', () => {
  test('by a port of today counts today, by one of next week from that day', async () => {
    await prairie.at('2026-06-02T15:00:00Z');
    const port = (number: string, effectiveOn: string) =>
      prairie.run(nora, portIn, { accountId: clinic, numbers: [number], portOrder: 'P-7', effectiveOn, ...unverified });
    await port('5155552001', '2026-06-02');
    await port('5155552002', '2026-06-09');
    expect(await shownBy(clinic)).toContain('+15155552001');
    expect(await shownBy(clinic)).not.toContain('+15155552002');
    expect(await shownBy(clinic, '2026-06-09T00:00:00-05:00')).toContain('+15155552002');
  });

  test('by letter ends at midnight after its last day', async () => {
    await prairie.run(nora, letterOfAuthorization, {
      accountId: clinic,
      numbers: ['3125553001'],
      holder: 'Harbor Clinic Group',
      signedOn: '2026-05-30',
      letterHash: hash,
      lastDay: '2026-06-30',
      ...unverified,
    });
    expect(await shownBy(clinic, '2026-06-30T23:59:59-05:00')).toContain('+13125553001');
    expect(await shownBy(clinic, '2026-07-01T00:00:00-05:00')).not.toContain('+13125553001');
  });

  test('by letter whose last day has passed, and toll-free on an ordinary number, are refused', async () => {
    const letter = {
      accountId: clinic,
      numbers: ['3125553002'],
      holder: 'X',
      signedOn: '2026-05-30',
      letterHash: hash,
    };
    await expect(
      prairie.run(nora, letterOfAuthorization, { ...letter, lastDay: '2026-06-01', ...unverified }),
    ).rejects.toMatchObject({ type: 'invalid-input' });
    const responsible = { responsibleOrganization: 'ATX01', reference: 'record 5', ...unverified };
    await expect(
      prairie.run(nora, tollFree, { accountId: clinic, numbers: ['5155553002'], ...responsible }),
    ).rejects.toMatchObject({ type: 'invalid-input' });
    await expect(assign(clinic, ['8005553002'])).rejects.toMatchObject({
      type: 'invalid-input',
      facts: { fix: 'Record it with numbers.tollFree.' },
    });
    const { items } = await prairie.run(nora, tollFree, { accountId: clinic, numbers: ['8005553002'], ...responsible });
    expect(items[0]).toMatchObject({ basis: 'toll-free', evidence: 'responsible organization ATX01, record 5' });
  });

  test('is verified by a person: a machine that gives rights may not vouch for them', async () => {
    const provisioning = prairie.machine('provisioning', 'network');
    const given = { accountId: clinic, numbers: ['5155554001'], order: 'W-1002' };
    await expect(prairie.run(provisioning, assignNumbers, { ...given, verification: 'sure' })).rejects.toMatchObject({
      type: 'person-needed',
    });
    const { items } = await prairie.run(provisioning, assignNumbers, { ...given, ...unverified });
    const rights = items.map(({ id }) => id);
    const open = await prairie.run(nora, listNumbers, { accountId: clinic, verified: 'no' });
    expect(spans(open.items)).toContain('+15155554001');
    await expect(prairie.run(provisioning, verifyRights, { rights, verification: 'sure' })).rejects.toMatchObject({
      type: 'person-needed',
    });
    const verified = await prairie.run(nora, verifyRights, { rights, verification: 'order W-1002 seen' });
    expect(verified.items[0]).toMatchObject({ verifiedBy: 'Nora Field' });
    await expect(prairie.run(nora, verifyRights, { rights, verification: 'again' })).rejects.toMatchObject({
      type: 'wrong-state',
    });
  });
});

describe('a right ends', () => {
  test('at once, in the middle of a block too, and the number can go to somebody else in the same moment', async () => {
    await prairie.at('2026-06-10T15:00:00Z');
    const end = {
      accountId: clinic,
      numbers: ['5155550112..5155550113'],
      why: 'ported-out' as const,
      reason: 'port P-9',
    };
    expect(await prairie.run(nora, endNumbers, end)).toEqual({ ended: 1, numbers: 2 });
    const now = await shownBy(clinic);
    expect(now).toContain('+15155550110..+15155550111');
    expect(now).toContain('+15155550114..+15155550119');
    expect(await shownBy(clinic, '2026-06-10T14:59:59Z')).toContain('+15155550110..+15155550119');
    await assign(bakery, ['5155550112']);
    await expect(prairie.run(nora, endNumbers, end)).rejects.toMatchObject({ type: 'not-found' });
  });

  test('before it began where it lay in the future', async () => {
    const end = { accountId: clinic, numbers: ['5155552002'], why: 'withdrawn' as const, reason: 'port cancelled' };
    await prairie.at('2026-06-08T15:00:00Z');
    await prairie.run(nora, endNumbers, end);
    expect(await shownBy(clinic, '2026-06-09T15:00:00Z')).not.toContain('+15155552002');
    await assign(bakery, ['5155552002']);
  });

  test('and its history says who had the number at any moment, and on what', async () => {
    await prairie.at('2026-06-11T15:00:00Z');
    const ask = (at: string) => prairie.run(nora, numberHistory, { number: '515-555-0112', at });
    const then = await ask('2026-06-05T12:00:00Z');
    expect(then.holder).toMatchObject({ account: 'Clinic', endedWhy: 'ported-out: port P-9' });
    expect((await ask('2026-06-10T15:00:00Z')).holder).toMatchObject({ account: 'Bakery', basis: 'assigned' });
    expect((await ask('2026-05-31T12:00:00Z')).holder).toBeNull();
    expect(then.items.map(({ account }) => account)).toEqual(['Clinic', 'Bakery']);
  });
});

test('evidence holds counts, references and salted hashes, and no number in clear', async () => {
  const entries = await prairie.look((ctx) =>
    ctx.tx.selectFrom('ledgerEntry').select(['kind', 'body']).where('kind', 'like', 'numbers.%').execute(),
  );
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(
    new Set([
      'numbers.assigned',
      'numbers.ported-in',
      'numbers.letter',
      'numbers.toll-free',
      'numbers.verified',
      'numbers.ended',
    ]),
  );
  for (const { body } of entries) expect(body).not.toMatch(/[^0-9a-f-]\+?1?(515|207|312|800)\d{7}(?!\d)|Harbor/);
});
