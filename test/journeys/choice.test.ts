import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/carriers/staff/passwords.ts';
import { server } from '../../src/interfaces/http/server.ts';
import { type Browsing, browse, browserHere, isCleanAt, needsBrowser } from '../browser.ts';
import { type Choosing, choosing } from '../choosing.ts';
import { house, type TestHouse } from '../house.ts';

let home: TestHouse;
let app: FastifyInstance;
let broken: FastifyInstance;
let address: string;
let brokenAddress: string;
let prairie: Choosing;
let browsing: Browsing;
let page: Page;

const look = (name: string): Promise<void> => isCleanAt(page, name, [320, 1280]);

const textOf = async (place: string): Promise<string> => (await page.locator(place).textContent()) ?? '';

beforeAll(async () => {
  if (!browserHere) return;
  home = await house();
  prairie = await choosing(await home.carrier({ clock: Date.parse('2026-10-01T15:00:00Z') }), {});
  const free = { free: true, alwaysOpen: true, hours: '24/7' };
  await prairie.channel({ kind: 'phone', name: 'line', address: '+1 800 555 0147', ...free });
  await prairie.channel({ kind: 'mail', name: 'post', address: 'P.O. Box 12, Des Moines, IA 50309', ...free });
  app = await server(home.connections);
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  broken = await server({ ...home.connections, app: home.connections.app.withSchema('nowhere') });
  brokenAddress = await broken.listen({ port: 0, host: '127.0.0.1' });
  browsing = await browse();
  page = await browsing.context.newPage();
});
afterAll(async () => {
  if (!browserHere) return;
  await browsing.close();
  await app.close();
  await broken.close();
  await home.close();
});

describe.skipIf(!browserHere)(`The customer's page in a browser${needsBrowser}`, () => {
  test('every state is clean for axe and fits 320 pixels, in both languages', async () => {
    const { code } = await prairie.customer('A-1', '2026-09-15');
    for (const language of ['en', 'es']) {
      await page.goto(`${address}/choice?language=${language}`);
      await look(`entry-${language}`);
      await page.goto(`${address}/choice/0000-0000-0000-0000?language=${language}`);
      await look(`unknown-${language}`);
      await page.goto(`${address}/choice/${code}?language=${language}`);
      await look(`waiting-${language}`);
      await page.check('input[value=yes]');
      await page.click('button');
      await look(`yes-${language}`);
      await page.goto(`${address}/verify?language=${language}`);
      await look(`verify-${language}`);
    }
  });

  test('a code in place of the password is asked for and typed, clean for axe at 320 pixels, in both languages', async () => {
    const { code } = await prairie.customer('A-5', '2026-09-15');
    for (const [language, way] of [
      ['en', 'text'],
      ['es', 'letter'],
    ] as const) {
      await page.goto(`${address}/choice/${code}?language=${language}`);
      await page.check('input[value=yes]');
      await page.click('button');
      await page.click(`button[value=${way}]`);
      await look(`code-${way}-${language}`);
      await page.fill('#code', 'AAAA-AAAA');
      await page.click('form:has(#code) button');
      expect(await page.locator('#code').getAttribute('aria-describedby')).toBe('code-fault code-hint');
      expect(await page.locator('#way').inputValue()).toBe(way);
      await look(`code-wrong-${way}-${language}`);
    }
  }, 240_000);

  test('his record, a password and a back-up question are asked for and refused clean for axe, in both languages', async () => {
    const { id, code } = await prairie.customer('A-7', '2026-09-15');
    for (const language of ['en', 'es']) {
      for (const [choice, field] of [
        ['password', '#digits'],
        ['backup', '#prompt'],
      ] as const) {
        await page.goto(`${address}/choice/${code}?language=${language}`);
        await page.click(`button[value=${choice}]`);
        await look(`${choice}-${language}`);
        await page.fill('#code', 'AAAA-AAAA');
        await page.fill(field, choice === 'password' ? '482915' : 'Which word is it?');
        if (choice === 'backup') {
          await page.fill('#login', 'rosa@mail.example');
          await page.fill('#answer', 'marmalade');
        }
        await page.click('form:has(#code) button');
        expect(await page.locator('#code').getAttribute('aria-describedby')).toBe('code-fault code-hint');
        await look(`${choice}-wrong-${language}`);
      }
    }
    const hash = await hashPassword('marigold 77 stone');
    await prairie.carrier.look((ctx) =>
      ctx.tx
        .insertInto('customerPassword')
        .values({
          ...{ id: ctx.id(), customerId: id, onlineAccountId: null, hash, setBy: 'start-of-service' },
          ...{ codeId: null, setAt: ctx.at, endedAt: null },
        })
        .execute(),
    );
    await page.goto(`${address}/choice/${code}`);
    await page.check('input[value=no]');
    await page.click('button');
    for (const language of ['en', 'es']) {
      await page.goto(`${address}/choice/${code}?language=${language}`);
      await page.click('button[value=history]');
      await page.fill('#password', 'marigold 77 stone');
      await page.click('form:has(#password) button');
      expect(await textOf('h2 >> nth=0')).toMatch(/Who was given|Quién recibió/);
      expect(await textOf('tbody tr')).toMatch(/you said no|usted dijo que no/);
      await look(`record-${language}`);
    }
  }, 240_000);

  test('a code is asked for and tried without any script', async () => {
    const { code } = await prairie.customer('A-6', '2026-09-15');
    const plain = await browsing.context.newPage();
    const session = await browsing.context.newCDPSession(plain);
    await session.send('Emulation.setScriptExecutionDisabled', { value: true });
    await plain.goto(`${address}/choice/${code}`);
    await plain.check('input[value=yes]');
    await plain.click('button');
    await plain.click('text=Text it to my number');
    expect(await plain.locator('[role=status]').textContent()).toContain('a code is on its way there');
    await plain.fill('#code', 'AAAA-AAAA');
    await plain.keyboard.press('Enter');
    expect(await plain.locator('#code-fault').textContent()).toContain('That was not the latest code');
    await plain.close();
  });

  test('a no is said by keyboard alone, without any script, and its receipt is checked', async () => {
    const { code } = await prairie.customer('A-2', '2026-09-15');
    const plain = await browsing.context.newPage();
    const session = await browsing.context.newCDPSession(plain);
    await session.send('Emulation.setScriptExecutionDisabled', { value: true });
    await plain.goto(`${address}/choice`);
    // the field, its button, then the two answers and Save
    await plain.keyboard.press('Tab');
    await plain.keyboard.type(code.toLowerCase().replaceAll('-', ' '));
    await plain.keyboard.press('Enter');
    await plain.waitForURL('**/choice/*-*');
    await plain.keyboard.press('Tab');
    await plain.keyboard.press('Space');
    await plain.keyboard.press('Tab');
    await plain.keyboard.press('Enter');
    await plain.waitForSelector('[role=status]');
    const said = (await plain.locator('main').textContent()) ?? '';
    expect(said).toMatch(/Saved at .* From this moment our systems refuse this use/);
    await plain.click('text=Check this receipt');
    expect(await plain.locator('main').textContent()).toMatch(/stands in the record of Prairie Voice LLC/);
    await plain.close();
  });

  test('said, saved, said no, verified and not saved are clean too', async () => {
    const { code } = await prairie.customer('A-3', '2026-09-15');
    for (const language of ['en', 'es']) {
      await page.goto(`${address}/choice/${code}?language=${language}`);
      await page.check('input[value=no]');
      await page.click('button');
      await look(`saved-${language}`);
      const receipt = await page.getAttribute('a[href^="/verify"]', 'href');
      await page.goto(`${address}${receipt}`);
      await look(`verified-${language}`);
      await page.goto(`${address}/choice/${code}?language=${language}`);
      await look(`said-no-${language}`);
      // the database went away behind the form
      const answer = await browsing.context.request.post(`${brokenAddress}/choice/${code}`, {
        form: { choice: 'no', language },
      });
      expect(answer.status()).toBe(503);
      await page.goto(`${brokenAddress}/choice/${code}?language=${language}`);
      await look(`down-${language}`);
      await page.setContent(await answer.text());
      await look(`failed-${language}`);
      expect(await textOf('h1')).toBe(language === 'en' ? 'Your choice was NOT saved' : 'Su decisión NO se guardó');
    }
  });

  test('the two answers are of one size and neither is chosen', async () => {
    const { code } = await prairie.customer('A-4', '2026-09-15');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${address}/choice/${code}`);
    const [no, yes] = await Promise.all(
      ['no', 'yes'].map((value) => page.locator(`label:has(input[value=${value}])`).boundingBox()),
    );
    expect([no?.width, no?.height]).toEqual([yes?.width, yes?.height]);
    expect(await page.locator('input:checked').count()).toBe(0);
  });
});
