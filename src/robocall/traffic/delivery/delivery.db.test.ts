// Delivery rates of calls and messages beside an account's own days before: a fall is put before a person, few messages are not judged.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { accountOf } from '../../../../test/voice-accounts.ts';
import { listAlerts } from '../days/alerts.ts';
import { watchTraffic } from '../days/nightly.ts';
import { judgeRate } from './change.ts';
import { enterDelivery } from './enter.ts';
import { messagesBeyond } from './presets.ts';
import { readDelivery } from './read.ts';

let home: TestHouse;
let prairie: TestCarrier;
let harbor: TestCarrier;
let noor: Staff;
let cora: Staff;
let accountId = '';

const zeros = { failed: 0, optedOut: 0, complaints: 0 };
const reason = { purpose: 'fraud-investigation', reason: 'weekly look' } as const;
const enterIn = (channel: 'sms' | 'mms', day: string, sent: number, delivered: number) =>
  prairie.run(noor, enterDelivery, {
    accountId,
    channel,
    campaign: 'reminders',
    day,
    sent,
    delivered,
    ...zeros,
  });

const enter = (day: string, sent: number, delivered: number) => enterIn('sms', day, sent, delivered);

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-03-11T15:00:00Z') });
  harbor = await home.carrier({ name: 'Harbor Telephone Inc', shortName: 'Harbor' });
  noor = await prairie.person('Noor Haddad', 'network');
  cora = await prairie.person('Cora Lind', 'compliance');
  accountId = await accountOf(prairie, { name: 'Acme Dental', callerIdPolicy: 'own-only' });
});
afterAll(() => home.close());

describe('A rate', () => {
  const before = [{ delivered: 970, of: 1000 }];

  it('fell where it lies five deviations and a tenth below the usual, and not where it lies less', () => {
    expect(judgeRate({ delivered: 780, of: 1000 }, before)).toMatchObject({ change: 'fell', rate: 0.78, usual: 0.97 });
    // .874 is over a tenth below .97, .873 is it by a hair
    expect(judgeRate({ delivered: 874, of: 1000 }, before).change).toBe('steady');
    expect(judgeRate({ delivered: 872, of: 1000 }, before).change).toBe('fell');
    expect(judgeRate({ delivered: 990, of: 1000 }, [{ delivered: 700, of: 1000 }]).change).toBe('rose');
  });

  it('of fewer than two hundred is not judged, nor is one without as many before', () => {
    expect(judgeRate({ delivered: 0, of: 199 }, before).change).toBe('too-few');
    expect(judgeRate({ delivered: 0, of: 200 }, before).change).toBe('fell');
    expect(judgeRate({ delivered: 0, of: 200 }, [{ delivered: 199, of: 199 }]).change).toBe('too-few');
    expect(judgeRate({ delivered: 0, of: 0 }, before)).toMatchObject({ change: 'too-few', rate: null });
  });
});

it('Published thresholds of messages are met on the line as their sources word them, from twenty messages on', () => {
  const names = (given: Partial<Parameters<typeof messagesBeyond>[0]>) =>
    messagesBeyond({ sent: 1000, delivered: 1000, ...zeros, ...given }).map(({ name }) => name);
  expect(names({ delivered: 900 })).toEqual([]);
  expect(names({ delivered: 899 })).toEqual(['delivery-problem']);
  expect(names({ delivered: 849 })).toEqual(['delivery-problem', 'delivery-critical']);
  expect([names({ failed: 79 }), names({ failed: 80 }), names({ failed: 125 })]).toEqual([
    [],
    ['errors-warned'],
    ['errors-warned', 'errors-suspended'],
  ]);
  expect([names({ optedOut: 19 }), names({ optedOut: 20 }), names({ optedOut: 30 })]).toEqual([
    [],
    ['opt-outs-warned'],
    ['opt-outs-warned', 'opt-outs-suspended'],
  ]);
  expect(names({ sent: 19, delivered: 0 })).toEqual([]);
});

describe('Messages of an account', () => {
  it('are entered by day, anew in the place of what stood there; impossible counts are refused by their fields', async () => {
    const { id } = await enter('2026-03-05', 500, 480);
    expect(await enter('2026-03-05', 500, 485)).toEqual({ id });
    await expect(enter('2026-03-12', 500, 480)).rejects.toMatchObject({ type: 'invalid-input' });
    const given = { accountId, channel: 'sms' as const, campaign: '', day: '2026-03-05', sent: 10, ...zeros };
    await expect(prairie.run(noor, enterDelivery, { ...given, delivered: 9, failed: 2 })).rejects.toMatchObject({
      facts: { detail: expect.stringContaining("'delivered' and 'failed'") },
    });
    const finn = await harbor.person('Finn Roe', 'network');
    await expect(harbor.run(finn, enterDelivery, { ...given, delivered: 9 })).rejects.toMatchObject({
      type: 'not-found',
    });
  });

  it('whose rate falls are put before a person once, and the rate is read beside what was usual', async () => {
    for (const day of ['2026-03-06', '2026-03-07', '2026-03-08']) await enter(day, 500, 485);
    expect(await prairie.run(noor, watchTraffic, {})).toMatchObject({ messageAlerts: 0 });
    await enter('2026-03-09', 500, 350);
    expect(await prairie.run(noor, watchTraffic, {})).toMatchObject({ messageAlerts: 1 });
    expect(await prairie.run(noor, watchTraffic, {})).toMatchObject({ messageAlerts: 0 });
    const [alert] = (await prairie.run(cora, listAlerts, { accountId })).items;
    expect(alert).toMatchObject({ kind: 'sms-delivery', day: '2026-03-09', codes: ['message-delivery-fell'] });
    const read = await prairie.run(cora, readDelivery, {
      ...reason,
      accountId,
      from: '2026-03-08',
      until: '2026-03-10',
    });
    expect(read.voice).toEqual([]);
    expect(read.messages.map(({ day, rate, usual, change }) => [day, rate, usual, change])).toEqual([
      ['2026-03-08', 0.97, 0.97, 'steady'],
      ['2026-03-09', 0.7, 0.97, 'fell'],
    ]);
    expect(read.messages[1]?.beyond.map(({ name }) => name)).toEqual(['delivery-problem', 'delivery-critical']);
  });

  it('are put before a person for each channel that fell, also where another fell on the same day', async () => {
    for (const day of ['2026-03-06', '2026-03-07', '2026-03-08']) await enterIn('mms', day, 500, 485);
    await enterIn('mms', '2026-03-09', 500, 300);
    expect(await prairie.run(noor, watchTraffic, {})).toMatchObject({ messageAlerts: 1 });
    expect(await prairie.run(noor, watchTraffic, {})).toMatchObject({ messageAlerts: 0 });
    const alerts = (await prairie.run(cora, listAlerts, { accountId })).items;
    expect(alerts.map(({ kind, day }) => [kind, day])).toEqual([
      ['mms-delivery', '2026-03-09'],
      ['sms-delivery', '2026-03-09'],
    ]);
  });
});
