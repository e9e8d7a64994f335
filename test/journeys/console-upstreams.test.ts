import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/operations.ts';
import { type Desk, deskAt, switchRow } from '../../src/robocall/tracebacks/desk.example.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff } from '../house.ts';
import { noOutside } from '../outside.ts';
import { workAll } from '../work.ts';

let at: ConsoleHouse;
let desk: Desk;
let auditor: Staff;
let agent: Staff;

/** A traceback whose answer says that this provider handed us the call. */
const leadsTo = async (name: string, frn: string | null): Promise<void> => {
  const { carrier, noor } = desk;
  const tracebackId = await desk.arrived('2026-11-20T15:00:00Z', {});
  const { candidates } = await carrier.run(noor, operations['tracebacks.search'], { tracebackId });
  const said = { role: 'intermediate', attestedBecause: 'Passed on as it came', action: 'Asked them' } as const;
  const answer = { outcome: 'matched', ref: candidates[0]?.ref ?? '', upstream: { name, frn }, ...said } as const;
  await carrier.run(noor, operations['tracebacks.prepare'], { tracebackId, answer });
  await carrier.run(noor, operations['tracebacks.answer'], { tracebackId, how: 'portal', reference: `TB ${name}` });
};

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  desk = await deskAt(home, {});
  auditor = await desk.carrier.person('Ada Wynn', 'auditor');
  agent = await desk.carrier.person('Ana Ruiz', 'agent');
  await desk.bring('day.csv', [switchRow(1, '2026-11-18 10:02:10', '2025550143', '3035550120')]);
  await leadsTo('Acme Voice LLC', '0012345678');
  await leadsTo('ACME Voice, LLC', null);
  await leadsTo('Other Carrier', null);
  await leadsTo('acme voice llc', '0012345678');
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const open = async (name: string): Promise<void> => {
  await at.press(name);
  await at.page.getByRole('heading', { name, level: 1 }).waitFor();
};

describe.skipIf(!browserHere)(`upstream providers, by keyboard${needsBrowser}`, () => {
  test('Noor sees that three tracebacks led to one provider under all its names, and who decides about it', async () => {
    await at.signIn(desk.noor);
    await open('Upstream providers');
    await at.page.getByRole('row', { name: /acme voice llc.*0012345678.*3.*reviewed/ }).waitFor();
    await at.page.getByRole('row', { name: /Other Carrier.*not known.*1.*2 more/ }).waitFor();
    await at.press('Why Thu, Nov 20, 2025?');
    await at.says('twelve months before today');
    await at.page.keyboard.press('Escape');
    await at.press('Open the review of');
    await at.says('“Decide it” is for the roles compliance, officer.');
    await at.page.keyboard.press('Escape');
    await at.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('Carla comes from her task, and decides with the reason; a decision without one is not sent', async () => {
    await at.signIn(desk.carla);
    await at.page.goto(`${at.address}/console/tasks`);
    const task = at.page.getByRole('row', { name: /3 tracebacks in twelve months led to one upstream provider/ });
    await task.getByRole('link').press('Enter');
    await at.page.getByRole('heading', { name: 'Upstream providers', level: 1 }).waitFor();
    await at.look('upstreams');
    await at.press('Open the review of');
    await at.choose('Decision', 'restrict its calls');
    await at.press('Decide it');
    const why = at.page.getByLabel('Why, after a look at what we know of it', { exact: true });
    expect(await why.evaluate((input) => input.matches(':invalid'))).toBe(true);
    await at.type('Why, after a look', 'It has no plan for its resellers.');
    await at.look('upstream-review');
    await at.press('Decide it');
    await at.page.getByRole('row', { name: /acme voice llc.*restricted.*Carla Stein/ }).waitFor();
    await at.press('Open the review of');
    await at.says('It has no plan for its resellers.');
    for (const kind of ['upstream review opened', 'upstream review decided']) await at.page.getByText(kind).waitFor();
    await at.look('upstream-decided');
    await at.page.keyboard.press('Escape');
  });

  test('an auditor reads it without a way into a traceback; an agent is refused', async () => {
    await at.signIn(auditor);
    await open('Upstream providers');
    await at.page.getByRole('row', { name: /Other Carrier/ }).waitFor();
    expect(await at.page.getByRole('link', { name: 'Open the traceback' }).count()).toBe(0);
    await at.signIn(agent);
    expect(await at.page.getByRole('link', { name: 'Upstream providers' }).count()).toBe(0);
    await at.page.goto(`${at.address}/console/upstreams`);
    await at.says('This role may not do this');
  });
});

describe.skipIf(!browserHere)(`a call that is traced forward, by keyboard${needsBrowser}`, () => {
  const openRoom = async (): Promise<void> => {
    await open('Tracebacks');
    await at.page.locator('table a').first().press('Enter');
    await at.page.getByRole('heading', { name: 'Traceback 98231', level: 1 }).waitFor();
    await at.roomTab('Trace forward');
  };

  test('Noor asks from the room of the traceback: its numbers stand there; what is no number is refused', async () => {
    await at.signIn(desk.noor);
    await openRoom();
    await at.says('This call was not traced forward.');
    await at.press('Trace a call forward');
    await at.page.getByRole('dialog', { name: 'Trace a call forward' }).waitFor();
    await at.type('Provider to whom we handed it', 'Carrier B LLC');
    await at.type('Its e-mail address for tracebacks', 'tracebacks@b.example');
    await at.type('Why it is asked', 'Its call-back number is used in a fraud');
    const called = at.page.getByLabel('Called number', { exact: true });
    const known = await called.inputValue();
    await called.fill('nobody');
    await at.press('Ask the provider');
    await at.says('it is no telephone number');
    await at.look('trace-forward-refused');
    await called.fill(known);
    await at.press('Ask the provider');
    await at.page.getByRole('row', { name: /Carrier B LLC.*being sent/ }).waitFor();
    // no mail server is entered: a person asks
    await workAll(at.home, noOutside);
    await at.page.reload();
    await at.roomTab('Trace forward');
    await at.page.getByRole('row', { name: /Carrier B LLC.*to be asked by a person/ }).waitFor();
    await at.look('trace-forward');
  });

  test('Carla finds it by her dates, sees until when an answer is due and why, and enters what the provider says', async () => {
    await at.signIn(desk.carla);
    await open('Calls traced forward');
    await at.press('Why');
    await at.says('24 hours after we asked, as every provider in the path has');
    await at.page.keyboard.press('Escape');
    await at.look('trace-forwards');
    await at.press('Open what Carrier B LLC was asked');
    await at.type('Its words', 'Handed to Carrier C');
    await at.look('trace-forward-open');
    await at.press('Enter what came of it');
    await at.page.getByRole('row', { name: /Carrier B LLC.*answered.*Handed to Carrier C/ }).waitFor();
    await at.press('Open what Carrier B LLC was asked');
    await at.page.getByText('trace forward ended').waitFor();
    expect(await at.page.getByRole('button', { name: 'Enter what came of it' }).count()).toBe(0);
    await at.page.keyboard.press('Escape');
  });

  test('who audits is not offered it: a call and its numbers stand there', async () => {
    await at.signIn(auditor);
    expect(await at.page.getByRole('link', { name: 'Calls traced forward' }).count()).toBe(0);
    await at.page.goto(`${at.address}/console/trace-forwards`);
    await at.says('This role may not do this');
  });
});
