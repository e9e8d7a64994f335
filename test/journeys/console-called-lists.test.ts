import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/operations.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff, type TestCarrier } from '../house.ts';

let at: ConsoleHouse;
let prairie: TestCarrier;
let noor: Staff;
let auditor: Staff;

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-03-11T15:00:00Z') });
  noor = await prairie.person('Noor Haddad', 'network');
  auditor = await prairie.person('Ada Wynn', 'auditor');
  const before = { kind: 'do-not-call', publishedOn: '2026-03-01' } as const;
  await prairie.stream(noor, operations['calledLists.import'], before, '3034200001\n2124200001\n');
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const open = async (): Promise<void> => {
  await at.press('Called lists');
  await at.page.getByRole('heading', { name: 'Called lists', level: 1 }).waitFor();
};

const give = (name: string, text: string) =>
  at.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

describe.skipIf(!browserHere)(`called lists, by keyboard${needsBrowser}`, () => {
  test('a file without numbers is refused; one with them counts at once, and the older one in part', async () => {
    await at.signIn(noor);
    await open();
    await at.page.getByRole('row', { name: /do-not-call registry.*in force.*2.*Noor Haddad/ }).waitFor();
    await give('notes.txt', 'nothing here\n');
    await at.press('Take a list in');
    await at.says('No line of the file is a number of the North American plan.');
    await at.look('called-lists-refused');
    const day = at.page.getByLabel('Day of the file', { exact: true });
    await day.fill('2026-03-10');
    await give('colorado.txt', `${'3034200001\n3034200002\n'}a line\n`);
    await at.press('Take a list in');
    await at.says('Taken in: 2 numbers, 1 line not read.');
    await at.page.getByRole('row', { name: /in force for some of its area codes/ }).waitFor();
    await at.look('called-lists');
  });

  test('how far a large file has gone up is told while it goes', async () => {
    await at.page.route('**/v1/called-lists/**', async (route) => {
      await new Promise((go) => setTimeout(go, 1500));
      await route.continue();
    });
    const day = at.page.getByLabel('Day of the file', { exact: true });
    await day.fill('2026-03-02');
    await give('more.txt', '9704200001\n'.repeat(200_000));
    await at.press('Take a list in');
    await at.page.getByRole('progressbar', { name: 'The file on its way' }).waitFor({ state: 'attached' });
    await at.says(/of 2\.2 MB are sent|All 2\.2 MB are sent/);
    await at.says('Taken in: 1 number');
    await at.page.unroute('**/v1/called-lists/**');
  });

  test('reassigned numbers count for a month, and Why says so', async () => {
    await at.choose('What the file is', 'reassigned numbers');
    await at.page.getByLabel('Day of the file', { exact: true }).fill('2026-03-01');
    await give('answers.csv', 'number,date,answer\n3034200001,2026-02-01,yes\n3034200002,2026-02-01,no data\n');
    await at.press('Take a list in');
    await at.press('reassigned numbers, Sun, Mar 1, 2026');
    await at.press('Why Wed, Apr 1, 2026?');
    await at.says('31 days after: so long its answers count');
    await at.page.keyboard.press('Escape');
    await at.page.getByRole('dialog', { name: /^Why/ }).waitFor({ state: 'detached' });
    await at.look('called-list');
  });

  test('a list of the wrong day is taken away with the reason, and stays on record', async () => {
    await at.type('Why: the wrong day', 'It was asked about in January.');
    await at.press('Take it away');
    await at.page.getByRole('dialog').waitFor({ state: 'detached' });
    await at.page.getByRole('row', { name: /reassigned numbers.*taken away/ }).waitFor();
    await at.press('reassigned numbers, Sun, Mar 1, 2026');
    await at.says('It was asked about in January.');
    expect(await at.page.getByText('Counts until').count()).toBe(0);
    await at.page.getByText('called list taken away').waitFor();
    expect(await at.page.getByRole('button', { name: 'Take it away' }).count()).toBe(0);
    await at.look('called-list-away');
    await at.page.keyboard.press('Escape');
  });

  test('an auditor reads them and is told who takes one in', async () => {
    await at.signIn(auditor);
    await open();
    await at.says(/“Take a list in” is for the roles network, compliance/);
  });
});
