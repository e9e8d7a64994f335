import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { longDistance } from '../../src/cpni/campaigns/campaigns.example.ts';
import { operations } from '../../src/operations.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff, type TestCarrier } from '../house.ts';

let at: ConsoleHouse;
let prairie: TestCarrier;
let mara: Staff;
let sol: Staff;

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  prairie = await home.carrier({});
  mara = await prairie.person('Mara Quill', 'marketing');
  sol = await prairie.person('Sol Reyes', 'supervisor');
  for (const name of ['Autumn wireless', 'Spring long distance'])
    await prairie.run(mara, operations['campaigns.draft'], { ...longDistance, name });
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const open = async (): Promise<void> => {
  await at.press('Campaigns');
  await at.page.getByRole('table', { name: 'Campaigns' }).waitFor();
};
const heads = () => at.page.getByRole('columnheader').allTextContents();
const first = () => at.page.locator('tbody a').first().textContent();

describe.skipIf(!browserHere)(`views of a table, by keyboard${needsBrowser}`, () => {
  test('Mara takes a column out and turns the order, and keeps that as the view with which the table opens', async () => {
    await at.signIn(mara);
    await open();
    await at.press('Columns');
    await at.tabTo('Approved by');
    await at.page.keyboard.press('Space');
    await at.page.keyboard.press('Escape');
    await at.page.getByRole('columnheader', { name: 'Approved by' }).waitFor({ state: 'detached' });
    await at.tabTo('Name');
    await at.page.keyboard.press('Enter');
    await at.page.keyboard.press('Enter');
    await at.page.getByRole('columnheader', { name: 'Name' }).and(at.page.locator('[aria-sort=descending]')).waitFor();
    await at.type('Filter: Campaigns', 'wireless');
    await at.press('Views');
    await at.type('Name of the view', 'By name');
    await at.tabTo('Open the table with it');
    await at.page.keyboard.press('Space');
    await at.look('views');
    const name = at.page.getByLabel('Name of the view', { exact: true });
    await name.fill('Rosa 515 555 0100');
    await at.press('Keep it as a view');
    await at.says('Name what the view shows, not of whom.');
    await at.look('views-refused');
    await name.fill('By name');
    await at.press('Keep it as a view');
    await name.waitFor({ state: 'detached' });
  });

  test('the next time it opens so, with an empty filter: nothing that was typed there is kept', async () => {
    await at.page.reload();
    await at.page.getByRole('table', { name: 'Campaigns' }).waitFor();
    await at.page.getByRole('columnheader', { name: 'Approved by' }).waitFor({ state: 'detached' });
    expect(await first()).toBe('Spring long distance');
    expect(await at.page.locator('[data-filter]').inputValue()).toBe('');
    const kept = await prairie.look(({ tx }) => tx.selectFrom('tableView').selectAll().execute());
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('wireless');
  });

  test('another person has the table as it is', async () => {
    await at.signIn(sol);
    await open();
    expect((await heads()).join()).toContain('Approved by');
  });

  test('a view is dropped, and the table is as it was', async () => {
    await at.signIn(mara);
    await open();
    await at.press('Views');
    await at.press('Drop the view By name');
    await at.says('No view of this table is kept.');
    await at.page.keyboard.press('Escape');
    await at.page.getByRole('dialog').waitFor({ state: 'detached' });
    await at.page.getByRole('columnheader', { name: 'Approved by' }).waitFor();
  });
});
