// The calls of a day are counted and judged, an alert is raised once, and who looked is on record; another carrier sees none of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { noOutside } from '../../../../test/outside.ts';
import { accountOf, rightTo } from '../../../../test/voice-accounts.ts';
import { workAll } from '../../../../test/work.ts';
import { listTasks } from '../../../carriers/tasks/list.ts';
import { importCalls } from '../calls/import.ts';
import { addCallSource } from '../calls/sources.ts';
import { call, type ExampleCall, lineOf } from '../metrics/calls.example.ts';
import { alertOf, listAlerts, showAlert } from './alerts.ts';
import { listCallAccounts, setCallAccount } from './call-accounts.ts';
import { measureAccount } from './measure-account.ts';
import { watchTraffic } from './nightly.ts';
import { scoreNow } from './score-now.ts';
import { readScores } from './scores.ts';

let home: TestHouse;
let prairie: TestCarrier;
let harbor: TestCarrier;
let noor: Staff;
let cora: Staff;
let finn: Staff;
let sourceId = '';
let accountId = '';

const day = '2026-03-10';
const reason = { purpose: 'fraud-investigation', reason: 'review of March' } as const;
const to = (n: number): string => `+1303${String(4_200_000 + n * 7919).slice(0, 7)}`;
const office = Array.from({ length: 60 }, (_, n) => call({ at: n * 60, to: to(n), talk: 150 }));
const blast = Array.from({ length: 200 }, (_, n) =>
  call({ account: 'trunk-9', at: n * 20, to: to(n), talk: 4, from: `+1415${3_000_000 + n}` }),
);

const take = (calls: readonly ExampleCall[], name: string) =>
  prairie.stream(
    noor,
    importCalls,
    { sourceId, name },
    calls.map((one, n) => `${lineOf(one, n).replace('"call-', `"${name}-`)}\n`).join(''),
  );
const summary = z.object({ day: z.string(), accounts: z.number(), alerts: z.array(z.string()) });
const scoreAll = async () => {
  const lines = (await prairie.stream(cora, scoreNow([]), { ...reason, day }, '')).trimEnd().split('\n');
  return summary.parse(JSON.parse(lines.at(-1) ?? ''));
};
const window = z.object({
  from: z.string(),
  counts: z.object({ attempts: z.number(), short6: z.number() }),
  ratios: z.array(z.object({ name: z.string(), hits: z.number(), of: z.number(), share: z.number() })),
  beyond: z.array(z.object({ name: z.string() })),
});
const measure = async (carrier: TestCarrier, who: Staff, size: 'minute' | 'hour' | 'day') => {
  const asked = { ...reason, accountRef: 'trunk-9', day, window: size };
  const lines = (await carrier.stream(who, measureAccount, asked, '')).trimEnd().split('\n');
  const last = z.object({ windows: z.number(), more: z.boolean() }).parse(JSON.parse(lines.pop() ?? ''));
  const items = lines.map((line) => window.parse(JSON.parse(line)));
  expect(last).toEqual({ windows: items.length, more: false });
  return items;
};
const entries = (kind: string) =>
  prairie.look(({ tx }) => tx.selectFrom('ledgerEntry').select('body').where('kind', '=', kind).execute());

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-03-11T15:00:00Z') });
  harbor = await home.carrier({ name: 'Harbor Telephone Inc', shortName: 'Harbor' });
  noor = await prairie.person('Noor Haddad', 'network');
  cora = await prairie.person('Cora Lind', 'compliance');
  finn = await harbor.person('Finn Roe', 'compliance');
  sourceId = (await prairie.run(noor, addCallSource, { name: 'switch', format: 'canonical' })).id;
  accountId = await accountOf(prairie, { name: 'Acme Dental', callerIdPolicy: 'own-only' });
  await prairie.at('2026-03-01T15:00:00Z');
  await rightTo(prairie, accountId, 12_025_550_143, true);
  await prairie.at('2026-03-11T15:00:00Z');
  await take([...office, ...blast], 'first');
});
afterAll(() => home.close());

describe('A name in call records', () => {
  it('is a voice account because a person said so, and an account of another carrier is none', async () => {
    await prairie.run(noor, setCallAccount, { accountRef: 'acme', accountId });
    expect((await prairie.run(cora, listCallAccounts, {})).items).toMatchObject([
      { accountRef: 'acme', accountId, setBy: 'Noor Haddad' },
    ]);
    await expect(harbor.run(finn, setCallAccount, { accountRef: 'acme', accountId })).rejects.toMatchObject({
      type: 'not-found',
    });
  });
});

describe('The metrics of an account', () => {
  it('are counted by hour with their intervals, and the published thresholds that they are beyond', async () => {
    const items = await measure(prairie, cora, 'hour');
    // 200 calls, one in 20 s: 180 in the hour from 7:00 in Chicago, 20 in the next
    expect(items.map(({ from, counts }) => [from, counts.attempts, counts.short6])).toEqual([
      ['2026-03-10T07:00:00', 180, 180],
      ['2026-03-10T08:00:00', 20, 20],
    ]);
    expect(items[0]?.ratios.find(({ name }) => name === 'sdr6-answered')).toMatchObject({
      hits: 180,
      of: 180,
      share: 1,
    });
    expect(items[0]?.beyond.map(({ name }) => name)).toContain('volli-short-calls');
    expect(items[1]?.beyond.map(({ name }) => name)).not.toContain('volli-short-calls');
    const minutes = await measure(prairie, cora, 'minute');
    expect(minutes.slice(0, 2).map(({ counts }) => counts.attempts)).toEqual([3, 3]);
  });

  it('go on record with who looked and why, and without any number', async () => {
    const bodies = (await entries('calls.read')).map(({ body }) => body);
    expect(bodies.some((body) => body.includes('review of March'))).toBe(true);
    expect(bodies.join()).not.toContain('5550143');
  });
});

describe('A day', () => {
  it('is scored, every account once, and raises one alert: of the account that shows numbers of nobody', async () => {
    const scored = await scoreAll();
    expect(scored).toMatchObject({ day, accounts: 2, alerts: [expect.any(String)] });
    const [alert] = (await prairie.run(cora, listAlerts, {})).items;
    expect(alert).toMatchObject({ id: scored.alerts[0], accountRef: 'trunk-9', accountId: null, day, kind: 'score' });
    expect(alert?.codes).toContain('caller-id-not-authorized');
    const { items } = await prairie.run(cora, readScores, { ...reason, day });
    expect(items.map(({ accountRef, score, calls }) => [accountRef, score > 0.5, calls])).toEqual([
      ['trunk-9', true, 200],
      ['acme', false, 60],
    ]);
    // how many there are does not depend on how many are read
    const first = await prairie.run(cora, readScores, { ...reason, day, limit: 1 });
    expect([first.items.length, first.judged, first.flagged, first.flagFrom]).toEqual([1, 2, 1, 0.5]);
  });

  it('is scored again without a second alert', async () => {
    expect((await scoreAll()).alerts).toEqual([]);
    expect((await prairie.run(cora, listAlerts, {})).items).toHaveLength(1);
  });

  it('tells its reasons in words with sample calls to who names a purpose; evidence has the reasons and no number', async () => {
    const [{ id: alertId } = { id: '' }] = (await prairie.run(cora, listAlerts, {})).items;
    const { reasons } = await prairie.run(cora, showAlert, { ...reason, alertId });
    expect(reasons.find(({ code }) => code === 'caller-id-not-authorized')).toMatchObject({
      why: expect.stringMatching(/^200 calls of 200 showed 200 numbers/),
      calls: ['first-60', 'first-61', 'first-62'],
    });
    expect(await prairie.look((ctx) => alertOf(ctx, alertId))).toMatchObject({ id: alertId, day });
    const [entry] = await entries('traffic.alert');
    expect(entry?.body).toContain('caller-id-not-authorized');
    expect(entry?.body).not.toContain('trunk-9');
  });

  it('is the day of the carrier’s zone in the record of who read it, as it is in what was counted', async () => {
    const bodies = (await entries('calls.read')).map(({ body }) => JSON.parse(body));
    const times = z.array(z.object({ facts: z.object({ from: z.string(), until: z.string() }) })).parse(bodies);
    expect(times.length).toBeGreaterThan(3);
    // Chicago was five hours behind since March 8
    expect(new Set(times.map(({ facts }) => `${facts.from} ${facts.until}`))).toEqual(
      new Set([
        '2026-03-10T05:00:00.000Z 2026-03-11T05:00:00.000Z',
        // who measures an account reads thirty days before it, too
        '2026-02-08T05:00:00.000Z 2026-03-11T05:00:00.000Z',
      ]),
    );
  });

  it('is nothing to another carrier', async () => {
    const [{ id: alertId } = { id: '' }] = (await prairie.run(cora, listAlerts, {})).items;
    await expect(harbor.run(finn, showAlert, { ...reason, alertId })).rejects.toMatchObject({ type: 'not-found' });
    expect((await harbor.run(finn, readScores, { ...reason, day })).items).toEqual([]);
    expect(await measure(harbor, finn, 'day')).toEqual([]);
  });
});

describe('The nightly job', () => {
  it('finds nothing to do where a day is scored with all its calls, and scores it anew when calls come late', async () => {
    expect(await prairie.run(noor, watchTraffic, {})).toEqual({ days: [], messageAlerts: 0 });
    const late = Array.from({ length: 120 }, (_, n) => call({ account: 'late', at: n * 30, to: to(n), talk: 3 }));
    await take(late, 'second');
    expect(await prairie.run(noor, watchTraffic, {})).toEqual({ days: [day], messageAlerts: 0 });
    expect(await workAll(home, noOutside)).toContain('traffic.scoreDay');
    const alerts = (await prairie.run(cora, listAlerts, {})).items;
    expect(alerts.map(({ accountRef }) => accountRef)).toEqual(['late', 'trunk-9']);
    expect(await prairie.run(noor, watchTraffic, {})).toEqual({ days: [], messageAlerts: 0 });
  });

  it('scores a day of last month too, when its calls come at last', async () => {
    const february = call({ account: 'late', at: -20 * 86_400 });
    await take([february], 'third');
    expect((await prairie.run(noor, watchTraffic, {})).days).toEqual(['2026-02-18']);
    expect(await workAll(home, noOutside)).toContain('traffic.scoreDay');
    expect((await prairie.run(noor, watchTraffic, {})).days).toEqual([]);
  });

  it('raises no alert of a day long past, but asks once that somebody reads what was suspicious then', async () => {
    const before = (await prairie.run(cora, listAlerts, {})).items.length;
    const old = (days: number) =>
      Array.from({ length: 200 }, (_, n) =>
        call({ account: 'trunk-9', at: n * 20 - days * 86_400, to: to(n), talk: 4, from: `+1415${3_000_000 + n}` }),
      );
    // a month before the day of the job, which is March 11
    await take([...old(31), ...old(60)], 'years');
    expect((await prairie.run(noor, watchTraffic, {})).days).toEqual(['2026-01-09', '2026-02-07']);
    await workAll(home, noOutside);
    expect((await prairie.run(cora, readScores, { ...reason, day: '2026-01-09' })).items).toMatchObject([
      { accountRef: 'trunk-9', calls: 200 },
    ]);
    expect((await prairie.run(cora, listAlerts, {})).items).toHaveLength(before);
    expect((await prairie.run(cora, listTasks, { kind: 'old-traffic-suspicious' })).items).toHaveLength(1);
    await take(old(30), 'month');
    await prairie.run(noor, watchTraffic, {});
    await workAll(home, noOutside);
    expect((await prairie.run(cora, listAlerts, {})).items).toHaveLength(before + 1);
  });

  it('leaves the day that is not over alone', async () => {
    await take([call({ at: 24 * 3600 })], 'today');
    expect((await prairie.run(noor, watchTraffic, {})).days).toEqual([]);
  });
});
