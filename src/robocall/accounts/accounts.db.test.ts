import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { approvedCase, openedAccount } from '../../../test/voice-accounts.ts';
import { endAccount } from './end.ts';
import { endHold, placeHold, resumeAccount, suspendAccount, terminateAccount } from './hold.ts';
import { setLimits } from './limits.ts';
import { listAccounts } from './list.ts';
import { openAccount } from './open.ts';
import { showAccount } from './show.ts';

let home: TestHouse;
let prairie: TestCarrier;
let nadia: Staff;
let olga: Staff;
let omar: Staff;
let carla: Staff;

const clock = '2026-06-01T15:00:00Z';
const more = { callsPerSecond: 5, burst: 10, sessions: 50, leaseSeconds: null };

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse(clock) });
  nadia = await prairie.person('Nadia Brook', 'network');
  olga = await prairie.person('Olga Reyes', 'onboarding');
  omar = await prairie.person('Omar Diaz', 'officer');
  carla = await prairie.person('Carla Byrne', 'compliance');
});
afterAll(() => home.close());

const standing = async (accountId: string) => (await prairie.run(carla, showAccount, { accountId })).account.standing;

const toldToGate = (accountId: string) =>
  prairie.look((ctx) =>
    ctx.tx.selectFrom('gateChange').select('what').where('accountId', '=', accountId).orderBy('seq').execute(),
  );

describe('A voice account', () => {
  it('opens on an approval in force, with the limits of a new account, and the gate is told', async () => {
    const caseId = await approvedCase(prairie, { tier: 'standard', days: 365 });
    const opened = await prairie.run(olga, openAccount, { caseId, name: 'Harvest front desk' });
    expect(opened).toMatchObject({
      standing: 'active',
      carries: true,
      limits: { callsPerSecond: 1, sessions: 5 },
      callerIdPolicy: 'own-only',
      whenBlind: 'pass-unsigned',
    });
    expect(await toldToGate(opened.id)).toEqual([{ what: 'account_limits' }, { what: 'voice_account' }]);
    await expect(prairie.run(olga, openAccount, { caseId, name: 'harvest FRONT desk' })).rejects.toThrow(/'name'/);
  });

  it('opens neither without a decision, nor after a refusal, nor when the approval has ended', async () => {
    const undecided = await prairie.look(async (ctx) => {
      const id = ctx.id();
      await ctx.tx.insertInto('onboardingCase').values({ id, applicant: 'Unread Ltd', openedAt: ctx.at }).execute();
      return id;
    });
    const open = (caseId: string) => prairie.run(olga, openAccount, { caseId, name: `for ${caseId}` });
    await expect(open(undecided)).rejects.toThrow(/Nobody has decided/);
    const refused = await approvedCase(prairie, { tier: 'standard', days: 365 });
    await prairie.look(async (ctx) => {
      const row = await ctx.tx
        .selectFrom('onboardingDecision')
        .selectAll()
        .where('caseId', '=', refused)
        .executeTakeFirstOrThrow();
      await ctx.tx
        .insertInto('onboardingDecision')
        .values({ ...row, id: ctx.id(), outcome: 'refused', validUntil: null, decidedAt: ctx.at + 1 })
        .execute();
    });
    await prairie.at('2026-06-01T15:00:01Z');
    await expect(open(refused)).rejects.toThrow(/was refused/);
    const short = await approvedCase(prairie, { tier: 'standard', days: 1 });
    await prairie.at('2026-06-02T15:00:01Z');
    await expect(open(short)).rejects.toThrow(/ended on 2026-06-02T10:00:01-05:00/);
    await prairie.at(clock);
  });

  it('cannot be written down without limits or without an approval, whatever the code does', async () => {
    const caseId = await approvedCase(prairie, { tier: 'standard', days: 365 });
    const { id } = await prairie.run(olga, openAccount, { caseId, name: 'To be copied' });
    const copy = (change: { readonly limitsId?: string; readonly approvalId?: string }) =>
      prairie.look(async (ctx) => {
        const row = await ctx.tx.selectFrom('voiceAccount').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
        await ctx.tx
          .insertInto('voiceAccount')
          .values({ ...row, id: ctx.id(), name: 'a copy', ...change })
          .execute();
      });
    await expect(copy({})).rejects.toThrow(/foreign key/);
    await expect(copy({ approvalId: caseId })).rejects.toThrow(/foreign key/);
  });

  it('of an elevated customer stays at the ramp for thirty days, of a high one for ninety and then asks an officer', async () => {
    const elevated = await approvedCase(prairie, { tier: 'elevated', days: 90 });
    const high = await approvedCase(prairie, { tier: 'high', days: 120 });
    await expect(prairie.run(olga, openAccount, { caseId: elevated, name: 'Too soon', limits: more })).rejects.toThrow(
      /elevated.*first 30 days/,
    );
    const { id: first } = await prairie.run(olga, openAccount, { caseId: elevated, name: 'Solar Leads' });
    const { id: second } = await prairie.run(olga, openAccount, { caseId: high, name: 'Warranty Desk' });
    const raise = (who: Staff, accountId: string) =>
      prairie.run(who, setLimits, { accountId, limits: more, reason: 'asked by the customer' });
    await prairie.at('2026-06-30T15:00:00Z');
    await expect(raise(nadia, first)).rejects.toThrow(/first 30 days/);
    await prairie.at('2026-07-01T15:00:00Z');
    expect((await raise(nadia, first)).limits).toEqual(more);
    await prairie.at('2026-08-30T15:00:00Z');
    await expect(raise(nadia, second)).rejects.toThrow(/for an officer to grant/);
    expect((await raise(omar, second)).limits).toEqual(more);
    // 62 days after its last hold is not 90
    await prairie.run(nadia, suspendAccount, { accountId: second, reason: 'asked by the customer' });
    await prairie.run(nadia, resumeAccount, { accountId: second, reason: 'asked by the customer' });
    await prairie.at('2026-09-15T15:00:00Z');
    await expect(
      prairie.run(omar, setLimits, { accountId: second, limits: { ...more, sessions: 51 }, reason: 'again' }),
    ).rejects.toThrow(/first 90 days/);
    await prairie.run(nadia, setLimits, {
      accountId: second,
      limits: { ...more, sessions: 2 },
      reason: 'less is always possible',
    });
    await prairie.at(clock);
  });

  it('is suspended and resumed by a person with a reason, and shows how it stood at any moment', async () => {
    const { accountId } = await openedAccount(prairie, nadia, 'Shown over time', more);
    await prairie.at('2026-06-03T15:00:00Z');
    await prairie.run(nadia, suspendAccount, { accountId, reason: 'calls to one number every second' });
    expect(await standing(accountId)).toBe('suspended');
    await prairie.at('2026-06-04T15:00:00Z');
    await prairie.run(nadia, resumeAccount, { accountId, reason: 'the dialer was mended' });
    expect(await standing(accountId)).toBe('active');
    const between = await prairie.run(carla, showAccount, { accountId, asOf: '2026-06-03T20:00:00Z' });
    expect(between.account).toMatchObject({ standing: 'suspended', carries: false, limits: more });
    expect(between.timeline.map(({ what }) => what)).toEqual([
      'case approved',
      'limits set: 1 calls a second, burst 2, 5 sessions',
      'limits set: 5 calls a second, burst 10, 50 sessions',
      'suspended by officer',
      'hold ended',
    ]);
    await expect(prairie.run(carla, showAccount, { accountId, asOf: '2026-05-01T00:00:00Z' })).rejects.toThrow(
      /'asOf' lies before/,
    );
    expect((await toldToGate(accountId)).map(({ what }) => what)).toContain('account_hold');
    await prairie.at(clock);
  });

  it('that strikes stopped is resumed by nobody through accounts; only what placed a hold ends it', async () => {
    const { accountId, caseId: findingId } = await openedAccount(prairie, nadia, 'Struck', more);
    const strike = {
      accountId,
      kind: 'terminated',
      source: 'strikes',
      sourceId: findingId,
      reason: 'second finding',
    } as const;
    const [once, twice] = await prairie.look(async (ctx) => [
      await placeHold(ctx, strike),
      await placeHold(ctx, strike),
    ]);
    expect(once).toBe(twice);
    for (const who of [nadia, carla, omar])
      await expect(prairie.run(who, resumeAccount, { accountId, reason: 'please' })).rejects.toThrow(
        /stopped by strikes/,
      );
    // what a person ordered besides ends without it
    await prairie.run(omar, suspendAccount, { accountId, reason: 'unpaid' });
    expect((await prairie.run(omar, resumeAccount, { accountId, reason: 'paid' })).standing).toBe('terminated');
    const other = { accountId, source: 'investigation', sourceId: findingId, reason: 'no such case' } as const;
    expect(await prairie.look((ctx) => endHold(ctx, other))).toEqual([]);
    const ended = await prairie.look((ctx) => endHold(ctx, { ...other, source: 'strikes', reason: 'voided' }));
    expect(ended).toEqual([once]);
    expect(await standing(accountId)).toBe('active');
  });

  it('is terminated by compliance or an officer, and brought back by an officer alone', async () => {
    const { accountId } = await openedAccount(prairie, nadia, 'Fired', more);
    await expect(prairie.run(nadia, terminateAccount, { accountId, reason: 'abuse' })).rejects.toThrow(/roles/);
    expect((await prairie.run(carla, terminateAccount, { accountId, reason: 'abuse' })).standing).toBe('terminated');
    await expect(prairie.run(carla, resumeAccount, { accountId, reason: 'a mistake' })).rejects.toThrow(/officer/);
    expect((await prairie.run(omar, resumeAccount, { accountId, reason: 'a mistake' })).standing).toBe('active');
  });

  it('ends with its contract, and frees its numbers', async () => {
    const { accountId } = await openedAccount(prairie, nadia, 'Leaving', more);
    await prairie.look((ctx) =>
      ctx.tx
        .insertInto('numberRight')
        .values({
          id: ctx.id(),
          accountId,
          firstNumber: 15_155_550_100,
          lastNumber: 15_155_550_199,
          basis: 'assigned',
          evidence: 'order 7',
          verifiedBy: null,
          verifiedAt: null,
          fromAt: ctx.at,
          untilAt: null,
          endedWhy: null,
          recordedAt: ctx.at,
        })
        .execute(),
    );
    await prairie.at('2026-06-05T15:00:00Z');
    expect((await prairie.run(olga, endAccount, { accountId, reason: 'moved away' })).standing).toBe('ended');
    const rights = await prairie.look((ctx) =>
      ctx.tx.selectFrom('numberRight').select(['untilAt', 'endedWhy']).where('accountId', '=', accountId).execute(),
    );
    expect(rights).toEqual([{ untilAt: Date.parse('2026-06-05T15:00:00Z'), endedWhy: 'the contract ended' }]);
    for (const o of [suspendAccount, endAccount])
      await expect(prairie.run(olga, o, { accountId, reason: 'again' })).rejects.toThrow(/contract has ended/);
    await prairie.at(clock);
  });

  it('has fourteen days of grace after its approval ended, with the limits of a new account from the seventh', async () => {
    const caseId = await approvedCase(prairie, { tier: 'standard', days: 10 });
    const { id: accountId } = await prairie.run(olga, openAccount, { caseId, name: 'Overdue' });
    const on = async (instant: string) => {
      const { account } = await prairie.run(carla, showAccount, { accountId, asOf: instant });
      return [account.standing, account.carries, account.limitsLowered];
    };
    expect(await on('2026-06-11T14:59:59Z')).toEqual(['active', true, false]);
    expect(await on('2026-06-11T15:00:00Z')).toEqual(['grace', true, false]);
    expect(await on('2026-06-18T15:00:00Z')).toEqual(['grace', true, true]);
    expect(await on('2026-06-25T14:59:59Z')).toEqual(['grace', true, true]);
    expect(await on('2026-06-25T15:00:00Z')).toEqual(['lapsed', false, false]);
  });

  it('leaves no name in evidence, and is listed page by page', async () => {
    const bodies = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', 'like', 'account.%').execute(),
    );
    expect(bodies.length).toBeGreaterThan(10);
    expect(bodies.map(({ body }) => body).join()).not.toMatch(/Harvest|Solar|Warranty/);
    const first = await prairie.run(carla, listAccounts, { limit: 3 });
    const rest = await prairie.run(carla, listAccounts, { limit: 100, cursor: first.next ?? '' });
    const names = [...first.items, ...rest.items].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('Leaving');
    expect((await prairie.run(carla, listAccounts, { contract: 'ended' })).items).toMatchObject([{ name: 'Leaving' }]);
  });
});
