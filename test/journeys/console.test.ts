import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstLink } from '../../src/carriers/sign-in/links/first-administrator.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleHouse } from '../console.ts';

let at: ConsoleHouse;

beforeAll(async () => {
  if (browserHere) at = await consoleHouse();
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

describe.skipIf(!browserHere)(`the console, by keyboard alone${needsBrowser}`, () => {
  test('asks who is there, and tells a wrong password', async () => {
    const carla = at.person('Prairie', 'compliance');
    await at.page.goto(`${at.address}/console/today`);
    await at.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await at.tabTo('E-mail address');
    await at.page.keyboard.type(carla.email);
    await at.page.keyboard.press('Tab');
    await at.page.keyboard.type('not her password');
    await at.page.keyboard.press('Enter');
    await at.page.getByText('E-mail address and password do not match', { exact: true }).waitFor();
    await at.look('sign-in');
    await at.signIn(carla);
    await at.page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
  });

  test('shows the compliance manager what is due, and why on that date', async () => {
    await at.page.getByRole('heading', { name: 'Everything with a date' }).waitFor();
    await at.says(/evidence log/);
    await at.says('backup drill: none was ever run here');
    await at.look('today');
    await at.tabTo('Why');
    await at.page.keyboard.press('Enter');
    const why = at.page.getByRole('dialog');
    await why.waitFor();
    expect(await why.textContent()).toMatch(/Rule: 47 CFR/);
    await at.look('today-why');
    await at.page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
  });

  test('goes anywhere by its palette and its keys', async () => {
    await at.page.keyboard.press('Control+k');
    await at.page.getByPlaceholder('Where to, or what to do?').waitFor();
    await at.look('palette');
    await at.page.keyboard.type('Tasks');
    await at.page.keyboard.press('Enter');
    await at.page.getByRole('heading', { name: 'Tasks' }).waitFor();
    await at.look('tasks');
    await at.page.locator('main').focus();
    await at.page.keyboard.press('g');
    await at.page.keyboard.press('t');
    await at.page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
    await at.page.keyboard.press('?');
    await at.page.getByText('Keys that work everywhere').waitFor();
    // behind a dialog no key acts
    await at.page.keyboard.press('g');
    await at.page.keyboard.press('k');
    await at.page.waitForTimeout(200);
    expect(await at.page.locator('main h1').textContent()).toBe('Today');
    await at.page.keyboard.press('Escape');
  });

  test('offers an agent no screen that he may not read, and refuses it by its address too', async () => {
    await at.signOut();
    await at.signIn(at.person('Prairie', 'agent'));
    await at.page.getByRole('heading', { name: 'Tasks' }).waitFor();
    expect(await at.page.getByRole('link', { name: 'Today' }).count()).toBe(0);
    await at.page.goto(`${at.address}/console/today`);
    await at.page.getByText('This role may not do this').waitFor();
    await at.look('refused');
    await at.signOut();
  });

  test('a tab that shows another carrier than the session begins anew', async () => {
    await at.signIn(at.person('Prairie', 'compliance'));
    const other = await at.page.context().newPage();
    await other.goto(`${at.address}/console`);
    await other.getByText('Prairie Voice', { exact: true }).waitFor();
    await at.signOut();
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    await at.signIn(at.person('Meridian', 'compliance'));
    await other.getByText('Meridian Resale', { exact: true }).waitFor();
    await other.close();
    await at.signOut();
  });

  test('at 360 pixels the closed menu is not in the way of the keyboard, and where one goes is where one reads', async () => {
    await at.signIn(at.person('Prairie', 'compliance'));
    await at.page.setViewportSize({ width: 360, height: 800 });
    await at.page.waitForTimeout(400);
    await at.page.goto(`${at.address}/console/tasks`);
    await at.page.getByRole('heading', { name: 'Tasks' }).waitFor();
    await at.tabTo('Menu of screens');
    await at.page.keyboard.press('Tab');
    expect(await at.page.evaluate("document.activeElement.closest('nav') === null")).toBe(true);
    await at.page.keyboard.press('Shift+Tab');
    await at.page.keyboard.press('Enter');
    await at.page.waitForTimeout(400);
    await at.look('menu');
    await at.page.setViewportSize({ width: 360, height: 800 });
    await at.page.getByRole('link', { name: 'Incidents', exact: true }).press('Enter');
    await at.page.getByRole('heading', { name: 'Incidents', level: 1 }).waitFor();
    expect(await at.page.evaluate('document.activeElement.id')).toBe('main');
    await at.page.setViewportSize({ width: 1440, height: 900 });
    await at.signOut();
  });

  test('makes the first administrator by the link that the first start printed, once', async () => {
    const secret = await firstLink(at.home.connections, Date.now());
    const address = `${at.address}/console/first-administrator#${secret}`;
    await at.page.goto(address);
    const field = (label: string) => at.page.getByLabel(label, { exact: true });
    await field('Your name').fill('Olga Reyes');
    await field('E-mail address').fill('olga@harbor.example');
    await field('New password, twelve characters at least').fill('short');
    await field('Its name').fill('Harbor Telecom Inc.');
    await field('Short name').fill('Harbor');
    await field('Address').fill('1 Pier');
    await field('Where customers write about their records').fill('privacy@harbor.example');
    await at.look('first-administrator');
    expect(at.page.url()).not.toContain('#');
    await at.page.getByRole('button', { name: 'Become the administrator' }).click();
    await at.page.getByRole('alert').waitFor();
    at.secret('four quiet herons', 'none');
    await field('New password, twelve characters at least').fill('four quiet herons');
    await at.page.getByRole('button', { name: 'Become the administrator' }).click();
    await at.page.getByText('You can sign in now.').waitFor();
    await at.signIn({ email: 'olga@harbor.example', password: 'four quiet herons' });
    await at.signOut();
    await at.page.goto('about:blank');
    await at.page.goto(address);
    await at.page.getByRole('alert').waitFor();
    expect(await at.page.getByRole('button', { name: 'Become the administrator' }).count()).toBe(0);
  });

  test('loads under 250 kB before its first screen, keeps nothing in the browser, and no policy is violated', async () => {
    const loaded: string[] = [];
    at.page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (/\.(js|css)$/.test(pathname)) loaded.push(pathname.replace('/console/', ''));
    });
    await at.page.goto(`${at.address}/console`);
    await at.signIn(at.person('Prairie', 'compliance'));
    await at.page.getByRole('heading', { name: 'Everything with a date' }).waitFor();
    const files = [...new Set(loaded)];
    const bytes = files.map(
      (file) => gzipSync(readFileSync(new URL(`../../dist/console/${file}`, import.meta.url))).length,
    );
    expect(files.length).toBeGreaterThan(2);
    expect(bytes.reduce((sum, of) => sum + of, 0)).toBeLessThan(250_000);
    const kept = await at.page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    expect(kept).toBe('[{},{}]');
    expect(await at.page.evaluate('document.cookie')).toBe('');
  });
});
