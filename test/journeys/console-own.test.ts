import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transactPlatform } from '../../src/db/context.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff } from '../house.ts';
import { shownByApp } from '../signing-in.ts';

let at: ConsoleHouse;
let carla: Staff;
let password = '';

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  const prairie = await home.carrier({});
  carla = await prairie.person('Carla Byrne', 'compliance');
  password = carla.password;
  at = await consoleAt(home, []);
  const devices = await at.page.context().newCDPSession(at.page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
    },
  });
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const field = (label: string) => at.page.getByLabel(label, { exact: true });

/** Eleven minutes go by since she last showed who she is. */
const timePasses = (): Promise<unknown> =>
  transactPlatform(at.home.connections, (tx) =>
    tx
      .updateTable('session')
      .set({ provedAt: Date.now() - 11 * 60_000, actProvedAt: null })
      .where('personId', '=', carla.id)
      .execute(),
  );

const goOwn = async (): Promise<void> => {
  await at.press('Carla Byrne: account');
  await at.press('Your access');
  await at.page.getByRole('heading', { name: 'Your access', level: 1 }).waitFor();
};

describe.skipIf(!browserHere)(`a person’s own access, by keyboard${needsBrowser}`, () => {
  test('Carla adds a passkey of her device', async () => {
    await at.signIn(carla);
    await goOwn();
    await at.says('You have none.');
    await at.look('own');
    await at.type('Name of this device', 'Laptop');
    await at.page.keyboard.press('Enter');
    await at.page.getByRole('row', { name: /Laptop/ }).waitFor();
    await at.look('own-passkey');
  });

  test('she sets up an app: its first code confirms it, and the recovery codes are shown once', async () => {
    await at.press('Set up an app');
    await at.says('Scan this with the app');
    const secret = (await at.page.locator('.facts code').textContent()) ?? '';
    expect(secret).not.toBe('');
    at.secret(secret, 'shows-it-once');
    await at.look('own-app');
    await at.type('Code of the app', '000000');
    await at.page.keyboard.press('Enter');
    await at.page.locator('.refusal').waitFor();
    await field('Code of the app').fill(shownByApp(secret, 0));
    await at.press('Confirm the app');
    await at.says('Keep these now: they are shown once.');
    const codes = await at.page.locator('.codes li').allTextContents();
    expect(codes).toHaveLength(10);
    for (const code of codes) at.secret(code, 'shows-it-once');
    await at.look('own-codes');
  });

  test('a password that is too short is refused, another is taken', async () => {
    await field('Present password').fill(password);
    await field('New password, twelve characters at least').fill('short');
    await at.press('Change the password');
    await at.page.locator('.refusal').waitFor();
    password = 'four quiet herons';
    at.secret(password, 'none');
    await field('New password, twelve characters at least').fill(password);
    await at.press('Change the password');
    await at.says('The password is changed');
  });

  test('signed out, she comes in by her passkey alone, and ends the sessions she left open elsewhere', async () => {
    await at.signOut();
    await at.press('Sign in with a passkey');
    await at.page.getByRole('navigation', { name: 'Screens by duty' }).waitFor();
    await at.page.context().clearCookies();
    await at.page.goto(`${at.address}/console`);
    await at.press('Sign in with a passkey');
    await at.page.getByRole('navigation', { name: 'Screens by duty' }).waitFor();
    await goOwn();
    await at.page
      .getByRole('row', { name: /passkey.*End/ })
      .first()
      .waitFor();
    await at.look('own-sessions');
    await at.press('End all others');
    await at.says('One session is ended.');
  });

  test('where an act asks who she is, the passkey answers as well as the password', async () => {
    await timePasses();
    await at.press('Make new ones');
    await at.says('This asks once more who you are.');
    await at.look('own-fresh-proof');
    await at.press('Show your passkey');
    await at.says('Thank you. Now do it again.');
    await at.press('Make new ones');
    await at.says('Keep these now: they are shown once.');
    for (const code of await at.page.locator('.codes li').allTextContents()) at.secret(code, 'shows-it-once');
    await at.press('Remove Laptop');
    await at.says('You have none.');
    await at.press('Remove the app');
    await at.page.getByRole('button', { name: 'Set up an app' }).waitFor();
    // void with the app they stood in for
    expect(await at.page.getByText('Keep these now: they are shown once.').count()).toBe(0);
    await at.signOut();
  });

  test('from the sign-in page a forgotten password is asked anew, and the page says the same to everybody', async () => {
    await at.press('Forgotten your password?');
    await at.page.getByRole('heading', { name: 'A new password' }).waitFor();
    await at.type('E-mail address', 'nobody@carrier.example');
    await at.page.keyboard.press('Enter');
    // no link can lead here before the installation knows its own address
    await at.page.locator('.refusal').waitFor();
    process.env.COMPLINE_PUBLIC_URL = at.address;
    await at.press('Send the link');
    await at.says('If the address is known here, the link is on its way.');
    await at.look('forgotten');
    delete process.env.COMPLINE_PUBLIC_URL;
    await at.press('Back to signing in');
    await at.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});
