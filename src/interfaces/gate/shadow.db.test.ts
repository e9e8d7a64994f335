// Shadow mode first, then enforce: what the carrier itself set is told of calls that are carried, until a person or its time ends that.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certify, openGate, type TestGate } from '../../../test/gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { orderedAccount } from '../../../test/strikes.ts';
import { accountOf, approvedCase, rightTo } from '../../../test/voice-accounts.ts';
import { DAY } from '../../kernel/time.ts';
import { operations } from '../../operations.ts';
import { gateControls } from '../../robocall/call-gate/controls.ts';
import { addCredential } from '../../robocall/call-gate/credentials.ts';
import { numberControls } from '../../robocall/numbers/controls.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let olga: Staff;
let gate: TestGate;
let accountId = '';
let key = '';

const [own, others, fiction, called] = ['+15152000147', '+15153050123', '+15155550123', '+15155550199'];
const start = Date.parse('2026-06-01T15:00:00Z');
const inDays = (days: number) => new Date(start + days * DAY).toISOString();

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: start });
  noor = await prairie.person('Noor Haddad', 'network');
  olga = await prairie.person('Olga Grant', 'officer');
  accountId = await accountOf(prairie, { name: 'Sunrise Dialing', callerIdPolicy: 'own-only' });
  await rightTo(prairie, accountId, Number(own.slice(1)), true);
  key = (await prairie.run(noor, addCredential, { name: 'its dialer', kind: 'key', accountId })).secret ?? '';
  await certify(prairie, noor, '709J');
  gate = await openGate(home.connections);
});
afterAll(async () => {
  await gate.close();
  await home.close();
});

let calls = 0;
const ask = async (from: string, path = 'authorize', to = called) => {
  calls += 1;
  return (await gate.post(key, `/v1/calls:${path}`, { callId: `call-${calls}`, from, to })).body;
};
const within = (check: () => Promise<unknown>) => expect.poll(check, { timeout: 5000, interval: 50 });
const shadow = (who: Staff, id: string, days: number) =>
  prairie.run(who, operations['gate.shadow'], {
    accountId: id,
    until: inDays(days),
    reason: 'Its dialer is new to us',
  });
const enforce = (who: Staff) =>
  prairie.run(who, operations['gate.enforce'], { accountId, reason: 'Looked at what would have been refused' });
const counts = () => prairie.run(noor, operations['gate.shadowCounts'], { accountId });
const setLimits = (limits: { callsPerSecond: number; burst: number; sessions: number }) =>
  prairie.run(noor, operations['accounts.setLimits'], {
    ...{ accountId, limits: { ...limits, leaseSeconds: null }, reason: 'set up for a test' },
  });

const wrongNumber = { code: 'caller-id-not-authorized' };

describe('An account in shadow mode', () => {
  it('is refused nothing by its caller-ID rule, which says what it would have refused; the simulator says it too', async () => {
    expect(await ask(others)).toMatchObject({ carry: false, refused: wrongNumber, shadowed: null });
    expect(await shadow(noor, accountId, 14)).toMatchObject({ shadowUntil: expect.stringContaining('2026-06-15') });
    const passed = { carry: true, attest: 'B', refused: null, shadowed: wrongNumber };
    await within(() => ask(others, 'explain')).toMatchObject({
      ...passed,
      why: expect.stringContaining('Shadow mode'),
    });
    expect(await ask(others)).toMatchObject(passed);
    expect(await ask(own)).toMatchObject({ carry: true, attest: 'A', shadowed: null });
    const shown = await prairie.run(noor, operations['gate.shadowed'], { accountId });
    expect(shown.items).toMatchObject([{ calling: others, called, code: wrongNumber.code, accountId }]);
  });

  it('is refused what the law refuses: a number that may not be shown, one that nobody can read, a stopped account', async () => {
    expect(await ask(fiction)).toMatchObject({ carry: false, refused: { code: 'do-not-originate' } });
    expect(await ask('anonymous')).toMatchObject({ carry: false, refused: { code: 'caller-id-malformed' } });
    await prairie.run(noor, operations['accounts.suspend'], { accountId, reason: 'A complaint came.' });
    await within(() => ask(others, 'explain')).toMatchObject({ carry: false, refused: { code: 'suspended' } });
    await prairie.run(noor, operations['accounts.resume'], { accountId, reason: 'It was another’s.' });
    await within(() => ask(own, 'explain')).toMatchObject({ carry: true });
  });

  it('is carried past its limits and told so; what would have been refused is counted, makes no strike, and shows promises not kept', async () => {
    await setLimits({ callsPerSecond: 1, burst: 1, sessions: 1 });
    await within(async () => gate.gate.snapshot.accounts.get(accountId)?.sessions).toBe(1);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(own)));
    expect(answers.every(({ carry, attest }) => carry === true && attest === 'A')).toBe(true);
    const { shadow: last, items } = await counts();
    expect(last).toMatchObject({ setBy: 'Noor Haddad', state: 'on' });
    const told = answers.filter(({ shadowed }) => shadowed !== null).length;
    expect(told).toBeGreaterThan(0);
    const limited = items.filter(({ code }) => code !== wrongNumber.code);
    expect(limited.reduce((sum, one) => sum + one.calls, 0)).toBe(told);
    expect(items.find(({ code }) => code === wrongNumber.code)?.calls).toBe(1);
    await prairie.run(noor, operations['strikes.watch'], {});
    const struck = await prairie.look((ctx) =>
      ctx.tx.selectFrom('strikeCall').select('refusalId').where('accountId', '=', accountId).execute(),
    );
    // the one call that was refused before
    expect(struck).toHaveLength(1);
    const period = { from: start - DAY, until: start + DAY };
    const broken = await prairie.look(async (ctx) => {
      const found = [];
      for (const { id, check } of [...gateControls, ...numberControls])
        if ((await check(ctx, period)).status === 'not kept') found.push(id);
      return found;
    });
    expect(broken).toEqual(expect.arrayContaining(['rate-limits', 'number-authorization']));
  });

  it('is enforced by a person within seconds, with what would have been refused in the ledger', async () => {
    await expect(enforce(await prairie.person('Ana Ruiz', 'agent'))).rejects.toMatchObject({ type: 'not-allowed' });
    const { items } = await counts();
    expect(await enforce(noor)).toMatchObject({ shadowUntil: null });
    await within(() => ask(others)).toMatchObject({ carry: false, refused: wrongNumber, shadowed: null });
    const body = await prairie.look(async (ctx) => {
      const { body: kept } = await ctx.tx
        .selectFrom('ledgerEntry')
        .select('body')
        .where('kind', '=', 'account.enforced')
        .executeTakeFirstOrThrow();
      return kept;
    });
    for (const { code, calls: n } of items) expect(body).toContain(`"${code}":${n}`);
    expect((await counts()).shadow).toMatchObject({ state: 'over' });
    await expect(enforce(noor)).rejects.toThrow(/enforced already/);
  });
});

describe('Who may be watched, and how long', () => {
  it('thirty days at most; by the network or an officer, a customer of high risk after ninety days by an officer alone', async () => {
    await expect(shadow(noor, accountId, 31)).rejects.toThrow(/not within 30 days/);
    await expect(shadow(noor, accountId, 0)).rejects.toThrow(/not within 30 days/);
    const ana = await prairie.person('Ana Diaz', 'compliance');
    await expect(shadow(ana, accountId, 5)).rejects.toMatchObject({ type: 'not-allowed' });
    const caseId = await approvedCase(prairie, { tier: 'high', days: 365 });
    const { id } = await prairie.run(noor, operations['accounts.open'], { caseId, name: 'Marketing Blast' });
    await expect(shadow(olga, id, 5)).rejects.toThrow(/first 90 days/);
  });

  it('not one that a strike stands against, nor one whose limits an investigation lowered: that ends the shadow', async () => {
    const struck = await orderedAccount(prairie, noor, 'Bay Tow');
    await expect(shadow(noor, struck, 5)).rejects.toThrow(/hold is in force|strike/);
    const calm = await accountOf(prairie, { name: 'Calm Dental', callerIdPolicy: 'own-only' });
    await shadow(noor, calm, 5);
    const cause = {
      trigger: 'complaint',
      reference: 'FTC 1',
      why: 'Three persons say that it sells warranties',
    } as const;
    const { id: investigationId } = await prairie.run(noor, operations['investigations.open'], {
      accountId: calm,
      ...cause,
    });
    const limits = { callsPerSecond: 1, burst: 1, sessions: 1, leaseSeconds: null };
    const words = 'Until we know more';
    await prairie.run(noor, operations['investigations.limit'], { investigationId, limits, words });
    const { account, timeline } = await prairie.run(noor, operations['accounts.show'], { accountId: calm });
    expect(account.shadowUntil).toBeNull();
    expect(timeline.map(({ what }) => what)).toContain('enforced at the gate');
    await expect(shadow(noor, calm, 5)).rejects.toThrow(/lowered by an investigation/);
  });

  it('is another carrier’s account to nobody', async () => {
    const harbor = await home.carrier({ name: 'Harbor Telephone Inc', shortName: 'Harbor' });
    const finn = await harbor.person('Finn Roe', 'network');
    const reason = 'Curious';
    for (const asked of [
      () => harbor.run(finn, operations['gate.shadow'], { accountId, until: inDays(5), reason }),
      () => harbor.run(finn, operations['gate.enforce'], { accountId, reason }),
      () => harbor.run(finn, operations['gate.shadowCounts'], { accountId }),
      () => harbor.run(finn, operations['gate.shadowed'], { accountId }),
    ])
      await expect(asked()).rejects.toMatchObject({ type: 'not-found' });
  });
});
