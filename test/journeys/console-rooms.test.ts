import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleHouse } from '../console.ts';

let at: ConsoleHouse;

beforeAll(async () => {
  if (browserHere) at = await consoleHouse();
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const field = (label: string) => at.page.getByLabel(label, { exact: true });

/** Chooses by keyboard: down until the option is the one that Enter takes. */
const choose = async (label: string, option: RegExp): Promise<void> => {
  const list = at.page.getByRole('combobox', { name: label, exact: true });
  const wanted = at.page.getByRole('option', { name: option }).first();
  await list.press('ArrowDown');
  await wanted.waitFor();
  for (let n = 0; n < 20 && (await wanted.getAttribute('data-combobox-selected')) === null; n += 1)
    await list.press('ArrowDown');
  await list.press('Enter');
};

/** Presses the button of that name by keyboard. */
const press = (name: string) => at.page.getByRole('button', { name, exact: true }).last().press('Enter');

const tab = async (name: string): Promise<void> => {
  await at.page.getByRole('tab', { name }).press('Enter');
  await at.page.getByRole('tabpanel', { name }).waitFor();
};

const go = async (screen: string): Promise<void> => {
  await at.page.getByRole('link', { name: screen, exact: true }).press('Enter');
  await at.page.getByRole('heading', { name: screen, level: 1 }).waitFor();
};

describe.skipIf(!browserHere)(`the incident room${needsBrowser}`, () => {
  test('a breach is recorded; the report clock starts with the determination and says why', async () => {
    await at.signIn(at.person('Prairie', 'compliance'));
    await go('Incidents');
    await at.look('incidents');
    await press('Record a breach');
    await field('Circumstances').fill('A list of calls lay open on a shared drive.');
    await at.look('breach-record');
    await press('Record a breach');
    await at.page.getByText('No date yet: the breach is not determined.').waitFor();
    await at.page.getByText('not determined yet').waitFor();
    await press('Set the date');
    await at.page.getByRole('button', { name: /^Why / }).first().waitFor();
    await at.page.getByText(/^The date is on record; the clock runs from it\. Receipt R-/).waitFor();
    await at.page.getByRole('button', { name: 'Customers affected: it is assumed' }).press('Enter');
    await at.page
      .locator('.chip', { hasText: /assumed$/ })
      .first()
      .waitFor();
    await at.page.getByRole('button', { name: 'What CPNI: it is known' }).press('Enter');
    await at.page.locator('.chip', { hasText: /✓ known$/ }).waitFor();
    await at.look('breach-facts');
    await at.page.getByRole('button', { name: /^Why / }).first().press('Enter');
    const why = at.page.getByRole('dialog');
    await why.waitFor();
    expect(await why.textContent()).toMatch(/Rule: 47 CFR 64\.2011/);
    await at.page.keyboard.press('Escape');
  });

  test('customers are not told before the agencies are and the wait is over: the room says who can unlock it', async () => {
    await tab('Customers');
    await at.page.getByText('Customers may not be told yet.').waitFor();
    await at.page.getByText('Report the breach through the central facility first', { exact: false }).waitFor();
    const told = at.page.getByRole('textbox', { name: 'Customers', exact: true });
    expect(await told.inputValue()).toBe('');
    await told.fill('12');
    await press('Customers were told');
    await at.page.locator('.refusal').waitFor();
    await at.look('breach-customers');
    await tab('Report');
    await at.page.getByText('Circumstances').first().waitFor();
    await field('Reference of the facility').fill('CF-2027-17');
    await at.look('breach-report');
    await press('The report was sent');
    await at.page.getByText('reported, customers wait').waitFor();
  });

  test('harm is judged, a statement is marked, and the timeline has it all', async () => {
    await tab('Harm');
    await field('To whom').fill('Customers on the list');
    await field('Why').fill('The drive is inside the house.');
    await press('Judge the harm');
    await at.page.getByText('not likely: Customers on the list').waitFor();
    await at.look('breach-harm');
    await tab('Agencies');
    await at.look('breach-agencies');
    await tab('Statements');
    await at.look('breach-statements');
    await tab('Timeline');
    await at.page.getByText('breach determined').waitFor();
    await at.page.getByText('breach reported').waitFor();
    await at.look('breach-timeline');
  });

  test('a way to say no failed: the letter has its clock, gaps in amber, and is printed when none is left', async () => {
    await go('Incidents');
    await press('Open a failure');
    await choose('Way', /choice line/);
    await field('Problem').fill('The recording did not save the answer');
    await at.look('failure-open');
    await press('Open a failure');
    await at.page.getByRole('tab', { name: 'Letter' }).waitFor();
    await at.look('failure-facts');
    await tab('Letter');
    await at.page.getByText('Still open:', { exact: false }).waitFor();
    const maybe = (label: string) => field(`${label} (may stay empty)`);
    await maybe('Measures taken or planned').fill('The line was replaced');
    await maybe('Contact').fill('Carla Byrne');
    await maybe('Telephone of the contact').fill('+1 515 555 0100');
    await press('Keep the letter');
    // what nobody touched is still a gap
    await at.page
      .getByText(
        'Still open: its date, the remedy and its date, the state commissions, the notice to customers, or that none was given, the signer.',
      )
      .waitFor();
    await choose('They are', /^done/);
    await maybe('On').fill('2027-01-02');
    await maybe('Date of the letter').fill('2027-01-02');
    await choose('State commissions', /^none/);
    await choose('Notice to customers', /^none/);
    await maybe('Signer').fill('Omar Diaz');
    await maybe('Title of the signer').fill('Chief executive officer');
    await at.look('failure-letter');
    await press('Keep the letter');
    const link = at.page.getByRole('link', { name: 'The letter as PDF' });
    await link.waitFor();
    const pdf = await at.page.context().request.get(`${at.address}${await link.getAttribute('href')}`);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await tab('Affected customers');
    await at.page.getByText('Of nobody is it known that he tried.').waitFor();
    await at.look('failure-affected');
    await tab('Repair');
    await field('Measures taken or planned').fill('The line was replaced');
    await press('Close the failure');
    // it began this very minute, and an end must come later
    await at.page.locator('.refusal').waitFor();
    await at.look('failure-repair');
  });

  test('an agent may open a failure and reads of no breach', async () => {
    await at.signIn(at.person('Prairie', 'agent'));
    await go('Incidents');
    await at.page.getByRole('heading', { name: 'Failures of the ways to say no' }).waitFor();
    expect(await at.page.getByRole('heading', { name: 'Breaches' }).count()).toBe(0);
  });
});

describe.skipIf(!browserHere)(`the certification room${needsBrowser}`, () => {
  test('a year that the records contradict cannot be certified as in compliance', async () => {
    await at.signIn(at.person('Prairie', 'compliance'));
    await go('Certification');
    await at.look('filings');
    await press('Open a certification');
    await field('Year').fill('2025');
    await field('Address, one line of it a line').fill('12 Elm Street');
    await field('Telephone').fill('+1 515 555 0100');
    await field('E-mail address').fill('carla@prairievoice.example');
    await field('Title of the sender').fill('Compliance manager');
    await at.look('filing-open');
    await press('Open a certification');
    await at.page.getByRole('heading', { name: 'Certification for 2025' }).waitFor();
    await at.look('filing-year');
    await at.page.getByRole('heading', { name: 'Sign that a register is empty' }).waitFor();
    await tab('4 Say it');
    await press('Write the statement');
    await at.page.getByText('Written from the records of the year.').waitFor();
    await tab('2 Statement');
    await at.page.getByText('A contradicted sentence cannot be signed.', { exact: false }).waitFor();
    await at.look('filing-statement');
    await tab('5 Check and prepare');
    await choose('Officer who signs', /Omar Diaz/);
    await press('Check and prepare');
    await at.page.getByText('The records contradict', { exact: false }).waitFor();
    await at.look('filing-refused');
  });
});
