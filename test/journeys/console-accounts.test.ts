import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAccount } from '../../src/robocall/accounts/open.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff, type TestCarrier } from '../house.ts';
import { orderedAccount } from '../strikes.ts';
import { accountOf, approvedCase } from '../voice-accounts.ts';

let at: ConsoleHouse;
let noor: Staff;
let omar: Staff;
let agent: Staff;

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  const prairie = await home.carrier({});
  noor = await prairie.person('Noor Haddad', 'network');
  omar = await prairie.person('Omar Diaz', 'officer');
  agent = await prairie.person('Ana Ruiz', 'agent');
  await accountOf(prairie, { name: 'Riverside Dental', callerIdPolicy: 'own-only' });
  await overdue(prairie);
  await orderedAccount(prairie, noor, 'Bay Tow');
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

/** An account whose approval ends before the day on which it is looked at. */
const overdue = async (carrier: TestCarrier): Promise<void> => {
  const caseId = await approvedCase(carrier, { tier: 'standard', days: 0.5 });
  await carrier.run(noor, openAccount, { caseId, name: 'Harvest Dental' });
};

const field = (label: string) => at.page.getByLabel(label, { exact: true });

const open = async (name: string): Promise<void> => {
  await at.press('Voice accounts');
  await at.page.getByRole('heading', { name: 'Voice accounts', level: 1 }).waitFor();
  await at.press(name);
  await at.page.getByRole('heading', { name, level: 1 }).waitFor();
};

describe.skipIf(!browserHere)(`an account, its numbers and the gate, by keyboard${needsBrowser}`, () => {
  test('Noor checks a number that is nobody’s, gives the right, and reads what it is worth', async () => {
    await at.signIn(noor);
    await at.press('Voice accounts');
    await at.page.getByRole('table', { name: 'Strikes of all accounts' }).waitFor();
    await at.look('accounts');
    await open('Riverside Dental');
    await at.look('account-standing');
    await at.roomTab('Numbers');
    await at.says('It may show no number yet');
    await at.type('Numbers, ranges and prefixes', '+1 515 200 0147, none');
    await at.press('Check them');
    await at.says('2 numbers checked');
    await at.page.getByRole('row', { name: /15152000147.*not shown.*not carried/ }).waitFor();
    await at.page.getByRole('row', { name: /none.*no telephone number/ }).waitFor();
    await field('Order or ticket').fill('S-1001');
    await at.page.getByRole('textbox', { name: 'Numbers', exact: true }).first().fill('+15152000147');
    await at.press('Give the right');
    await at.page.getByRole('row', { name: /15152000147.*assigned by us.*nobody yet/ }).waitFor();
    await at.press('Check them');
    await at.page.getByRole('row', { name: /15152000147.*B: we know the customer, not his right/ }).waitFor();
    await at.look('account-numbers');
    await at.press('Verify it');
    await at.type('How you made sure', 'It stands in our own block.');
    await at.press('Verify it');
    await at.page.getByRole('row', { name: /15152000147.*assigned by us.*Noor Haddad/ }).waitFor();
  });

  test('a file of numbers is tried before it is taken in, and the row that is wrong is named', async () => {
    const file = {
      name: 'numbers.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('number,basis,evidence\n+15152000148,assigned,order 7\nnobody,assigned,order 7\n'),
    };
    await at.page.locator('input[type=file][accept="text/csv,.csv"]').setInputFiles(file);
    await at.press('Send the file');
    await at.says(/2 rows: 1 accepted, 1 refused/);
    await at.page.getByRole('table', { name: 'Refused rows' }).waitFor();
    await at.look('account-import');
  });

  test('the gate says what it would answer, and why; a limit that is too high is refused', async () => {
    await at.roomTab('Gate');
    await at.says('0 of 100');
    await field('Number shown').fill('+12025550147');
    await field('Number called').fill('+15155550199');
    await at.press('Ask the gate');
    await at.says('47 CFR 64.6305(a)(2)');
    await at.says('As a call it would open strike 1 of 2: a warning.');
    await at.says('Whoever is refused may turn to compliance@prairievoice.example');
    await at.look('account-gate');
    await field('Number called').fill('911');
    await at.press('Ask the gate');
    await at.says('Yes: an emergency call is always carried');
    await at.press('Show the last 50');
    await at.says('No call of this account was refused.');
    await at.says('Enforced: its own limits and its caller-ID rule refuse');
    await field('Why').fill('Their exchange is new to us.');
    await field('For how many days, 30 at most').fill('60');
    await at.press('Put it in shadow mode');
    await at.page.locator('.refusal').waitFor();
    await field('For how many days, 30 at most').fill('14');
    await at.press('Put it in shadow mode');
    await at.says('No call would have been refused so far.');
    await field('Number shown').fill('+15153050123');
    await field('Number called').fill('+15155550199');
    await expect
      .poll(async () => {
        await at.press('Ask the gate');
        await at.page.waitForTimeout(300);
        return at.page.getByText('Yes, in shadow mode; enforced, it would be refused').count();
      })
      .toBe(1);
    await at.look('account-gate-shadow');
    await field('Why').fill('None would have been refused.');
    await at.press('Enforce from now on');
    await at.says('Enforced: its own limits and its caller-ID rule refuse');
    await at.roomTab('Traffic');
    await at.says('No plan is in force.');
    await at.says('No day of an account was flagged.');
    await field('The case behind it').fill('A look at a new customer');
    await at.press('Count them');
    await at.says('The records hold no call of this account on that day.');
    await at.look('account-traffic');
    await at.roomTab('Standing');
    await field('Calls a second').fill('50000');
    await field('Why').first().fill('They asked for it.');
    await at.press('Set the limits');
    await at.page.locator('.refusal').waitFor();
    await at.look('account-limits-refused');
  });

  test('termination is ordered at the second finding; an exception is an officer’s, by his name and password', async () => {
    await at.signIn(noor);
    await open('Bay Tow');
    await at.roomTab('Strikes');
    await at.says('termination ordered');
    await at.page.getByRole('tab', { name: 'Exception of an officer' }).last().press('Enter');
    await at.page.getByText(/“Sign the exception” is for .*officer/).waitFor();
    await at.look('account-strikes');
    await at.press('Read it: warning');
    await at.page
      .getByRole('dialog')
      .getByText(/Bay Tow/)
      .first()
      .waitFor();
    await at.look('account-strike-letter');
    await at.page.keyboard.press('Escape');
    await at.signIn(omar);
    await open('Bay Tow');
    await at.roomTab('Strikes');
    await at.page.getByRole('tab', { name: 'Exception of an officer' }).last().press('Enter');
    await field('Why').last().fill('Their exchange was misconfigured, and is mended.');
    await field('Your password, once more').last().fill('not his password');
    await at.press('Sign the exception');
    await at.page.locator('.refusal').waitFor();
    await field('Your password, once more').last().fill(omar.password);
    await at.press('Sign the exception');
    await at.says('kept by an exception');
    await at.page.getByRole('row', { name: /an exception was signed.*Omar Diaz/ }).waitFor();
    await at.look('account-excepted');
  });

  test('a review that is overdue stands above the account, with the days on which its limits and its calls end', async () => {
    await at.signIn(noor);
    await open('Harvest Dental');
    await at.says(/Its review is overdue since .*Its limits are lowered on .*, and its calls stop on /);
  });

  test('an agent is not offered the accounts, and is refused at their address', async () => {
    await at.signIn(agent);
    await at.page.getByRole('heading', { name: 'Tasks' }).waitFor();
    expect(await at.page.getByRole('link', { name: 'Voice accounts' }).count()).toBe(0);
    await at.page.goto(`${at.address}/console/accounts`);
    await at.says('This role may not do this');
  });
});
