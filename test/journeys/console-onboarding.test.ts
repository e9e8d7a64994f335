import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practice } from '../../src/demo/applicants.ts';
import { claimFields } from '../../src/robocall/onboarding/claim.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff, type TestCarrier } from '../house.ts';
import { readyToOnboard } from '../onboarding.ts';

let at: ConsoleHouse;
let prairie: TestCarrier;
let olga: Staff;
let carla: Staff;
let agent: Staff;

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-11-03T16:00:00Z') });
  olga = await prairie.person('Olga Stein', 'onboarding');
  carla = await prairie.person('Carla Byrne', 'compliance');
  agent = await prairie.person('Ana Ruiz', 'agent');
  await readyToOnboard(prairie, olga, carla, '2026-11-03');
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const field = (label: string) => at.page.getByLabel(label, { exact: true });
const maybe = (label: string) => field(`${label} (may stay empty)`);

const check = async (name: string): Promise<void> => {
  await at.choose('Which claim', name);
  await field('Where you looked').fill('register of the state');
  await at.press('Record the check');
  await at.page.getByRole('row', { name: new RegExp(`${name}.*confirmed`) }).waitFor();
};

describe.skipIf(!browserHere)(`onboarding, by keyboard${needsBrowser}`, () => {
  test('Olga opens a case, claims what the applicant says, and each claim wants its own check', async () => {
    await at.signIn(olga);
    await at.press('Onboarding');
    await at.page.getByRole('heading', { name: 'Onboarding', level: 1 }).waitFor();
    await at.says('Nobody has applied.');
    await at.look('onboarding-empty');
    await at.press('Open a case');
    await at.type('Who applies', 'Harvest Dental Group');
    await at.page.keyboard.press('Enter');
    await at.page.getByRole('heading', { name: 'Harvest Dental Group', level: 1 }).waitFor();
    await maybe('Legal name').fill(practice['legal-name'] ?? '');
    await maybe('Kind of company').fill(practice['entity-type'] ?? '');
    await maybe('State of incorporation').fill('IA');
    await maybe('Registration number').fill('442211');
    await maybe('Street address').fill(practice['street-address'] ?? '');
    await at.choose('Kind of address', 'hotel');
    await maybe('Contact').fill('Wilma Harvest');
    await maybe('Telephone of the contact').fill('not a number');
    await maybe('E-mail of the contact').fill(practice['contact-email'] ?? '');
    await maybe('Who signs').fill('Wilma Harvest');
    await at.press('Keep what he says');
    await at.says('A number as +15155550100.');
    await maybe('Telephone of the contact').fill('+15155550140');
    await at.press('Keep what he says');
    await at.says('10 fields are claimed.');
    // another corrects a field meanwhile: this form, opened before, does not put the old one back
    const corrected = [{ name: 'registration-number' as const, claimed: '442212' }];
    await prairie.run(olga, claimFields, { caseId: at.page.url().split('/').at(-1) ?? '', fields: corrected });
    await maybe('Who signs').fill('');
    await maybe('Contact').fill('Wilma M. Harvest');
    await at.says('Who signs: what was claimed stays claimed.');
    await at.press('Keep what he says');
    await at.says('One field is claimed.');
    expect(await maybe('Registration number').inputValue()).toBe('442212');
    expect(await maybe('Who signs').inputValue()).toBe('Wilma Harvest');
    for (const name of [
      'Legal name',
      'State of incorporation',
      'Street address',
      'Telephone of the contact',
      'E-mail of the contact',
    ])
      await check(name);
    await at.look('onboarding-identity');
  });

  test('the questionnaire raises no more than it should, and the hotel is answered by a person', async () => {
    await at.roomTab('Questionnaire');
    await at.says('The questionnaire was not answered yet.');
    await field('conversations').check();
    await field('live').check();
    await field('Who is called').fill('patients of the practice');
    await field('States called, as IA, MN').fill('ia, mn');
    await field('Calls a day').fill('120');
    await field('Calls a second at most').fill('1');
    await field('Calls at once at most').fill('4');
    await field('Seconds of a usual call').fill('180');
    await field('References').fill('2');
    await at.look('onboarding-questionnaire');
    await at.press('Keep the answers');
    await at.says('Version 1 of the answers is on record.');
    await at.roomTab('Red flags');
    await at.says('The address is no place of business.');
    await at.look('onboarding-flags');
    await at.type('Why', 'He lives there while his practice is built; the lease was seen.');
    await at.press('Answer it');
    await at.says('Olga Stein: He lives there');
  });

  test('lists answer listed, absent or could not check; the call and the policy are put on record', async () => {
    await at.roomTab('Lists');
    await at.press('Look him up');
    await at.says('verified absent');
    await at.look('onboarding-lists');
    await at.roomTab('Call and policy');
    await at.type('Spoke with', 'Wilma Harvest');
    await at.type('What was said', 'She calls patients to remind them.');
    await at.press('Record the call');
    await at.page.getByText('Olga Stein', { exact: true }).waitFor();
    await at.type('Who accepted', 'Wilma Harvest');
    await at.type('Where: the network address', '203.0.113.7');
    await at.press('Record the acceptance');
    await at.says('203.0.113.7');
    expect(await field('File: PDF, PNG, JPEG or text').count()).toBe(1);
    await at.page.locator('input[type=file]').setInputFiles({
      name: 'lease.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 the lease'),
    });
    await at.press('Keep the document');
    await at.page.getByRole('table', { name: 'Documents' }).waitFor();
    await at.look('onboarding-call');
  });

  test('above the risk line who put it up may not decide; Carla does', async () => {
    await at.roomTab('Decision');
    await at.says('Nothing required is missing.');
    await at.says('kept: Olga Stein called on Tue, Nov 3, 2026');
    await at.press('Put it up');
    await at.says('It is up for decision: 25 points, elevated risk.');
    await at.type('Why', 'Known to us.');
    await at.press('Decide');
    await at.says('With 25 points another person decides.');
    await at.look('onboarding-decision');
    await at.signIn(carla);
    await at.press('Onboarding');
    await at.page.locator('.board').waitFor();
    await at.look('onboarding-board');
    await at.press('Harvest Dental Group');
    await at.page.getByRole('heading', { name: 'Harvest Dental Group', level: 1 }).waitFor();
    await at.roomTab('Decision');
    await at.type('Why', 'The lease was seen.');
    await at.press('Decide');
    await at.page.getByRole('row', { name: /approved.*Carla Byrne/ }).waitFor();
    await at.roomTab('Timeline');
    await at.says('onboarding approved');
    await at.look('onboarding-timeline');
  });

  test('Olga opens the account that rests on it', async () => {
    await at.signIn(olga);
    await at.press('Onboarding');
    await at.press('Harvest Dental Group');
    await at.page.getByRole('heading', { name: 'Harvest Dental Group', level: 1 }).waitFor();
    await at.roomTab('Accounts');
    await at.press('Open an account');
    await at.page.getByRole('link', { name: 'Harvest Dental Group' }).waitFor();
    await at.look('onboarding-accounts');
  });

  test('an agent is not offered the board, and is refused at its address', async () => {
    await at.signIn(agent);
    await at.page.getByRole('heading', { name: 'Tasks' }).waitFor();
    expect(await at.page.getByRole('link', { name: 'Onboarding' }).count()).toBe(0);
    await at.page.goto(`${at.address}/console/onboarding`);
    await at.says('This role may not do this');
  });
});
