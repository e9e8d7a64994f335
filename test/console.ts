import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { play } from '../src/demo/play.ts';
import type { Player, Stage } from '../src/demo/stage.ts';
import { server } from '../src/interfaces/http/server.ts';
import type { Role } from '../src/kernel/operation.ts';
import { operations } from '../src/operations.ts';
import { type Browsing, browse, lookAt } from './browser.ts';
import { house, type TestHouse } from './house.ts';
import { type Recorded, record } from './recorded.ts';

/** A browser at the console of a server that knows the four carriers of the demo. */
export type ConsoleHouse = {
  readonly home: TestHouse;
  readonly app: FastifyInstance;
  readonly address: string;
  readonly page: Page;
  /** Carriers by short name as the demo plays them. */
  readonly stages: readonly Stage[];
  /** What the browser complained of so far: scripts that failed, policies that were violated. `close` wants none, and nothing of a customer or a password where it must not be. */
  readonly complaints: string[];
  /** The person of a carrier who has that role. */
  person(carrier: string, role: Role): Player;
  /** Signs in by keyboard and waits for the first screen. */
  signIn(as: Pick<Player, 'email' | 'password'>): Promise<void>;
  signOut(): Promise<void>;
  /** The page at both widths: clean for axe, nothing beyond the edge; a picture where pictures are wanted. */
  look(name: string): Promise<void>;
  /** Tab by tab until the element with those words has the focus. */
  tabTo(words: string): Promise<void>;
  /** Waits until the page says so. */
  says(text: string | RegExp): Promise<void>;
  /** Tab by tab to those words, and Enter. */
  press(words: string): Promise<void>;
  type(label: string, text: string): Promise<void>;
  /** Chooses by arrows; an option named in words is meant exactly. */
  choose(label: string, option: string | RegExp): Promise<void>;
  /** By Tab to the tabs of a room, and by arrows to the one with those words. */
  roomTab(words: string): Promise<void>;
  /** A password that a journey makes: from now on it may stand nowhere. Or what is shown once, an app's secret or a recovery code: nowhere but in that answer. */
  secret: Recorded['secret'];
  close(): Promise<void>;
};

const desktop = { width: 1440, height: 900 } as const;

const looker = (page: Page) => async (name: string) => {
  await lookAt(page, name, { ...desktop, colorScheme: 'dark', picture: null });
  await lookAt(page, name, { width: 360, height: 800, colorScheme: 'light', picture: `${name}-phone` });
  await lookAt(page, name, { ...desktop, colorScheme: 'light', picture: `${name}-desktop` });
};

const focused =
  "(() => { const e = document.activeElement; return e === document.body || e.id === 'main' || e.getAttribute('role') === 'dialog' ? '' : [e.labels?.[0]?.innerText, e.getAttribute('aria-label'), e.innerText].join(' ') })()";

// a dialog has the focus itself for a moment, and all its words: what is typed then goes nowhere
const inField = '/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)';

const tabber = (page: Page, only: 'field' | 'any') => async (words: string) => {
  for (let n = 0; n < 120; n += 1) {
    const here: string = await page.evaluate(focused);
    if (here.includes(words) && (only === 'any' || (await page.evaluate<boolean>(inField)))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never reaches '${words}'`);
};

const handsOf = (
  page: Page,
  tabTo: ConsoleHouse['tabTo'],
): Pick<ConsoleHouse, 'says' | 'press' | 'type' | 'choose'> => ({
  says: (text) => page.getByText(text).first().waitFor(),
  async press(words) {
    await tabTo(words);
    await page.keyboard.press('Enter');
  },
  async type(label, text) {
    await tabber(page, 'field')(label);
    await page.keyboard.type(text);
  },
  async choose(label, option) {
    await tabTo(label);
    const wanted = page.getByRole('option', { name: option, exact: typeof option === 'string' }).first();
    await page.keyboard.press('ArrowDown');
    await wanted.waitFor();
    for (let n = 0; n < 20 && (await wanted.getAttribute('data-combobox-selected')) === null; n += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  },
});

const personOf = (stages: readonly Stage[]) => (carrier: string, role: Role) => {
  const player = stages.find(({ name }) => name.includes(carrier))?.players.find(({ roles }) => roles.includes(role));
  if (player === undefined) throw new Error(`${carrier} has no ${role}`);
  return player;
};

/** The same over the carriers of the demo. */
export const consoleHouse = async (): Promise<ConsoleHouse> => {
  const home = await house();
  return consoleAt(home, await play(home.connections, 'console', 60, () => {}));
};

/** Builds the console where it is older than its sources and opens a browser over what a house holds. Close in `afterAll`. */
export const consoleAt = async (home: TestHouse, stages: readonly Stage[]): Promise<ConsoleHouse> => {
  const { buildConsole } = await import('../scripts/console.mjs' as string);
  await buildConsole(operations);
  const recorded = record();
  const app = await server(home.connections);
  // passkeys are for a name, and of this machine's only this one is a secure place
  const address = (await app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
  const browsing: Browsing = await browse();
  const page = await browsing.context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  recorded.watch(page);
  page.on('pageerror', (error) => complaints.push(error.message));
  // a refusal is a 4xx answer, which the browser notes of itself
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) complaints.push(line.text());
  });
  const tabTo = tabber(page, 'any');
  return {
    home,
    app,
    address,
    page,
    stages,
    complaints,
    person: personOf(stages),
    tabTo,
    ...handsOf(page, tabTo),
    async roomTab(words) {
      await page.waitForTimeout(100);
      for (let n = 0; n < 120; n += 1) {
        if (await page.evaluate("document.activeElement.getAttribute('role') === 'tab'")) break;
        await page.keyboard.press('Tab');
      }
      for (let n = 0; n < 12; n += 1) {
        if (String(await page.evaluate('document.activeElement.innerText')).includes(words)) break;
        await page.keyboard.press('ArrowRight');
      }
      await page.getByRole('tabpanel', { name: words }).waitFor();
    },
    look: looker(page),
    async signIn({ email, password }) {
      recorded.secret(password, 'none');
      await page.context().clearCookies();
      await page.goto(`${address}/console`);
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await tabTo('E-mail address');
      await page.keyboard.type(email);
      await page.keyboard.press('Tab');
      await page.keyboard.type(password);
      await page.keyboard.press('Enter');
      await page.getByRole('navigation', { name: 'Screens by duty' }).waitFor();
    },
    async signOut() {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('Where to, or what to do?').waitFor();
      await page.waitForTimeout(300);
      await page.keyboard.type('Sign out');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    },
    secret: recorded.secret,
    async close() {
      const { found, soughtOfCustomers } = await recorded.leaks(home, app, page);
      await browsing.close();
      await app.close();
      await home.close();
      expect(complaints).toEqual([]);
      expect(found).toEqual([]);
      // the carriers of the demo have customers: to have looked for none of them would prove nothing
      if (stages.length > 0) expect(soughtOfCustomers).toBeGreaterThan(100);
    },
  };
};
