import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Whether this machine has a browser; tests that drive one are skipped where it has none. */
export const browserHere = program !== undefined;

/** What a skipped test says. */
export const needsBrowser = browserHere ? '' : ' (skipped: apt-get install chromium)';

// a browser that looks nothing up by itself
const alone = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Browsing = { readonly context: BrowserContext; close(): Promise<void> };

/** A headless browser with a profile of its own. */
export const browse = async (): Promise<Browsing> => {
  const profile = mkdtempSync(join(tmpdir(), 'compline-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...(program === undefined ? {} : { executablePath: program }),
    args: alone,
    headless: true,
    reducedMotion: 'reduce',
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
};

/** All that a change of the colours alone can make wrong. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong with the page as it stands, by all its rules or by those: rule and place, empty when clean. */
export const faultsOf = async (page: Page, only: readonly string[] = []): Promise<readonly string[]> => {
  // what is right is not told place by place: that took most of the time; it replaces the rules, hence goes first
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  if (only.length > 0) axe.withRules([...only]);
  // no frames here: without this a blank page is opened for each look
  const { violations } = await axe.setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
};

/** Whether the page can be scrolled sideways. */
export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** Where screenshots go, where somebody wants them. */
const pictures = process.env.COMPLINE_PICTURES;

const settled = `new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => {
  setTimeout(go, 150);
  Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(go);
})))`;

/** How a page is looked at, and under what name its picture is kept. */
export type Look = {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  /** null: no picture of it */
  readonly picture: string | null;
};

/** As WebP: a fraction of what the same page has as PNG. */
const keepPicture = async (page: Page, file: string): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 72 });
  await session.detach();
  writeFileSync(file, Buffer.from(data, 'base64'));
};

/**
 * The page as it stands at one width in one scheme: nothing beyond the edge, clean for axe; a picture where pictures are wanted.
 * In the dark only its colours are judged: whoever looks in the dark looks by light at the same width too.
 */
export const lookAt = async (
  page: Page,
  name: string,
  { width, height, colorScheme, picture }: Look,
): Promise<void> => {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height });
  // what slides in when the width changes is there; what turns as long as it is shown is not waited for
  await page.evaluate(settled);
  // and on a busy machine a little later
  for (let n = 0; n < 20 && (await overflows(page)); n += 1) await page.waitForTimeout(100);
  expect.soft([name, width, colorScheme, await overflows(page)]).toEqual([name, width, colorScheme, false]);
  expect
    .soft([name, width, colorScheme, await faultsOf(page, colorScheme === 'dark' ? ofColours : [])])
    .toEqual([name, width, colorScheme, []]);
  if (pictures === undefined || picture === null) return;
  mkdirSync(pictures, { recursive: true });
  await page.evaluate('scrollTo(0, 0)');
  await keepPicture(page, join(pictures, `${picture}.webp`));
};

/**
 * The page as it stands: nothing beyond the edge at any of the widths (the narrowest first), and clean for axe at the narrowest in
 * light and dark, and at the widest. `name` is told when it is not.
 */
export const isCleanAt = async (page: Page, name: string, widths: readonly number[]): Promise<void> => {
  const looks = [
    { width: widths[0] ?? 320, colorScheme: 'light' },
    { width: widths[0] ?? 320, colorScheme: 'dark' },
    { width: widths.at(-1) ?? 1280, colorScheme: 'light' },
  ] as const;
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect([name, width, await overflows(page)]).toEqual([name, width, false]);
  }
  for (const look of looks)
    await lookAt(page, name, { ...look, height: 800, picture: `${name}-${look.width}-${look.colorScheme}` });
};
