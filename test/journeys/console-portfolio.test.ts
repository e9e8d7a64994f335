import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPerson } from '../../src/carriers/staff/create-person.ts';
import { systemAsks } from '../../src/db/context.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { confirmationPdf } from '../confirmation-pdf.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff } from '../house.ts';

let at: ConsoleHouse;
let kim: Staff;
let agent: Staff;

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  const clock = Date.parse('2027-02-20T15:00:00Z');
  const prairie = await home.carrier({ clock });
  const lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes', clock });
  kim = await prairie.person('Kim Vale', 'counsel');
  agent = await prairie.person('Ana Ruiz', 'agent');
  const asking = systemAsks(lakes.id, 'test', Date.now());
  await createPerson(home.connections, asking, { ...kim, roles: ['counsel'], title: 'Counsel', demo: true });
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

describe.skipIf(!browserHere)(`the portfolio of carriers, by keyboard alone${needsBrowser}`, () => {
  test('Kim sees what each of her carriers has next, and why on that date', async () => {
    await at.signIn(kim);
    await at.press('Portfolio');
    await at.page.getByRole('heading', { name: 'Portfolio', level: 1 }).waitFor();
    await at.page.getByRole('table', { name: 'Season board' }).waitFor();
    expect(await at.page.getByRole('row').count()).toBe(3);
    await at.look('portfolio');
    await at.press('Why');
    const why = at.page.getByRole('dialog');
    await why.waitFor();
    expect(await why.textContent()).toMatch(/Rule: 47 CFR/);
    await at.page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
  });

  test('she compares their statements by hashes, and drops confirmations that are flagged', async () => {
    await at.roomTab('Compare statements');
    await at.says('No defect stands in the texts of several carriers.');
    await at.look('portfolio-compare');
    await at.roomTab('Confirmations');
    await at.page.setInputFiles(
      'input[type=file]',
      ['899999', '811111'].map((filerId) => ({
        name: `confirmation-${filerId}.pdf`,
        mimeType: 'application/pdf',
        buffer: Buffer.from(confirmationPdf(filerId, '20270210-4711', 'Feb 10, 2027 9:14 AM'), 'base64'),
      })),
    );
    await at.says('2 of 2 read. What is recorded stays so if you leave.');
    await at.says('899999: none of your carriers.');
    await at.look('portfolio-confirmations');
  });

  test('she goes over to another of them, and the whole page is of that one', async () => {
    await at.roomTab('Season board');
    const name = (await at.page.locator('.carrier-name').textContent()) === 'Lakes' ? 'Prairie Voice' : 'Lakes';
    await at.press(`Go to ${name}`);
    await at.page.locator('.carrier-name', { hasText: name }).waitFor();
    await at.page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
    await at.look('portfolio-gone-over');
  });

  test('an agent of one carrier is not offered it, and is refused at its address', async () => {
    await at.signIn(agent);
    await at.page.getByRole('heading', { name: 'Tasks' }).waitFor();
    expect(await at.page.getByRole('link', { name: 'Portfolio' }).count()).toBe(0);
    await at.page.goto(`${at.address}/console/portfolio`);
    await at.page.getByText('A portfolio is for counsel.').waitFor();
    await at.look('portfolio-refused');
  });
});
