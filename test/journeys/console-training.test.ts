import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/operations.ts';
import { questions } from '../../src/personnel/course/questions.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff, type TestCarrier } from '../house.ts';

let at: ConsoleHouse;
let prairie: TestCarrier;
let agnes: Staff;

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-06-01T15:00:00Z') });
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  const petra = await prairie.person('Petra Moss', 'people');
  await prairie.run(petra, operations['personnel.course.publish'], {});
  const manual = { title: 'CPNI manual', version: '7', hash: 'a'.repeat(64) };
  await prairie.run(petra, operations['personnel.manuals.publish'], manual);
  // two weeks to do both, two weeks of grace
  await prairie.at('2026-06-20T15:00:00Z');
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (!browserHere) return;
  await at.close();
});

const rightOf = (asks: string): string => questions.find((one) => one.asks === asks)?.right ?? '';

describe.skipIf(!browserHere)(`an agent whose training is overdue${needsBrowser}`, () => {
  test('sees at the desk until when it stays open to her', async () => {
    await at.signIn(agnes);
    await at.press('Call desk');
    await at.says('Your CPNI training is overdue');
    await at.says(/You may serve customers through .*Jun 29, 2026/);
    await at.look('desk-grace');
  });

  test('once the grace is over finds the desk closed, and reads how long it takes to renew', async () => {
    await prairie.at('2026-06-30T15:00:00Z');
    await at.page.reload();
    await at.says(/The desk is closed to you since .*Jun 30, 2026/);
    await at.type('Account number', 'A-1');
    await at.page.keyboard.press('Enter');
    await at.says(/Your time to (take the CPNI course|read the CPNI manual) ended on 2026-06-15/);
    await at.look('desk-closed');
  });

  test('takes the course by keyboard alone, acknowledges the manual, and the desk is open', async () => {
    await at.press('Renew it now');
    await at.page.getByRole('heading', { name: 'Your CPNI training' }).waitFor();
    await at.look('training');
    await at.press('I have read and understand it');
    await at.says('You have acknowledged the newest.');
    await at.press('Take the course');
    await at.page.getByRole('heading', { name: 'The questions' }).waitFor();
    await at.look('training-course');
    const groups = at.page.getByRole('radiogroup');
    expect(await groups.count()).toBe(12);
    for (const group of await groups.all()) {
      const labelled = await group.getAttribute('aria-labelledby');
      const asks = await at.page.locator(`[id="${labelled}"]`).textContent();
      const right = group.getByRole('radio', { name: rightOf((asks ?? '').trim()), exact: true });
      await right.focus();
      await at.page.keyboard.press('Space');
      expect([asks, await right.isChecked()]).toEqual([asks, true]);
    }
    await at.press('Submit your answers');
    await at.says('Passed with 100 percent.');
    await at.says('You may work with CPNI.');
    await at.look('training-passed');
    await at.press('On record: ');
    await at.page.getByRole('dialog').getByText('manual published').waitFor();
    await at.page.keyboard.press('Escape');
    await at.press('Call desk');
    await at.type('Account number', 'A-1');
    await at.page.keyboard.press('Enter');
    await at.says('No customer of this carrier has it.');
  });
});
