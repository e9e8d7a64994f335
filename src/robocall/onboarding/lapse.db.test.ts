import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { mailSettingsAt } from '../../../test/mail.ts';
import { readyToOnboard, stepsOf } from '../../../test/onboarding.ts';
import { noOutside } from '../../../test/outside.ts';
import { approvedCase } from '../../../test/voice-accounts.ts';
import { workAll } from '../../../test/work.ts';
import { configureMail } from '../../carriers/mail/settings.ts';
import type { Period } from '../../carriers/promises/controls.ts';
import { listTasks } from '../../carriers/tasks/list.ts';
import { frontDesk } from '../../demo/applicants.ts';
import { dateOfDay } from '../../kernel/time.ts';
import type { Mail } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { openAccount } from '../accounts/open.ts';
import { listCustomerLetters } from '../customer-letters/list.ts';
import { claimFields } from './claim.ts';
import { onboardingControls } from './controls.ts';
import { decideCase } from './decide.ts';
import { onboardingDues } from './dues.ts';
import { submitCase } from './submit.ts';
import { watchLapses } from './watch.ts';

let home: TestHouse;
let prairie: TestCarrier;
let olga: Staff;
let carla: Staff;
let caseId: string;

const clock = '2026-06-01T15:00:00Z';

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse(clock) });
  olga = await prairie.person('Olga Reyes', 'onboarding');
  carla = await prairie.person('Carla Byrne', 'compliance');
  await readyToOnboard(prairie, olga, carla, '2026-05-31');
  const steps = stepsOf(prairie, olga, clock);
  caseId = await steps.open('Harvest Dental Group');
  await steps.claim(caseId, {});
  await steps.answer(caseId, frontDesk);
  await steps.check(caseId);
  await steps.screen(caseId);
  await steps.call(caseId);
  await steps.accept(caseId, 1);
  await prairie.run(olga, submitCase, { caseId, recommends: 'approved' });
  await prairie.run(olga, decideCase, { caseId, outcome: 'approved', reason: 'known in town' });
  await prairie.run(olga, openAccount, { caseId, name: 'Harvest front desk' });
});
afterAll(() => home.close());

const controlled = (id: string, period: Period) =>
  prairie.look((ctx) => onboardingControls.find((one) => one.id === id)?.check(ctx, period) ?? Promise.reject());

const year = { from: Date.parse('2026-01-01T06:00:00Z'), until: Date.parse('2027-01-01T06:00:00Z') };

describe('The promises of onboarding', () => {
  it('are kept by an approval that rests on a call and an accepted policy', async () => {
    for (const id of ['onboarding', 'acceptable-use', 'carrier-checks'])
      expect([id, (await controlled(id, year)).status]).toEqual([id, 'kept']);
    expect((await controlled('carrier-checks', year)).because).toBe('no provider was taken on');
  });

  it('are untested in a time without approvals, and not kept by one that rests on nothing', async () => {
    const before = { from: Date.parse('2025-01-01T06:00:00Z'), until: year.from };
    for (const id of ['onboarding', 'acceptable-use', 'carrier-checks'])
      expect([id, (await controlled(id, before)).status]).toEqual([id, 'untested']);
    const other = await home.carrier({ clock: Date.parse(clock) });
    await other.person('Nils Berg', 'network');
    await approvedCase(other, { tier: 'standard', days: 365 });
    for (const { id, check } of onboardingControls)
      expect([id, (await other.look((ctx) => check(ctx, year))).status]).toEqual([id, 'not kept']);
  });
});

describe('A review that is late', () => {
  it('is due on the last day of the approval', async () => {
    const due = await prairie.look((ctx) => onboardingDues(ctx, new Map()));
    expect(due).toMatchObject([
      { key: `onboarding-review:${caseId}`, bound: 'by', roles: ['onboarding', 'compliance'] },
    ]);
    expect(dateOfDay(due[0]?.day ?? 0)).toBe('2027-05-31');
  });

  it('is told to the customer on the day, after seven and after fourteen days, once each; without mail by letter', async () => {
    const watched = async (instant: string) => {
      await prairie.at(instant);
      const answer = await prairie.run(olga, watchLapses, {});
      await workAll(home, noOutside);
      return answer;
    };
    expect(await watched('2027-06-01T04:59:59Z')).toEqual({ lapsed: 0, wanted: 0 });
    expect(await watched('2027-06-01T05:00:00Z')).toEqual({ lapsed: 1, wanted: 1 });
    expect(await watched('2027-06-03T05:00:00Z')).toEqual({ lapsed: 1, wanted: 0 });
    expect(await watched('2027-06-08T05:00:00Z')).toEqual({ lapsed: 1, wanted: 1 });
    expect(await watched('2027-06-15T05:00:00Z')).toEqual({ lapsed: 1, wanted: 1 });
    // a later step takes back what an earlier one said, which is true no longer
    const { items } = await prairie.run(olga, listCustomerLetters, {});
    expect(items.map(({ about, state }) => [about, state])).toEqual(
      ['waiting', 'needless', 'needless'].map((state) => [`onboarding:${caseId}`, state]),
    );
    expect((await prairie.run(olga, listTasks, { kind: 'lapse-letter' })).items).toEqual([]);
    const notices = await prairie.look((ctx) =>
      ctx.tx.selectFrom('onboardingNotice').select(['step', 'state']).orderBy('step').execute(),
    );
    expect(notices).toEqual([0, 7, 14].map((step) => ({ step, state: 'letter' })));
    const late = { from: Date.parse('2027-01-01T06:00:00Z'), until: Date.parse('2028-01-01T06:00:00Z') };
    expect(await controlled('onboarding', late)).toMatchObject({ status: 'not kept', counts: { overdue: 1 } });
  });

  it('that was done takes back the letter that says it is late', async () => {
    await prairie.run(olga, submitCase, { caseId, recommends: 'refused' });
    await prairie.run(olga, decideCase, { caseId, outcome: 'refused', reason: 'it moved away' });
    const { items } = await prairie.run(olga, listCustomerLetters, {});
    expect(items.map(({ state }) => state)).toEqual(Array(3).fill('needless'));
  });

  it('is told by e-mail to the address of the case where a mail server is entered', async () => {
    const handed: Mail[] = [];
    const outside: Outside = {
      ...noOutside,
      lookUpText: async () => [],
      async sendMail(_server, mails) {
        handed.push(...mails);
        return mails.map(() => ({ outcome: 'accepted', code: '250', at: Date.now() }));
      },
    };
    const lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse(clock) });
    const lena = await lakes.person('Lena Fox', 'onboarding');
    const adam = await lakes.person('Adam Wirth', 'administrator');
    await lakes.run(adam, configureMail, mailSettingsAt(25));
    const approved = await approvedCase(lakes, { tier: 'standard', days: 10 });
    await lakes.run(lena, claimFields, {
      caseId: approved,
      fields: [{ name: 'contact-email', claimed: 'office@harvestdental.example' }],
    });
    await lakes.run(lena, openAccount, { caseId: approved, name: 'Harvest front desk' });
    await lakes.at('2026-06-18T15:00:00Z');
    expect(await lakes.run(lena, watchLapses, {})).toEqual({ lapsed: 1, wanted: 2 });
    await workAll(home, outside);
    // nobody looked on the first day: what was to be told of it is overtaken
    expect(handed.map(({ to, subject }) => [to, subject])).toEqual([
      ['office@harvestdental.example', 'Your account is limited until it is reviewed'],
    ]);
    expect(handed[0]?.text).toMatch(/one call a second and five calls at a time/);
    expect((await lakes.run(lena, listTasks, { kind: 'lapse-letter' })).items).toEqual([]);
  });
});
