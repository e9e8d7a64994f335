import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleRegistration } from '../../src/filings/mitigation-plan/registration.example.ts';
import { operations } from '../../src/operations.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type Certifying, certifying } from '../certifying.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff } from '../house.ts';

const statement = readFileSync(
  new URL('../fixtures/lint/certifications/opt-out-marketer-2025.txt', import.meta.url),
  'utf8',
);
let at: ConsoleHouse;
let year: Certifying;
let agnes: Staff;

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  year = await certifying(home);
  const { prairie, clara, otto } = year;
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  const changedOn = '2027-02-01';
  await prairie.run(clara, operations['registrations.enter'], { facts: exampleRegistration, changedOn });
  const plan = { officerId: otto.id, effectiveOn: '2027-02-28', withheld: [] };
  await prairie.run(clara, operations['mitigationPlans.prepare'], plan);
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const marked = (): Promise<readonly string[]> => at.page.locator('.sentence-pair > div > .chip').allInnerTexts();

describe.skipIf(!browserHere)(`promises beside their controls, by keyboard alone${needsBrowser}`, () => {
  test('Clara takes in what was filed last; each sentence stands beside its control, its figures and its records', async () => {
    await at.signIn(year.clara);
    await at.press('Promises');
    await at.page.getByRole('heading', { name: 'Promises', level: 1 }).waitFor();
    await at.press('Take in a filing');
    await at.page.getByRole('dialog').waitFor();
    await at.type('Name, such as', 'CPNI statement 2025');
    await at.tabTo('Its text');
    await at.page.keyboard.insertText(statement);
    await at.press('Take in a filing');
    await at.page.getByRole('heading', { name: 'CPNI statement 2025', level: 1 }).waitFor();
    await at.page.locator('.sentence-pair').first().waitFor();
    await at.choose('Over the year', '2026');
    // the nil report of 2026 is signed
    await at.page.locator('.sentence-pair > div > .chip-good').first().waitFor();
    await at.look('promises-statement');
    expect(new Set(await marked()).size).toBeGreaterThan(1);
    await at.choose('Show', /^untested: /);
    for (const mark of await marked()) expect(mark).toContain('untested');
    await at.type('Find in sentences and controls', 'training');
    await at.says(/^\d+ of \d+ sentences$/);
    await at.roomTab('Timeline');
    await at.says('promises imported');
  });

  test('the same text is not taken in twice', async () => {
    await at.press('Promises');
    await at.press('Take in a filing');
    await at.page.getByRole('dialog').waitFor();
    await at.type('Name, such as', 'The same again');
    await at.tabTo('Its text');
    await at.page.keyboard.insertText(statement);
    await at.press('Take in a filing');
    await at.says('This very text was imported before.');
    await at.look('promises-refused');
    await at.page.keyboard.press('Escape');
  });

  test('the mitigation plan stands beside the records likewise, with its documents and its timeline', async () => {
    await at.press('Mitigation plan, version 1');
    await at.page.locator('.sentence-pair').first().waitFor();
    await at.says(/supported by records, \d+ in part/);
    await at.look('promises-plan');
    await at.roomTab('Documents');
    await at.says('Otto Grant, officer');
    await at.roomTab('Timeline');
    await at.says('mitigation plan prepared');
  });

  test('an agent reads what was filed, and is offered neither the plan nor to take one in', async () => {
    await at.signIn(agnes);
    await at.press('Promises');
    await at.page.getByRole('link', { name: 'CPNI statement 2025' }).waitFor();
    expect(await at.page.getByRole('link', { name: /Mitigation plan/ }).count()).toBe(0);
    expect(await at.page.getByRole('button', { name: 'Take in a filing' }).count()).toBe(0);
  });
});
