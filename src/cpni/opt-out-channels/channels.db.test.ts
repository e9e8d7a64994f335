import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import { addChannel, endChannel, listChannels } from './channels.ts';
import { closeIncident, sendLetter } from './close-incident.ts';
import { channelControls } from './controls.ts';
import { listIncidents } from './incidents.ts';
import { openLosses } from './losses.ts';
import { openIncident } from './open-incident.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let nadia: Staff;
let carla: Staff;
let lena: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-01-01T06:00:00Z') });
  lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2026-11-23T15:00:00Z') });
  nadia = await prairie.person('Nadia Kern', 'network');
  carla = await prairie.person('Carla Byrne', 'compliance');
  lena = await lakes.person('Lena Fox', 'compliance');
});
afterAll(() => home.close());

const channel = (carrier: TestCarrier, who: Staff, name: string) =>
  carrier.run(who, addChannel, { kind: 'web', name, free: true, alwaysOpen: true, hours: '24 hours, 7 days' });

const failure = {
  mechanism: 'opt-out',
  problem: 'The form lost what customers entered',
  lostFrom: '2026-11-20T12:00:00Z',
  detectedAt: '2026-11-23T14:00:00Z',
  attempts: 212,
} as const;

const repaired = {
  lostUntil: '2026-11-23T18:00:00Z',
  remedy: 'The form stores choices again',
  extent: 'more-than-anomaly',
} as const;

const losses = (carrier: TestCarrier, at: string) =>
  carrier.look(async (ctx) => (await openLosses(ctx, Date.parse(at))).map((loss) => loss.channel));

const status = (carrier: TestCarrier, control: string) =>
  carrier.look(async (ctx) => {
    const found = channelControls.find(({ id }) => id === control);
    return (await found?.check(ctx, yearPeriod(ctx, 2026)))?.status;
  });

describe('A channel that lost refusals', () => {
  it('is said to have lost them from the moment an incident is opened until it is closed as repaired', async () => {
    const { id: channelId } = await channel(prairie, nadia, 'web form');
    await prairie.at('2026-11-23T15:00:00Z');
    expect(await losses(prairie, '2026-11-23T15:00:00Z')).toEqual([]);
    const opened = await prairie.run(nadia, openIncident, { channelId, ...failure });
    await expect(prairie.run(nadia, openIncident, { channelId, ...failure })).rejects.toThrow(/is open/);
    expect(await losses(prairie, '2026-11-23T14:59:59Z')).toEqual([]);
    expect(await losses(prairie, '2026-11-23T15:00:00Z')).toEqual(['web']);
    await prairie.at('2026-11-24T15:00:00Z');
    await prairie.run(carla, closeIncident, { incidentId: opened.id, ...repaired, repair: 'recovered' });
    expect(await losses(prairie, '2026-11-24T14:59:59Z')).toEqual(['web']);
    expect(await losses(prairie, '2026-11-24T15:00:00Z')).toEqual([]);
    expect(await losses(lakes, '2026-11-24T00:00:00Z')).toEqual([]);
  });

  it('is told to the FCC by Tuesday, December 1, as Thanksgiving does not count', async () => {
    const [incident] = (await prairie.run(carla, listIncidents, {})).items;
    expect(incident?.state).toBe('letter-owed');
    expect(incident?.letter.due).toBe('2026-12-01');
    expect(incident?.letter.steps.filter(({ counted }) => counted).map(({ date }) => date)).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
    ]);
    expect(incident?.letter.steps.find(({ date }) => date === '2026-11-26')?.why).toMatch(/Thanksgiving/);
    expect(await status(prairie, 'opt-out-failure-letters')).toBe('untested');
    await prairie.at('2026-12-02T15:00:00Z');
    expect(await status(prairie, 'opt-out-failure-letters')).toBe('not kept');
    const letter = { incidentId: incident?.id ?? '', sentOn: '2026-12-01', reference: 'ECFS 1201-77' };
    expect((await prairie.run(carla, sendLetter, letter)).state).toBe('closed');
    expect(await status(prairie, 'opt-out-failure-letters')).toBe('kept');
    await expect(prairie.run(carla, sendLetter, letter)).rejects.toThrow(/went on 2026-12-01/);
  });

  it('stays lost for silence when the refusals were not recovered', async () => {
    const { id: channelId } = await channel(prairie, nadia, 'second form');
    const { id } = await prairie.run(nadia, openIncident, { channelId, ...failure });
    await prairie.run(carla, closeIncident, { incidentId: id, ...repaired, repair: 'not-recovered' });
    expect(await losses(prairie, '2027-06-01T00:00:00Z')).toEqual(['web']);
    await expect(
      prairie.run(carla, closeIncident, { incidentId: id, ...repaired, repair: 'recovered' }),
    ).rejects.toThrow(/closed already/);
  });

  it('that failed for opt-in loses no refusal, and its letter is a promise of its own', async () => {
    const { id: channelId } = await channel(prairie, nadia, 'third form');
    const before = await losses(prairie, '2026-12-02T15:00:00Z');
    expect(await status(prairie, 'opt-in-failure-letters')).toBe('untested');
    await prairie.run(nadia, openIncident, { channelId, ...failure, mechanism: 'opt-in' });
    expect(await losses(prairie, '2026-12-02T15:00:00Z')).toEqual(before);
    expect(await status(prairie, 'opt-in-failure-letters')).toBe('not kept');
  });

  it('is closed by a person of compliance, after the failure began and not in the future', async () => {
    const { id: channelId } = await channel(lakes, lena, 'web form');
    await lakes.at('2026-11-25T15:00:00Z');
    const { id } = await lakes.run(lena, openIncident, { channelId, ...failure });
    const close = { incidentId: id, ...repaired, repair: 'recovered' } as const;
    await expect(lakes.run(lakes.machine('probe', 'compliance'), closeIncident, close)).rejects.toThrow(/person/);
    await expect(lakes.run(lena, closeIncident, { ...close, lostUntil: '2026-11-20T11:00:00Z' })).rejects.toThrow(
      /before the failure/,
    );
    await expect(lakes.run(lena, closeIncident, { ...close, lostUntil: '2026-11-26T00:00:00Z' })).rejects.toThrow(
      /future/,
    );
    await expect(prairie.run(carla, closeIncident, close)).rejects.toThrow(/no such incident/);
    const mark = await lakes.person('Mark Bell', 'marketing');
    await expect(lakes.run(mark, openIncident, { channelId, ...failure })).rejects.toThrow(/one of the roles/);
  });
});

describe('The free channel at all hours', () => {
  it('is kept while one stood throughout the year, and not after the last one ended', async () => {
    const valley = await home.carrier({ clock: Date.parse('2025-12-30T15:00:00Z') });
    const vera = await valley.person('Vera Stone', 'network');
    expect(await status(valley, 'opt-out-channels')).toBe('untested');
    const line = await valley.run(vera, addChannel, {
      kind: 'phone',
      name: 'toll-free line',
      free: true,
      alwaysOpen: true,
      hours: '24 hours, 7 days',
    });
    expect(await status(valley, 'opt-out-channels')).toBe('kept');
    expect((await valley.run(vera, listChannels, {})).alwaysFree).toBe(true);
    await valley.at('2026-08-01T15:00:00Z');
    await valley.run(vera, endChannel, { channelId: line.id, reason: 'contract ended' });
    expect(await status(valley, 'opt-out-channels')).toBe('not kept');
    expect((await valley.run(vera, listChannels, {})).alwaysFree).toBe(false);
  });
});
