import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/operations.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff, type TestCarrier } from '../house.ts';

let at: ConsoleHouse;
let prairie: TestCarrier;
let clara: Staff;
let otto: Staff;
let agent: Staff;

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  prairie = await home.carrier({ clock: Date.parse('2027-02-10T15:00:00Z') });
  clara = await prairie.person('Clara Reyes', 'compliance');
  otto = await prairie.person('Otto Grant', 'officer');
  agent = await prairie.person('Ana Ruiz', 'agent');
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const heading = (name: string | RegExp) => at.page.getByRole('heading', { name, level: 1 }).waitFor();
const field = (label: string) => at.page.getByLabel(label, { exact: true });

describe.skipIf(!browserHere)(`the registration and the plan, by keyboard${needsBrowser}`, () => {
  test('Clara enters what the database is to say; a status without its reason is refused', async () => {
    await at.signIn(clara);
    await at.press('Robocall database');
    await heading('Robocall database');
    await at.choose('Implementation of STIR/SHAKEN', 'none');
    await at.type('Its reason', ' ');
    for (const [label, text] of [
      ['Name', 'Noor Haddad'],
      ['Title', 'Network Operations Manager'],
      ['Department', 'Network Operations'],
      ['Address', '100 Grand Avenue, Des Moines, IA 50309'],
      ['Telephone', '515-200-0100'],
      ['E-mail', 'robocalls@prairie.example'],
      ['Principals', 'Otto Grant; Chief Executive Officer and sole owner'],
    ] as const)
      await field(label).fill(text);
    await at.press('Enter it');
    await at.page.locator('.refusal').waitFor();
    await at.look('registration-refused');
    await at.choose('Implementation of STIR/SHAKEN', 'full: all calls that we originate are signed');
    await at.press('Enter it');
    await at.page.getByRole('row', { name: /Principals.*Otto Grant/ }).waitFor();
    await at.says('Nothing confirms this version yet.');
    await at.look('registration-form');
  });

  test('she writes the plan from it; only the officer whom it names adopts it', async () => {
    await at.roomTab('Write the plan');
    await at.choose('Officer who adopts it', /Otto Grant/);
    await at.press('Write the plan anew');
    await heading('Mitigation plan, version 1');
    await at.roomTab('Adopt it');
    await at.says('Otto Grant, whom the plan names, adopts it');
    await at.signIn(otto);
    await at.press('Promises');
    await at.press('Mitigation plan, version 1');
    await heading('Mitigation plan, version 1');
    await at.roomTab('Adopt it');
    await at.page.getByLabel(/^I have read this exact plan/).check();
    await field('Type your name').fill('Otto Grant');
    await field('Your password, once more').fill('not his password');
    await at.press('Adopt the plan');
    await at.page.locator('.refusal').waitFor();
    await field('Your password, once more').fill(otto.password);
    await at.press('Adopt the plan');
    await at.says('adopted: signed and in force');
    await at.look('plan-adopted');
    await at.roomTab('Thresholds');
    await at.says(/^Suspicion begins where an account makes/);
    await at.page.getByRole('table', { name: 'Thresholds', exact: true }).waitFor();
    await at.look('plan-thresholds');
  });

  test('what the database confirmed is recorded, and stands in the list', async () => {
    await at.roomTab('Filed');
    await at.says('Nothing was filed yet.');
    await at.type('Confirmation', 'RMD0012345');
    await at.choose('Certified by', /Otto Grant/);
    await at.press('Record the confirmation');
    await at.page.getByRole('row', { name: /update, with the plan in force.*RMD0012345.*Otto Grant/ }).waitFor();
    await at.look('plan-filed');
  });

  test('what changed and was set back is settled with the reason', async () => {
    const { items } = await prairie.run(clara, operations['registrations.list'], {});
    const facts = items[0]?.facts ?? expect.unreachable();
    const changed = { ...facts, analyticsVendors: [{ name: 'Example Analytics, Inc', what: 'scores of calls' }] };
    await prairie.run(clara, operations['registrations.enter'], { facts: changed, changedOn: '2027-02-10' });
    await prairie.run(clara, operations['mitigationPlans.watch'], {});
    await prairie.run(clara, operations['registrations.enter'], { facts, changedOn: '2027-02-10' });
    await at.signIn(clara);
    await at.press('Promises');
    await at.press('Mitigation plan, version 1');
    await at.says('The records say something else by now in 1 sentence');
    await at.roomTab('Adopt it');
    await at.type('Why no update is needed', 'The vendor was never engaged.');
    await at.press('The records say again what the plan says');
    await at.page.getByText('The records say something else by now').waitFor({ state: 'detached' });
  });

  test('an agent is not offered it, and is refused at its address', async () => {
    await at.signIn(agent);
    await at.page.getByRole('heading', { name: 'Tasks' }).waitFor();
    expect(await at.page.getByRole('link', { name: 'Robocall database' }).count()).toBe(0);
    await at.page.goto(`${at.address}/console/registration`);
    await at.says('This role may not do this');
  });
});
