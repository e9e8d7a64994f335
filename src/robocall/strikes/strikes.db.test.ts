import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { noOutside } from '../../../test/outside.ts';
import { refusedCalls } from '../../../test/strikes.ts';
import { accountOf } from '../../../test/voice-accounts.ts';
import { workAll } from '../../../test/work.ts';
import { listTasks } from '../../carriers/tasks/list.ts';
import { resumeAccount } from '../accounts/hold.ts';
import { showAccount } from '../accounts/show.ts';
import { assignNumbers } from '../numbers/assign.ts';
import { closeAccount } from './close.ts';
import { deliverWarning } from './deliver.ts';
import { signException } from './except.ts';
import { readNotice } from './notice.ts';
import { showStrikes } from './show.ts';
import { voidFinding } from './void.ts';
import { watchStrikes } from './watch.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let carla: Staff;
let dana: Staff;

const start = Date.parse('2026-06-01T15:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let names = 0;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: start });
  noor = await prairie.person('Noor Haddad', 'network');
  carla = await prairie.person('Carla Byrne', 'compliance');
  dana = await prairie.person('Dana Ruiz', 'officer');
});
afterAll(() => home.close());

const spoofed = '+15155550123';

/** A story of one account of its own: it begins at the start, at each step the clock is set. */
const story = async () => {
  names += 1;
  await prairie.at(new Date(start).toISOString());
  const accountId = await accountOf(prairie, { name: `Account ${names}`, callerIdPolicy: 'own-only' });
  const to = (after: number) => prairie.at(new Date(start + after).toISOString());
  let calls = 0;
  const story = {
    accountId,
    to,
    /** A call at that time after the start, which is weighed at once. */
    async call(after: number, calling = spoofed) {
      calls += 1;
      await to(after);
      await refusedCalls(prairie, [{ accountId, at: start + after, callId: `c${calls}`, calling, forwarded: false }]);
      await prairie.run(noor, watchStrikes, {});
    },
    show: () => prairie.run(noor, showStrikes, { accountId }),
    account: async () => (await prairie.run(noor, showAccount, { accountId })).account,
    async finding(number: number) {
      return (await story.show()).findings[number - 1]?.id ?? '';
    },
    async deliver(number: number, after: number) {
      const deliveredAt = new Date(start + after).toISOString();
      const findingId = await story.finding(number);
      return prairie.run(noor, deliverWarning, {
        findingId,
        deliveredAt,
        how: 'answer',
        evidence: 'mail 4711: “got it”',
      });
    },
    async except(number: number) {
      const [findingId, reason] = [await story.finding(number), 'a test dialer, now switched off'];
      return prairie.run(dana, signException, { findingId, reason, password: dana.password });
    },
    async void(number: number) {
      const [findingId, reason] = [await story.finding(number), 'ported in on Monday, entered on Tuesday'];
      return prairie.run(noor, voidFinding, { findingId, reason, password: noor.password });
    },
    /** One warned, one after it: termination is ordered. */
    async ordered() {
      await story.call(0);
      await story.deliver(1, 0);
      await story.call(DAY + 1);
    },
  };
  return story;
};

describe('A wrong caller ID', () => {
  it('is one finding however many calls it has, and its customer is warned once', async () => {
    const { call, show, accountId } = await story();
    for (let n = 0; n < 5; n += 1) await call(n * DAY);
    const shown = await show();
    expect(shown).toMatchObject({ standing: 'warned', service: 'active', waiting: 0, closes: null });
    expect(shown.findings).toMatchObject([{ number: 1, calls: 5, warned: null }]);
    expect(shown.timeline).toMatchObject([
      { kind: 'wrong-caller-id', consequence: 'warn', why: { cite: '47 CFR 64.6305(a)(2)' } },
    ]);
    await workAll(home, noOutside);
    const { items } = await prairie.run(carla, listTasks, {
      kind: 'strike-letter',
      subject: `voice-account:${accountId}`,
    });
    expect(items).toHaveLength(1);
    const [notice] = (await show()).notices;
    expect(notice).toMatchObject({ kind: 'warning', state: 'letter' });
    const letter = await prairie.run(carla, readNotice, { noticeId: notice?.id ?? '' });
    expect(letter.text).toMatch(/placed 5 calls.*\+15155550123/);
  });

  it('belongs to the first until exactly 24 hours after the warning was delivered; a millisecond later it is a second', async () => {
    const kept = await story();
    await kept.call(0);
    await kept.to(5 * HOUR);
    expect(await kept.deliver(1, 5 * HOUR)).toMatchObject({ consequence: 'delivery-noted', service: 'active' });
    await kept.call(29 * HOUR);
    expect(await kept.show()).toMatchObject({ standing: 'warned', findings: [{ calls: 2 }] });
    await kept.call(29 * HOUR + 1);
    expect(await kept.show()).toMatchObject({
      standing: 'termination-ordered',
      service: 'suspended',
      findings: [{ calls: 2 }, { number: 2, calls: 1 }],
      closes: '2026-06-09T15:00:00.001-05:00',
    });
    expect(await kept.account()).toMatchObject({ standing: 'suspended', carries: false });
  });

  it('of a call that is forwarded with evidence is none, and one that came twice is one', async () => {
    const { accountId, show } = await story();
    const call = { accountId, at: start, calling: spoofed, callId: 'twice' };
    await refusedCalls(prairie, [{ ...call, callId: 'forwarded', forwarded: true }]);
    await prairie.run(noor, watchStrikes, {});
    expect(await show()).toMatchObject({ standing: 'clear', waiting: 0, findings: [] });
    await refusedCalls(prairie, [
      { ...call, forwarded: false },
      { ...call, forwarded: false },
    ]);
    await prairie.run(noor, watchStrikes, {});
    await refusedCalls(prairie, [{ ...call, forwarded: false }]);
    await prairie.run(noor, watchStrikes, {});
    expect(await show()).toMatchObject({ findings: [{ calls: 1 }], waiting: 0 });
  });
});

describe('The proof of delivery', () => {
  it('that comes late divides the calls: those over a day after the customer was warned are a second finding', async () => {
    const { call, deliver, show } = await story();
    for (const hours of [0, 20, 29, 30, 40]) await call(hours * HOUR);
    expect(await deliver(1, 5 * HOUR)).toMatchObject({ consequence: 'order-termination', service: 'suspended' });
    expect(await show()).toMatchObject({ findings: [{ calls: 3 }, { calls: 2 }], standing: 'termination-ordered' });
  });

  it('is entered once, of what has happened, by a person, and not before the finding', async () => {
    const { call, deliver, finding } = await story();
    await call(2 * HOUR);
    await expect(deliver(1, HOUR)).rejects.toThrow(/'deliveredAt' lies before the finding/);
    await expect(deliver(1, 3 * HOUR)).rejects.toThrow(/'deliveredAt' lies in the future/);
    const input = {
      findingId: await finding(1),
      deliveredAt: new Date(start + 2 * HOUR).toISOString(),
      how: 'courier' as const,
    };
    const dialer = prairie.machine('dialer', 'network');
    await expect(prairie.run(dialer, deliverWarning, { ...input, evidence: 'x' })).rejects.toThrow(/needs? a person/i);
    await expect(prairie.run(noor, deliverWarning, { ...input, evidence: ' ' })).rejects.toThrow(/evidence/);
    await deliver(1, 2 * HOUR);
    await expect(deliver(1, 2 * HOUR)).rejects.toThrow(/proven already/);
  });
});

describe('An order of termination', () => {
  it('stops service at once and ends it after seven days by itself, for good, without a gap', async () => {
    const { ordered, to, show, account, accountId, deliver, call, finding } = await story();
    await ordered();
    await expect(prairie.run(dana, resumeAccount, { accountId, reason: 'please' })).rejects.toThrow(/by strikes/);
    await to(8 * DAY);
    expect(await prairie.run(noor, watchStrikes, {})).toMatchObject({ closed: 0 });
    await to(8 * DAY + 1);
    expect(await prairie.run(noor, watchStrikes, {})).toMatchObject({ closed: 1 });
    expect(await show()).toMatchObject({ standing: 'closed', service: 'ended', closes: null });
    expect(await account()).toMatchObject({
      standing: 'terminated',
      holds: [{ kind: 'terminated', source: 'strikes' }],
    });
    await call(9 * DAY);
    expect(await show()).toMatchObject({ standing: 'closed', findings: [{ calls: 1 }, { calls: 1 }], waiting: 0 });
    await expect(deliver(2, 9 * DAY)).rejects.toThrow(/has ended by its strikes/);
    const findingId = await finding(2);
    await expect(
      prairie.run(dana, signException, { findingId, reason: 'late', password: dana.password }),
    ).rejects.toThrow(/it is closed/);
  });

  it('is carried out sooner by compliance or an officer, and by nobody where none is ordered', async () => {
    const { ordered, call, finding, account } = await story();
    await call(0);
    const first = { findingId: await finding(1), reason: 'spoofing a bank' };
    await expect(prairie.run(carla, closeAccount, first)).rejects.toThrow(/No termination.*it is warned/);
    await ordered();
    await expect(prairie.run(carla, closeAccount, first)).rejects.toThrow(/upon finding 2/);
    const second = { findingId: await finding(2), reason: 'spoofing a bank' };
    await expect(prairie.run(noor, closeAccount, second)).rejects.toThrow(/compliance, officer/);
    expect(await prairie.run(carla, closeAccount, second)).toMatchObject({ consequence: 'close', service: 'ended' });
    expect(await account()).toMatchObject({ standing: 'terminated' });
  });

  it('is lifted by an officer, proven again, by name and reason; the next wrong call orders it anew', async () => {
    const { ordered, finding, except, account, call, show, to } = await story();
    await ordered();
    const input = { findingId: await finding(2), reason: 'a test dialer', password: carla.password };
    await expect(prairie.run(carla, signException, input)).rejects.toThrow(/officer/);
    await expect(prairie.run(dana, signException, { ...input, password: 'guessed' })).rejects.toThrow();
    await to(2 * DAY);
    expect(await except(2)).toMatchObject({ consequence: 'except', standing: 'excepted', service: 'active' });
    expect(await account()).toMatchObject({ standing: 'active', holds: [] });
    await call(2 * DAY);
    expect(await show()).toMatchObject({
      standing: 'excepted',
      findings: [{}, { exception: { by: 'Dana Ruiz' }, calls: 2 }],
    });
    await call(2 * DAY + 1);
    expect(await show()).toMatchObject({ standing: 'termination-ordered', findings: [{}, {}, { number: 3 }] });
    await except(3);
    expect((await show()).notices.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['warning', 'suspension', 'exception']),
    );
  });
});

describe('A finding that our own number record was wrong', () => {
  const own = '+15152000199';
  const assign = (accountId: string, number: string) =>
    prairie.run(noor, assignNumbers, {
      accountId,
      numbers: [number],
      order: 'port order 7',
      verification: 'the order as the other carrier confirmed it',
      from: new Date(start).toISOString(),
    });

  it('is voided by a person once the right that was missing is entered; without it the finding stands', async () => {
    const { call, finding, show, accountId, void: voided, to } = await story();
    await call(HOUR, own);
    await to(2 * HOUR);
    await expect(voided(1)).rejects.toThrow(/no right at the time/);
    await assign(accountId, own);
    const findingId = await finding(1);
    await expect(prairie.run(noor, voidFinding, { findingId, reason: ' ', password: noor.password })).rejects.toThrow(
      /reason/,
    );
    expect(await voided(1)).toMatchObject({ consequence: 'finding-voided', standing: 'clear', service: 'active' });
    const shown = await show();
    expect(shown.timeline.at(-1)).toMatchObject({ signer: 'Noor Haddad', rightIds: [expect.any(String)] });
    expect(shown.notices).toMatchObject([{ kind: 'warning', state: 'dropped' }]);
    await expect(voided(1)).rejects.toThrow(/void already/);
  });

  it('if the first of two, makes the second the first: service is on again, and its own warning is due', async () => {
    const { call, deliver, show, accountId, void: voided, account, to } = await story();
    await call(HOUR, '+15152000198');
    await deliver(1, HOUR);
    await call(2 * DAY);
    expect(await account()).toMatchObject({ standing: 'suspended' });
    await to(2 * DAY);
    await assign(accountId, '+15152000198');
    expect(await voided(1)).toMatchObject({ standing: 'warned', service: 'active' });
    expect(await account()).toMatchObject({ standing: 'active', holds: [] });
    const { notices } = await show();
    expect(notices.filter(({ kind }) => kind === 'warning')).toMatchObject([{ state: 'dropped' }, { state: 'wanted' }]);
    await call(4 * DAY);
    expect(await show()).toMatchObject({ standing: 'warned', findings: [{}, { calls: 2, warned: null }] });
  });
});
