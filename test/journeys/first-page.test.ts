import { createReadStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { play } from '../../src/demo/play.ts';
import type { Stage } from '../../src/demo/stage.ts';
import { server } from '../../src/interfaces/http/server.ts';
import { integrateCarrier } from '../../src/ledger/integrate-all.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { type Browsing, browse, browserHere, faultsOf, needsBrowser, overflows } from '../browser.ts';
import { house, type TestHouse } from '../house.ts';

let home: TestHouse;
let app: FastifyInstance;
let address: string;
let prairie: Stage;
let browsing: Browsing;
let page: Page;

const width = { desktop: 1280, phone: 360 } as const;
const pictures = process.env.COMPLINE_PICTURES;

/** Looks at the page at both widths: clean for axe, nothing beyond the edge. */
const look = async (name: string): Promise<void> => {
  for (const [kind, pixels] of Object.entries(width)) {
    await page.setViewportSize({ width: pixels, height: 900 });
    expect([name, kind, await faultsOf(page)]).toEqual([name, kind, []]);
    expect([name, kind, await overflows(page)]).toEqual([name, kind, false]);
    if (pictures !== undefined) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}-${kind}.png`), fullPage: true });
    }
  }
};

const textOf = async (place: string): Promise<string> => (await page.locator(place).textContent()) ?? '';

/** Goes on by keyboard alone until the element with that text or label has the focus. */
const tabTo = async (words: string): Promise<void> => {
  for (let n = 0; n < 60; n += 1) {
    const here: string = await page.evaluate(
      "(() => { const e = document.activeElement; return e === document.body ? '' : (e.labels?.[0]?.innerText ?? '') + ' ' + (e.innerText ?? '') })()",
    );
    if (here.includes(words)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never reaches '${words}'`);
};

/** Drops a file on the page; gives what it says of it. */
const dropped = async (name: string, bytes: Buffer): Promise<string> => {
  const dataTransfer = await page.evaluateHandle(
    `(() => { const all = new DataTransfer(); const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0));
      all.items.add(new File([bytes], '${name}', { type: 'application/pdf' })); return all })()`,
  );
  await page.locator('#drop').dispatchEvent('drop', { dataTransfer });
  await page.getByText('Reading …').waitFor({ state: 'detached' });
  return textOf('#lint-answer');
};

beforeAll(async () => {
  if (!browserHere) return;
  home = await house();
  const stages = await play(home.connections, 'journey', 60, () => {});
  const [first] = stages;
  if (first === undefined) throw new Error('the demo has four carriers');
  prairie = first;
  await integrateCarrier(home.connections, prairie.id);
  app = await server(home.connections);
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  browsing = await browse();
  page = await browsing.context.newPage();
  page.setDefaultTimeout(15_000);
}, 240_000);
afterAll(async () => {
  if (!browserHere) return;
  await browsing.close();
  await app.close();
  await home.close();
});

describe.skipIf(!browserHere)(`the first page, by keyboard alone${needsBrowser}`, () => {
  test('lets the compliance manager sign in, and tells a wrong password', async () => {
    await page.goto(address);
    await look('start');
    const carla = prairie.players.find(({ roles }) => roles.includes('compliance'));
    if (carla === undefined) throw new Error('Prairie Voice has a compliance manager');
    await tabTo('E-mail address');
    await page.keyboard.type(carla.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type('not her password');
    await page.keyboard.press('Enter');
    await page.getByText('E-mail address and password do not match', { exact: false }).waitFor();
    await look('wrong-password');
    await page.locator('input[name=password]').fill(carla.password);
    await page.locator('input[name=password]').press('Enter');
    await page.getByText(`${carla.name} (compliance) at ${prairie.name}`).waitFor();
  });

  test('answers whether a record may be used, with the paragraph that decides', async () => {
    const ask = async (account: string): Promise<string> => {
      await page.locator('input[name=account]').fill(account);
      await tabTo('Ask');
      await page.keyboard.press('Enter');
      await page.locator('#ask-answer .answer').waitFor();
      return textOf('#ask-answer');
    };
    expect(await ask('P-000001')).toMatch(/No\.[\s\S]*refused this use[\s\S]*47 CFR 64\.2007\(a\)\(2\)/);
    await page.locator('#ask-answer').evaluate('(place) => place.replaceChildren()');
    expect(await ask('P-000059')).toMatch(/Yes, you may\.[\s\S]*47 CFR 64\.2007\(b\)/);
    await look('asked');
  });

  test('tells what is wrong with a filing, as example and as a dropped file', async () => {
    await page.getByRole('button', { name: 'Check an example' }).press('Enter');
    await page.getByText('The example:').waitFor();
    const words = await textOf('#lint-answer');
    expect(words).toMatch(/error/);
    expect(words).toMatch(/Line \d+ · /);
    await look('linted');
    const seed = new URL('../fixtures/seeds/001_045912b9eb8688bb.txt', import.meta.url);
    const file = { name: 'last-year.txt', mimeType: 'text/plain', buffer: readFileSync(seed) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Check the file' }).press('Enter');
    await page.getByText('last-year.txt:').waitFor();
    expect(await textOf('#lint-answer')).toContain('Read as a CPNI certification.');
  });

  test('screens a campaign over every customer, and says who was left out and why', async () => {
    await page.locator('select[name=campaign]').selectOption({ label: 'Winter long distance (approved)' });
    await page.locator('#screen-form button').press('Enter');
    await page.getByText('may be approached,').waitFor();
    const words = await textOf('#screen-answer');
    expect(words).toMatch(/said no\D*\d+/);
    expect(words).toMatch(/the notice came back\D*\d+/);
    await page.locator('summary', { hasText: /^said no$/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('A-000007').waitFor();
    expect(await textOf('#screen-answer')).toContain('P-000001');
    await look('screened');
  });

  test('opens the signed packet with its documents, and a ledger that verifies without us', async () => {
    await page.getByRole('button', { name: 'Open the packet' }).press('Enter');
    await page.getByText('Certification for 2026: filed').waitFor();
    expect(await textOf('#proof-answer')).toMatch(/Signed by Omar Diaz/);
    await page.getByText('The statement, sentence by sentence').click();
    await look('packet');
    const links = page.locator('#proof-answer a');
    const cookie = await browsing.context.cookies();
    const headers = { cookie: cookie.map(({ name, value }) => `${name}=${value}`).join('; ') };
    let bytes: Buffer = Buffer.alloc(0);
    for (const link of await links.all()) {
      const href = (await link.getAttribute('href')) ?? '';
      const answer = await app.inject({ method: 'GET', url: href, headers });
      expect([href, answer.statusCode]).toEqual([href, 200]);
      if (!href.endsWith('.pdf')) continue;
      expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
      if (href.includes('/certificate-')) bytes = answer.rawPayload;
    }
    expect(await dropped('certificate.pdf', bytes)).toMatch(/certificate\.pdf: [\s\S]*Read as a CPNI certification\./);
    expect(await dropped('broken.pdf', bytes.subarray(0, 200))).toMatch(/cannot be checked/);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the ledger' }).press('Enter');
    const saved = await (await download).path();
    await page.getByText('bin/compline ledger verify ledger.ndjson').waitFor();
    const verdict = await verifyLedger(createReadStream(saved), { key: null, checkpoints: [] });
    expect(verdict.failure).toBeNull();
    expect(verdict.entries).toBeGreaterThan(50);
  });
});
