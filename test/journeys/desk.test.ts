import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/carriers/staff/passwords.ts';
import { operations } from '../../src/operations.ts';
import { type Browsing, browse, browserHere, isCleanAt, needsBrowser } from '../browser.ts';
import { type Desk, deskOf } from '../desk.ts';
import { house, type TestHouse } from '../house.ts';

let home: TestHouse;
let desk: Desk;
let address: string;
let browsing: Browsing;
let page: Page;

beforeAll(async () => {
  if (!browserHere) return;
  home = await house();
  desk = await deskOf(home, 'twilio');
  address = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  browsing = await browse();
  page = await browsing.context.newPage();
});
afterAll(async () => {
  if (!browserHere) return;
  await browsing.close();
  await desk.close();
  await home.close();
});

const look = (name: string): Promise<void> => isCleanAt(page, name, [320, 360, 1280]);

const chatting = async (): Promise<{ readonly sessionId: string; readonly path: string }> => {
  const { customerId } = await desk.caller('Rosa Nguyen');
  const hash = await hashPassword('marigold 77 stone');
  await desk.carrier.look((ctx) =>
    ctx.tx
      .insertInto('customerPassword')
      .values({
        ...{ id: ctx.id(), customerId, onlineAccountId: null, hash, setBy: 'start-of-service', codeId: null },
        setAt: ctx.at,
        endedAt: null,
      })
      .execute(),
  );
  const { sessionId } = await desk.carrier.run(desk.agnes, operations['desk.open'], { customerId, as: 'chat' });
  const asked = await desk.carrier.run(desk.agnes, operations['desk.askPassword'], { sessionId, way: 'chat' });
  return { sessionId, path: asked.path ?? '' };
};

describe.skipIf(!browserHere)(`The page on which a customer types his password${needsBrowser}`, () => {
  test('is used by keyboard alone and without any script, and opens what the agent may tell', async () => {
    const { sessionId, path } = await chatting();
    const plain = await browsing.context.newPage();
    const session = await browsing.context.newCDPSession(plain);
    await session.send('Emulation.setScriptExecutionDisabled', { value: true });
    await plain.goto(`${address}${path}`);
    await plain.keyboard.press('Tab');
    await plain.keyboard.type('marigold 77 stone');
    await plain.keyboard.press('Enter');
    await plain.waitForSelector('[role=status]');
    expect(await plain.locator('main').textContent()).toContain('The password is right');
    await plain.close();
    const days = { from: '2026-05-01', until: '2026-05-31' };
    expect(await desk.carrier.run(desk.agnes, operations['desk.calls'], { sessionId, ...days })).toMatchObject({
      state: 'open',
      cite: '47 CFR 64.2010(c)',
    });
  });

  test('is clean for axe and fits 320 pixels in each state and both languages', async () => {
    for (const language of ['en', 'es']) {
      const { path } = await chatting();
      await page.goto(`${address}${path}?language=${language}`);
      await look(`asked-${language}`);
      for (const [n, typed] of ['one', 'two', 'three'].entries()) {
        await page.fill('#password', typed);
        await page.click('button');
        await page.waitForSelector('[role=alert], [role=status]');
        // the second wrong one looks as the first
        if (n !== 1) await look(`after-${typed}-${language}`);
      }
      await page.goto(`${address}/desk/${desk.carrier.id}/${'A'.repeat(22)}?language=${language}`);
      await look(`unknown-${language}`);
    }
  });
});
