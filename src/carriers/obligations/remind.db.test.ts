import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { mailSettingsAt } from '../../../test/mail.ts';
import { noOutside } from '../../../test/outside.ts';
import { workAll } from '../../../test/work.ts';
import { addChannel } from '../../cpni/opt-out-channels/channels.ts';
import { openIncident } from '../../cpni/opt-out-channels/open-incident.ts';
import { claimNext } from '../../interfaces/jobs/claim.ts';
import { perform } from '../../interfaces/jobs/perform.ts';
import { operations } from '../../operations.ts';
import type { Mail, Sent } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { publishBuiltIn } from '../../personnel/course/take.ts';
import { configureMail } from '../mail/settings.ts';
import { endMember, listMembers } from '../staff/members.ts';

const sweep = operations['clocks.sweep'];
const settings = mailSettingsAt(25);

let home: TestHouse;
let prairie: TestCarrier;
let carla: Staff;
let omar: Staff;
let adam: Staff;
const handed: Mail[] = [];
let outcome: Sent['outcome'] = 'accepted';
const outside: Outside = {
  ...noOutside,
  lookUpText: async () => [],
  async sendMail(_server, mails) {
    handed.push(...mails);
    return mails.map(() => ({ outcome, code: '', at: Date.now() }));
  },
};

beforeAll(async () => {
  home = await house();
});
beforeEach(async () => {
  handed.length = 0;
  outcome = 'accepted';
  prairie = await home.carrier({});
  carla = await prairie.person('Carla Stein', 'compliance');
  omar = await prairie.person('Omar Hale', 'officer');
  adam = await prairie.person('Adam Wirth', 'administrator');
  await prairie.at('2026-11-23T18:00:00Z');
  const facts = { kind: 'phone', name: 'Toll-free line', free: true, alwaysOpen: true, hours: 'at all hours' } as const;
  const channel = await prairie.run(carla, addChannel, facts);
  await prairie.run(carla, openIncident, {
    channelId: channel.id,
    mechanism: 'opt-out',
    problem: 'Digits were not heard.',
    lostFrom: '2026-11-23T06:00:00-06:00',
    detectedAt: '2026-11-23T11:00:00-06:00',
    attempts: 4,
  });
});
afterAll(() => home.close());

const look = async (): Promise<void> => {
  await prairie.run(carla, sweep, {});
  await workAll(home, outside);
};
const told = () =>
  prairie.look((ctx) =>
    ctx.tx
      .selectFrom('clockReminder')
      .select(['step', 'personName', 'role', 'state', 'reference'])
      .where('key', 'like', 'opt-out-failure-letter%')
      .orderBy('wantedAt')
      .orderBy('personName')
      .execute(),
  );
const tasks = async (role: 'compliance' | 'officer' | 'people') =>
  (await prairie.run(carla, operations['tasks.list'], { role, kind: 'clock-reminder' })).items;
const proofs = () =>
  prairie.look((ctx) => ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'clock.reminded').execute());

describe('a reminder of a clock', () => {
  test('goes out by e-mail to who must act, with its proof; on the last day to the officer too', async () => {
    await prairie.run(carla, configureMail, settings);
    await look();
    expect(handed.map(({ to, subject }) => [to, subject])).toContainEqual([
      carla.email,
      expect.stringMatching(/^New, for 2026-12-01: /),
    ]);
    expect(await told()).toMatchObject([
      { step: 'began', personName: 'Carla Stein', role: 'compliance', state: 'accepted' },
    ]);
    expect((await told())[0]?.reference).toMatch(/^<.*@bounce\.prairievoice\.example>$/);
    await prairie.at('2026-12-01T15:00:00Z');
    await look();
    expect((await told()).map(({ step, personName, role }) => `${step} ${personName} ${role}`)).toEqual([
      'began Carla Stein compliance',
      'today Carla Stein compliance',
      'today Omar Hale officer',
    ]);
    expect(handed.filter(({ to }) => to === omar.email).map(({ subject }) => subject)).toContainEqual(
      expect.stringMatching(/^Due today, 2026-12-01: /),
    );
    expect((await proofs()).length).toBe(handed.length);
    expect(await tasks('compliance')).toEqual([]);
  });

  test('of a carrier without a mail server is a task, one a clock and role, that does not say what is due', async () => {
    await look();
    await look();
    const { items } = await prairie.run(carla, operations['clocks.list'], {});
    const open = await tasks('compliance');
    const pressing = open.find(({ due }) => due?.startsWith('2026-12-02'));
    expect(pressing?.why).toBe(
      'Something is due on 2026-12-01 and no mail server is entered to remind by: look at the list of clocks.',
    );
    expect(open.length).toBe(items.filter(({ roles }) => roles.includes('compliance')).length);
    expect((await told()).map(({ state }) => state)).toEqual(['task']);
    expect(handed).toEqual([]);
  });

  test('that the server puts off is tried again, and after an hour is a task', async () => {
    await prairie.run(carla, configureMail, settings);
    outcome = 'later';
    await look();
    expect((await told()).map(({ state }) => state)).toEqual(['wanted']);
    await prairie.at('2026-11-23T18:30:00Z');
    await workAll(home, outside);
    expect(await tasks('compliance')).toEqual([]);
    await prairie.at('2026-11-23T19:10:00Z');
    await workAll(home, outside);
    expect((await told()).map(({ state }) => state)).toEqual(['task']);
    expect((await tasks('compliance')).length).toBeGreaterThan(0);
  });

  test('refused or in doubt is a task at once, and so is one to a person who has left', async () => {
    await prairie.run(carla, configureMail, settings);
    for (const state of ['refused', 'unknown'] as const) {
      outcome = state;
      await prairie.at(state === 'refused' ? '2026-11-23T18:05:00Z' : '2026-11-30T18:00:00Z');
      await look();
      expect((await told()).at(-1)?.state).toBe(state);
    }
    expect((await tasks('compliance')).length).toBeGreaterThan(0);
    outcome = 'accepted';
    await prairie.at('2026-12-01T15:00:00Z');
    await prairie.run(carla, sweep, {});
    const members = (await prairie.run(adam, listMembers, {})).items;
    const memberId = members.find(({ personId }) => personId === omar.id)?.id ?? '';
    await prairie.run(adam, endMember, { memberId, reason: 'He has retired.' });
    await workAll(home, outside);
    expect((await told()).find(({ personName }) => personName === 'Omar Hale')?.state).toBe('task');
    expect((await tasks('officer')).map(({ why }) => why).join()).toMatch(/who was to be reminded has left/);
  });

  test('whose worker died after handing it over goes out again rather than never', async () => {
    await prairie.run(carla, configureMail, settings);
    await workAll(home, outside);
    await prairie.run(carla, sweep, {});
    const job = await claimNext(home.connections.platform, Date.now());
    if (job === null) throw new Error('a reminder was due');
    const dies: Outside = { ...outside, sendMail: () => Promise.reject(new Error('the machine lost power')) };
    await expect(perform(home.connections, dies, job)).rejects.toThrow('lost power');
    await perform(home.connections, outside, job);
    await workAll(home, outside);
    const open = await prairie.look((ctx) =>
      ctx.tx.selectFrom('clockReminder').select('id').where('endedAt', 'is', null).execute(),
    );
    expect(open).toEqual([]);
  });

  test('of a course goes to the person himself beside those who see to it', async () => {
    await prairie.run(carla, configureMail, settings);
    await prairie.person('Petra Ruiz', 'people');
    const agnes = await prairie.person('Agnes Ortiz', 'agent');
    const petra = await prairie.person('Pia Long', 'people', 'compliance');
    await prairie.run(petra, publishBuiltIn, {});
    await look();
    const hers = handed.filter(({ subject }) => subject.includes('Agnes Ortiz has the CPNI course'));
    expect(hers.map(({ to }) => to)).toContain(agnes.email);
    expect(
      hers
        .filter(({ to }) => to === agnes.email)
        .map(({ text }) => text)
        .join(),
    ).toMatch(/CPNI course/);
    expect(handed.some(({ to, subject }) => to === agnes.email && !subject.includes('Agnes Ortiz'))).toBe(false);
  });
});

test('on the day of twenty-five hours, and on those around it, a late clock is told once a day', async () => {
  await prairie.run(carla, configureMail, settings);
  // 2027-11-07 in Chicago: from 05:00 to 06:00 of the next day, UTC
  for (let hour = 0; hour < 48; hour += 1) {
    await prairie.at(new Date(Date.parse('2027-11-06T17:30:00Z') + hour * 3_600_000).toISOString());
    await look();
  }
  const late = handed.filter(({ to, subject }) => to === carla.email && subject.startsWith('Late since 2026-12-01'));
  expect(late).toHaveLength(3);
});
