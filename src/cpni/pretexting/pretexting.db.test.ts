import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import { addSource } from '../complaints/sources.ts';
import { changeAction, listActions, recordAction } from './actions.ts';
import { pretextingControls } from './controls.ts';
import { listFindings, recordFinding } from './findings.ts';
import { signNoPretexting } from './nil.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let carla: Staff;
let lena: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-01-20T15:00:00Z') });
  lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2026-01-20T15:00:00Z') });
  carla = await prairie.person('Carla Byrne', 'compliance');
  lena = await lakes.person('Lena Fox', 'compliance');
  for (const [carrier, who] of [
    [prairie, carla],
    [lakes, lena],
  ] as const)
    await carrier.run(who, addSource, {
      name: "counsel's docket list",
      kind: 'counsel',
      feeds: ['data-brokers', 'pretexters'],
      fromDay: '2025-01-01',
    });
});
afterAll(() => home.close());

const status = (carrier: TestCarrier, control: string, year: number) =>
  carrier.look(async (ctx) => {
    const found = pretextingControls.find(({ id }) => id === control);
    return (await found?.check(ctx, yearPeriod(ctx, year)))?.status;
  });

describe('An action against a data broker', () => {
  it('stands in the year it was begun, with its forum and its latest status', async () => {
    const begun = await prairie.run(carla, recordAction, {
      forum: 'state-commission',
      forumName: 'Iowa Utilities Commission',
      matter: 'Complaint against a seller of call records',
      filedOn: '2025-11-03',
    });
    await prairie.run(carla, changeAction, { actionId: begun.id, status: 'settled', statusOn: '2026-01-12' });
    const { items } = await prairie.run(carla, listActions, { year: 2025 });
    expect(items).toMatchObject([{ forum: 'state-commission', status: 'settled', statusOn: '2026-01-12' }]);
    expect((await prairie.run(carla, listActions, { year: 2026 })).items).toEqual([]);
    await expect(
      prairie.run(carla, changeAction, { actionId: begun.id, status: 'denied', statusOn: '2026-01-02' }),
    ).rejects.toThrow(/lies before/);
    await expect(
      prairie.run(carla, signNoPretexting, { register: 'data-brokers', year: 2025, password: carla.password }),
    ).rejects.toThrow(/holds 1 for 2025/);
    expect(await status(prairie, 'no-data-broker-actions', 2025)).toBe('not kept');
  });

  it('is unknown to another carrier, whose own "none" stands', async () => {
    expect((await lakes.run(lena, listActions, { year: 2025 })).items).toEqual([]);
    expect(await status(lakes, 'no-data-broker-actions', 2025)).toBe('untested');
    await lakes.run(lena, signNoPretexting, { register: 'data-brokers', year: 2025, password: lena.password });
    expect(await status(lakes, 'no-data-broker-actions', 2025)).toBe('kept');
  });

  it('is recorded by compliance or counsel, not by an agent nor a machine', async () => {
    const agnes = await prairie.person('Agnes Ortiz', 'agent');
    const input = { forum: 'fcc', forumName: 'FCC', matter: 'Informal complaint', filedOn: '2026-01-02' } as const;
    await expect(prairie.run(agnes, recordAction, input)).rejects.toThrow(/one of the roles/);
    await expect(prairie.run(prairie.machine('docket', 'counsel'), recordAction, input)).rejects.toThrow(/person/);
  });
});

describe('What is known of pretexters', () => {
  it('from public reports alone leaves room for the statement that nothing more is known', async () => {
    await lakes.run(lena, recordFinding, {
      learnedOn: '2025-05-05',
      knownFrom: 'public-reports',
      method: 'Callers pose as the account holder and give the last four digits of an identity number.',
      steps: 'Such digits authenticate nobody here.',
    });
    await lakes.run(lena, signNoPretexting, { register: 'pretexters', year: 2025, password: lena.password });
    expect(await status(lakes, 'no-pretexter-findings', 2025)).toBe('kept');
  });

  it('from own experience is part of the filing, and no "none" can be signed', async () => {
    await prairie.run(carla, recordFinding, {
      learnedOn: '2025-09-09',
      knownFrom: 'own-experience',
      method: 'A caller asked for a reset code that had gone to the customer.',
      steps: 'Agents were warned the same day.',
    });
    await expect(
      prairie.run(carla, signNoPretexting, { register: 'pretexters', year: 2025, password: carla.password }),
    ).rejects.toThrow(/holds 1/);
    expect(await status(prairie, 'no-pretexter-findings', 2025)).toBe('not kept');
    const mark = await prairie.person('Mark Bell', 'marketing');
    await expect(prairie.run(mark, listFindings, { year: 2025 })).rejects.toThrow(/one of the roles/);
    expect((await prairie.run(carla, listFindings, { year: 2025 })).items).toHaveLength(1);
  });
});
