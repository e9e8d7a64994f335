import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/operations.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff, type TestCarrier } from '../house.ts';
import { noOutside } from '../outside.ts';
import { openedAccount } from '../voice-accounts.ts';
import { workAll } from '../work.ts';

let at: ConsoleHouse;
let prairie: TestCarrier;
let carla: Staff;
let olu: Staff;
let agent: Staff;

const limits = { callsPerSecond: 5, burst: 10, sessions: 100, leaseSeconds: null };

/** An account whose customer is warned by letter, for no e-mail reaches him. */
const warned = async (noor: Staff, name: string): Promise<void> => {
  const { accountId, caseId } = await openedAccount(prairie, noor, name, limits);
  const fields = [
    { name: 'legal-name' as const, claimed: `${name} LLC` },
    { name: 'street-address' as const, claimed: '12 Elm Street, Des Moines, IA 50309' },
  ];
  await prairie.run(noor, operations['onboarding.claim'], { caseId, fields });
  const cause = { trigger: 'complaint', reference: `FTC ${name}`, why: 'It sells warranties' } as const;
  const { id } = await prairie.run(noor, operations['investigations.open'], { accountId, ...cause });
  await prairie.run(noor, operations['investigations.warn'], { investigationId: id, words: 'Show consent by Friday' });
};

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  prairie = await home.carrier({});
  const noor = await prairie.person('Noor Haddad', 'network', 'onboarding');
  carla = await prairie.person('Carla Byrne', 'compliance');
  olu = await prairie.person('Olu Adeyemi', 'onboarding');
  agent = await prairie.person('Ana Ruiz', 'agent');
  await warned(noor, 'Warranty Dialers');
  await warned(noor, 'Bay Tow');
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const open = async (): Promise<void> => {
  await at.press('Customer letters');
  await at.page.getByRole('heading', { name: 'Customer letters', level: 1 }).waitFor();
};
const field = (label: string) => at.page.getByLabel(label, { exact: true });
const reference = async (): Promise<string> => {
  const table = await at.page.getByRole('table', { name: 'All letters' }).textContent();
  return /[0-9a-f]{8}-\d{6}/.exec(table ?? '')?.[0] ?? expect.unreachable();
};

describe.skipIf(!browserHere)(`letters to the customers of voice accounts, by keyboard${needsBrowser}`, () => {
  test('Carla prints those that wait, and takes the file along for the printer', async () => {
    await at.signIn(carla);
    await open();
    await at.says('2 letters wait.');
    await at.page
      .getByRole('row', { name: /Harvest Dental Group.*an investigation.*waits/ })
      .first()
      .waitFor();
    await at.look('customer-letters-waiting');
    await at.press('Print a batch');
    await at.says('Being printed: 2 letters');
    await workAll(at.home, noOutside);
    // the page looks again by itself while it is being printed
    await at.page.getByRole('button', { name: 'Download the PDF' }).waitFor();
    const [file] = await Promise.all([at.page.waitForEvent('download'), at.press('Download the PDF')]);
    expect(file.suggestedFilename()).toMatch(/^letters-[0-9a-f]{8}\.pdf$/);
    expect(
      readFileSync(await file.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await at.look('customer-letters');
  });

  test('a count that is not the batch’s is refused; the right one is the hand-over', async () => {
    await at.type('Letters that you counted', '3');
    await at.type('Postal receipt', 'PO 7');
    await at.press('Hand it over to the post');
    await at.says(/batch has 2 to post/);
    await at.look('customer-letters-refused');
    await field('Letters that you counted').fill('2');
    await at.press('Hand it over to the post');
    await at.page.getByRole('row', { name: /posted.*2.*Carla Byrne.*PO 7/ }).waitFor();
    await at.page
      .getByRole('row', { name: /Harvest Dental Group.*posted/ })
      .first()
      .waitFor();
  });

  test('a letter that came back is on record by its reference', async () => {
    await field('Reference').fill('00000000-000001');
    await at.press('Record it');
    await at.page.locator('.refusal').waitFor();
    await field('Reference').fill(await reference());
    await at.press('Record it');
    await at.page.getByRole('row', { name: /Harvest Dental Group.*came back/ }).waitFor();
    await at.look('customer-letters-returned');
  });

  test('onboarding reads where they stand and is told who prints; an agent is not offered them, and refused', async () => {
    await at.signIn(olu);
    await open();
    await at.says(/“Record it” is for .*compliance/);
    await at.signIn(agent);
    expect(await at.page.getByRole('link', { name: 'Customer letters' }).count()).toBe(0);
    await at.page.goto(`${at.address}/console/customer-letters`);
    await at.says('This role may not do this');
  });
});
