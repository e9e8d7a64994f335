import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDocument } from '../../src/filings/lint/read-document.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleHouse } from '../console.ts';

let at: ConsoleHouse;

beforeAll(async () => {
  if (!browserHere) return;
  at = await consoleHouse();
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

/** The page as PDF, as the browser's own printing makes it: its text. */
const printed = async (name: string): Promise<string> => {
  const pdf = await at.page.pdf({ format: 'Letter' });
  if (process.env.COMPLINE_PICTURES !== undefined)
    writeFileSync(join(process.env.COMPLINE_PICTURES, `${name}.pdf`), pdf);
  const read = await readDocument(new Uint8Array(pdf));
  return 'error' in read ? expect.unreachable(read.detail) : read.text.replaceAll(/\s+/g, ' ');
};

describe.skipIf(!browserHere)(`a page on paper${needsBrowser}`, () => {
  test('says whose it is, of when and by whom; it has its tables as tables, and neither menu nor buttons', async () => {
    await at.signIn(at.person('Prairie', 'compliance'));
    await at.says('Everything with a date');
    const today = await printed('today');
    expect(today).toMatch(/Prairie Voice · as of Sat, Feb 20, 2027.* · printed by Carla Byrne/);
    for (const words of ['Everything with a date', 'Due State What Who Rule', '47 CFR']) expect(today).toContain(words);
    for (const words of ['Search and go', 'Call desk', 'Export CSV', 'Why?']) expect(today).not.toContain(words);
  });

  test('a chart brings its table along; a room shows the part that is open, a dark screen prints black on white', async () => {
    await at.page.emulateMedia({ colorScheme: 'dark' });
    await at.press('Charts');
    await at.says('In the past fourteen months');
    expect(await printed('charts')).toMatch(/Month notices said yes said no notice came back Dec 25/);
    await at.press('Certification');
    await at.press('Certification for 2026');
    await at.roomTab('2 Statement');
    const statement = await printed('statement');
    expect(statement).toContain('2 Statement');
    expect(statement).not.toContain('6 Sign');
    await at.page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    const ground = await at.page.evaluate(
      "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.querySelector('h1')).color",
    );
    expect(ground).toBe('rgb(255, 255, 255)rgb(0, 0, 0)');
    await at.page.emulateMedia({ colorScheme: 'light', media: 'screen' });
  });

  test('the palette and the menu print the page', async () => {
    await at.page.evaluate('window.print = () => { window.printedOnce = (window.printedOnce ?? 0) + 1; }');
    await at.page.keyboard.press('Control+k');
    await at.page.getByPlaceholder('Where to, or what to do?').waitFor();
    await at.page.waitForTimeout(300);
    await at.page.keyboard.type('Print this page');
    await at.page.keyboard.press('Enter');
    await expect.poll(() => at.page.evaluate('window.printedOnce')).toBe(1);
    await at.press('Carla Byrne: account');
    await at.press('Print this page');
    await expect.poll(() => at.page.evaluate('window.printedOnce')).toBe(2);
  });
});
