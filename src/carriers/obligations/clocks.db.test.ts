import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { recordBreach } from '../../cpni/breaches/enter.ts';
import { addChannel } from '../../cpni/opt-out-channels/channels.ts';
import { sendLetter } from '../../cpni/opt-out-channels/close-incident.ts';
import { openIncident } from '../../cpni/opt-out-channels/open-incident.ts';
import { server } from '../../interfaces/http/server.ts';
import { operations } from '../../operations.ts';
import { closeDay, withdrawClosure } from '../closures.ts';
import { endFeed, openFeed } from './feed.ts';

let home: TestHouse;
let prairie: TestCarrier;
let carla: Staff;
let omar: Staff;
let agnes: Staff;
let incidentId: string;

const list = operations['clocks.list'];
const sweep = operations['clocks.sweep'];

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  carla = await prairie.person('Carla Stein', 'compliance');
  omar = await prairie.person('Omar Hale', 'officer');
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  await prairie.at('2026-11-20T16:00:00Z');
  const facts = { kind: 'phone', name: 'Toll-free line', free: true, alwaysOpen: true, hours: 'at all hours' } as const;
  const channel = await prairie.run(carla, addChannel, facts);
  await prairie.at('2026-11-23T18:00:00Z');
  const failed = {
    channelId: channel.id,
    mechanism: 'opt-out',
    problem: 'Digits were not heard.',
    lostFrom: '2026-11-23T06:00:00-06:00',
    detectedAt: '2026-11-23T11:00:00-06:00',
    attempts: 4,
  } as const;
  incidentId = (await prairie.run(carla, openIncident, failed)).id;
});
afterAll(() => home.close());

const letter = async () => {
  const { items } = await prairie.run(carla, list, {});
  return items.find(({ key }) => key === `opt-out-failure-letter:${incidentId}`);
};

const reminders = (key: string) =>
  prairie.look((ctx) =>
    ctx.tx
      .selectFrom('clockReminder')
      .select(['step', 'personName', 'dueOn'])
      .where('key', '=', key)
      .orderBy('wantedAt')
      .orderBy('dueOn')
      .orderBy('step')
      .orderBy('personName')
      .execute(),
  );

describe('one list of everything due', () => {
  test('tells the date, whose it is, and every day of the way with its reason', async () => {
    const due = await letter();
    expect(due).toMatchObject({ dueOn: '2026-12-01', bound: 'by', daysLeft: 8, state: 'later', toldBefore: null });
    expect(due?.why.cite).toBe('47 CFR 64.2009(f)');
    expect(due?.why.steps.find(({ date }) => date === '2026-11-26')).toMatchObject({ counted: false });
  });

  test('holds the certification of this year, by the first of March', async () => {
    const { items } = await prairie.run(omar, list, {});
    expect(items.find(({ key }) => key === 'annual-certification:2026')).toMatchObject({ dueOn: '2027-03-01' });
  });

  test('shows a breach nobody determined yet no report date, and agents see nothing at all', async () => {
    const suspicion = {
      discoveredAt: '2026-11-23T10:00:00-06:00',
      intentional: 'unknown',
      customers: null,
      circumstances: 'A caller knew too much.',
    } as const;
    await prairie.run(agnes, recordBreach, { ...suspicion, cpni: ['call-detail'] });
    const { items } = await prairie.run(carla, list, {});
    expect(items.filter(({ key }) => key.startsWith('breach'))).toEqual([]);
    await expect(prairie.run(agnes, list, {})).rejects.toThrow(/needs one of the roles/);
  });
});

describe('reminders', () => {
  test('go out when a clock begins and at each step once, to the role; officers join on the last day', async () => {
    const key = `opt-out-failure-letter:${incidentId}`;
    await prairie.run(carla, sweep, {});
    await prairie.run(carla, sweep, {});
    expect(await reminders(key)).toEqual([{ step: 'began', personName: 'Carla Stein', dueOn: '2026-12-01' }]);
    await prairie.at('2026-11-30T15:00:00Z');
    await prairie.run(carla, sweep, {});
    await prairie.at('2026-12-01T15:00:00Z');
    await prairie.run(carla, sweep, {});
    const steps = (await reminders(key)).map(({ step, personName }) => `${step} ${personName}`);
    expect(steps).toEqual(['began Carla Stein', 'one-day Carla Stein', 'today Carla Stein', 'today Omar Hale']);
  });

  test('wait as jobs, one each', async () => {
    const jobs = await prairie.look((ctx) =>
      ctx.tx.selectFrom('job').select('kind').where('kind', '=', 'clocks.remind').execute(),
    );
    const rows = await prairie.look((ctx) => ctx.tx.selectFrom('clockReminder').select('id').execute());
    expect(jobs.length).toBe(rows.length);
  });
});

describe('a closure of the FCC', () => {
  const key = () => `opt-out-failure-letter:${incidentId}`;

  test('moves the date later and is told', async () => {
    const storm = { day: '2026-11-30', why: 'snow', source: 'public notice' };
    await prairie.run(carla, closeDay, storm);
    expect(await letter()).toMatchObject({ dueOn: '2026-12-02', toldBefore: { dueOn: '2026-12-01' } });
    await prairie.run(carla, sweep, {});
    expect(await letter()).toMatchObject({ dueOn: '2026-12-02', toldBefore: null });
    expect(await reminders(key())).toContainEqual({ step: 'moved', personName: 'Carla Stein', dueOn: '2026-12-02' });
  });

  test('withdrawn shortens the time, and says so at once to the people who relied on it', async () => {
    await prairie.run(carla, withdrawClosure, { day: '2026-11-30', reason: 'the office was open' });
    const waiting = await prairie.look((ctx) =>
      ctx.tx.selectFrom('job').select('key').where('kind', '=', 'clocks.sweep').execute(),
    );
    expect(waiting).toEqual([{ key: 'closures' }]);
    await prairie.run(carla, sweep, {});
    const words = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'clock.moved').orderBy('n').execute(),
    );
    const facts = words.map(({ body }) => JSON.parse(body).facts);
    expect(facts.map(({ from, to }) => [from, to])).toEqual([
      ['2026-12-01', '2026-12-02'],
      ['2026-12-02', '2026-12-01'],
    ]);
  });

  test('nothing is left when the letter has gone', async () => {
    const sent = { incidentId, sentOn: '2026-12-01', reference: 'ECFS 20261201' };
    await prairie.run(carla, sendLetter, sent);
    expect(await letter()).toBeUndefined();
    expect((await prairie.run(carla, sweep, {})).ended).toBe(1);
    expect((await prairie.run(carla, sweep, {})).ended).toBe(0);
  });
});

describe('a calendar feed', () => {
  test('gives the clocks with their derivation to whoever holds its address, until it ends', async () => {
    const app = await server(home.connections);
    const fetched = (path: string) => app.inject({ method: 'GET', url: path });
    const first = await prairie.run(carla, openFeed, {});
    const shown = await fetched(first.path);
    expect(shown.headers['content-type']).toMatch('text/calendar');
    const text = shown.body.replaceAll('\r\n ', '');
    expect(text).toContain('DTSTART;VALUE=DATE:20270301');
    expect(text).toMatch(/DESCRIPTION:47 CFR 64\.2009\(e\)\\n2026-12-31 · end of 2026/);
    for (const line of shown.body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const second = await prairie.run(carla, openFeed, {});
    expect((await fetched(first.path)).statusCode).toBe(404);
    await expect(prairie.run(omar, endFeed, { feedId: second.id })).rejects.toThrow(/no such open feed of yours/);
    await prairie.run(carla, endFeed, { feedId: second.id });
    expect((await fetched(second.path)).statusCode).toBe(404);
    await app.close();
  });
});

test('another carrier sees none of it', async () => {
  const lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
  const lena = await lakes.person('Lena Fox', 'compliance');
  const { items } = await lakes.run(lena, list, {});
  expect(items.length).toBeGreaterThan(0);
  // what every carrier has to do is its own; nothing of Prairie's incident is among it
  expect(items.filter((item) => JSON.stringify(item).includes(incidentId))).toEqual([]);
});
