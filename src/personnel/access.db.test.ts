import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../test/house.ts';
import { listClocks } from '../carriers/obligations/list-clocks.ts';
import { campaignManifest } from '../cpni/campaigns/manifest.ts';
import { listCustomers } from '../cpni/customers/list.ts';
import { listAssignments, setProgramme, showAccess } from './access.ts';
import { publishBuiltIn } from './course/take.ts';
import { completeTraining, publishCourse } from './courses.ts';
import { personnelDues } from './dues.ts';
import { acknowledgeManual, publishManual } from './manuals.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let petra: Staff;
let agnes: Staff;
let mark: Staff;
let lena: Staff;
let courseId: string;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-01-05T15:00:00Z') });
  lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2026-01-05T15:00:00Z') });
  petra = await prairie.person('Petra Moss', 'people');
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  mark = await prairie.person('Mark Bell', 'marketing');
  lena = await lakes.person('Lena Fox', 'agent');
});
afterAll(() => home.close());

const customersFor = (who: Staff) => prairie.run(who, listCustomers, { account: 'A-1' });
const pass = (who: Staff, completedOn: string) =>
  prairie.run(prairie.machine('learning system', 'people'), completeTraining, {
    courseId,
    personId: who.id,
    completedOn,
    score: 90,
  });
const manifest = { campaignId: '00000000-0000-4000-8000-000000000000', format: 'csv' } as const;

describe('A lapse of training', () => {
  it('closes nothing at a carrier that published neither course nor manual', async () => {
    await prairie.at('2026-06-01T15:00:00Z');
    expect((await customersFor(agnes)).items).toEqual([]);
    expect(await prairie.run(agnes, showAccess, { personId: agnes.id })).toMatchObject({ state: 'open', owes: [] });
  });

  it('is due fourteen days after the course is published, shown in grace, and then closes the lists', async () => {
    courseId = (
      await prairie.run(petra, publishCourse, {
        title: 'CPNI for everybody',
        version: '2026',
        hash: 'c'.repeat(64),
        passScore: 80,
      })
    ).id;
    const clocks = await prairie.run(petra, listClocks([personnelDues]), {});
    expect(JSON.stringify(clocks)).toMatch(/Agnes Ortiz has the CPNI course to do/);
    await prairie.at('2026-06-16T04:59:00Z');
    expect(await prairie.run(agnes, showAccess, { personId: agnes.id })).toMatchObject({
      state: 'open',
      owes: [{ duty: 'course', dueOn: '2026-06-15' }],
    });
    await prairie.at('2026-06-16T05:01:00Z');
    expect(await prairie.run(agnes, showAccess, { personId: agnes.id })).toMatchObject({
      state: 'grace',
      until: '2026-06-29',
    });
    await prairie.at('2026-06-30T04:59:00Z');
    expect((await customersFor(agnes)).items).toEqual([]);
    await prairie.at('2026-06-30T05:01:00Z');
    await expect(customersFor(agnes)).rejects.toMatchObject({
      type: 'not-allowed',
      facts: { cite: '47 CFR 64.2009(b)', fix: expect.stringMatching(/Renew the course/) },
    });
    await expect(prairie.stream(mark, campaignManifest, manifest, '')).rejects.toThrow(/closed since 2026-06-30/);
    await expect(customersFor(agnes)).rejects.toThrow(
      'Your time to take the CPNI course ended on 2026-06-15. The desk and lists of customers are closed since 2026-06-30.',
    );
  });

  it('stops no machine, no auditor and no other carrier', async () => {
    expect((await prairie.run(prairie.machine('crm', 'agent'), listCustomers, { account: 'A-1' })).items).toEqual([]);
    const ada = await prairie.person('Ada Quinn', 'auditor');
    expect((await customersFor(ada)).items).toEqual([]);
    await lakes.at('2026-12-01T15:00:00Z');
    expect((await lakes.run(lena, listCustomers, { account: 'A-1' })).items).toEqual([]);
    await expect(lakes.run(lena, showAccess, { personId: agnes.id })).rejects.toThrow(/no such person of the staff/);
  });

  it('opens again the moment the course is passed, not when it is failed, and for the other not at all', async () => {
    await prairie.run(prairie.machine('learning system', 'people'), completeTraining, {
      courseId,
      personId: agnes.id,
      completedOn: '2026-06-29',
      score: 79,
    });
    await expect(customersFor(agnes)).rejects.toThrow(/closed/);
    await pass(agnes, '2026-06-30');
    expect((await customersFor(agnes)).items).toEqual([]);
    await expect(prairie.stream(mark, campaignManifest, manifest, '')).rejects.toThrow(/closed/);
    await pass(mark, '2026-06-30');
    await expect(prairie.stream(mark, campaignManifest, manifest, '')).rejects.toThrow(/no such/);
  });

  it('comes with a new manual too, and a carrier sets its own days', async () => {
    await expect(prairie.run(agnes, setProgramme, { months: 12, startDays: 3, graceDays: 0 })).rejects.toThrow(
      /one of the roles/,
    );
    await prairie.run(petra, setProgramme, { months: 12, startDays: 3, graceDays: 0 });
    const manual = await prairie.run(petra, publishManual, { title: 'Manual', version: '1', hash: '1'.repeat(64) });
    await prairie.at('2026-07-03T15:00:00Z');
    expect((await customersFor(agnes)).items).toEqual([]);
    // a second version does not give the unread first one more time
    const second = await prairie.run(petra, publishManual, { title: 'Manual', version: '2', hash: '2'.repeat(64) });
    await prairie.at('2026-07-04T15:00:00Z');
    await expect(customersFor(agnes)).rejects.toMatchObject({ facts: { fix: expect.stringMatching(/manual/) } });
    await prairie.run(agnes, acknowledgeManual, { manualId: manual.id, hash: manual.hash });
    expect((await customersFor(agnes)).items).toEqual([]);
    await prairie.run(agnes, acknowledgeManual, { manualId: second.id, hash: second.hash });
    const { items } = await prairie.run(petra, listAssignments, {});
    expect(items.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'Agnes Ortiz open',
      'Mark Bell closed',
      'Petra Moss closed',
    ]);
  });

  it('says to whoever was trained when his course ended, and how many minutes it takes to renew', async () => {
    const summit = await home.carrier({ name: 'Summit Voice', clock: Date.parse('2025-11-17T15:00:00Z') });
    const pia = await summit.person('Pia Lund', 'people');
    const ana = await summit.person('Ana Cruz', 'agent');
    const published = await summit.run(pia, publishBuiltIn, {});
    expect(published.minutes).toBeGreaterThan(5);
    await summit.run(pia, completeTraining, {
      ...{ courseId: published.id, personId: ana.id, completedOn: '2025-11-16', score: 90 },
    });
    await summit.at('2026-12-01T15:00:00Z');
    await expect(summit.run(ana, listCustomers, { account: 'A-1' })).rejects.toMatchObject({
      facts: {
        detail: expect.stringContaining('Your CPNI course ended on 2026-11-16.'),
        fix: expect.stringContaining(`Renew the course: ${published.minutes} minutes.`),
      },
    });
  });
});
