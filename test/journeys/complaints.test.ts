import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSource } from '../../src/cpni/complaints/sources.ts';
import { server } from '../../src/interfaces/http/server.ts';
import { operations } from '../../src/operations.ts';
import { type Browsing, browse, browserHere, isCleanAt, needsBrowser } from '../browser.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../house.ts';

let home: TestHouse;
let app: FastifyInstance;
let broken: FastifyInstance;
let address: string;
let brokenAddress: string;
let prairie: TestCarrier;
let carla: Staff;
let sourceId: string;
let browsing: Browsing;
let page: Page;

const look = (name: string): Promise<void> => isCleanAt(page, name, [320, 360, 1280]);

beforeAll(async () => {
  if (!browserHere) return;
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-10-01T15:00:00Z') });
  carla = await prairie.person('Carla Stein', 'compliance');
  const source = { name: 'Web form', kind: 'web' as const, feeds: ['complaints' as const], fromDay: '2026-01-01' };
  sourceId = (await prairie.run(carla, addSource, source)).id;
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

describe.skipIf(!browserHere)(`The form for complaints in a browser${needsBrowser}`, () => {
  test('is filled in by keyboard alone, without any script or account, and gives a number that staff find it by', async () => {
    const plain = await browsing.context.newPage();
    const session = await browsing.context.newCDPSession(plain);
    await session.send('Emulation.setScriptExecutionDisabled', { value: true });
    await plain.goto(`${address}/complaints?language=en`);
    await plain.keyboard.press('Tab');
    await plain.keyboard.press('ArrowDown');
    await plain.keyboard.press('Tab');
    await plain.keyboard.type('My former husband was told whom I call.');
    await plain.keyboard.press('Tab');
    await plain.keyboard.type('pat@mail.example');
    await plain.keyboard.press('Tab');
    await plain.keyboard.press('Enter');
    await plain.waitForSelector('[role=status]');
    const said = (await plain.locator('main').textContent()) ?? '';
    const [number = ''] = /C-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(said) ?? [];
    expect(said).toMatch(/Received on October 1, 2026/);
    await plain.close();

    const intake = await prairie.run(carla, operations['complaints.intake'], { number });
    expect(intake).toMatchObject({ contact: 'pat@mail.example', language: 'en' });
    const { items } = await prairie.run(carla, operations['complaints.list'], { year: 2026 });
    expect(items[0]).toMatchObject({
      id: intake.complaintId,
      sourceId,
      category: 'disclosure-to-persons-not-authorized',
      receivedOn: '2026-10-01',
    });
  });

  test('every state is clean for axe and fits 320 and 360 pixels, in both languages', async () => {
    for (const language of ['en', 'es']) {
      const form = `${address}/complaints/${sourceId}?language=${language}`;
      await page.goto(form);
      await look(`complaint-${language}`);
      await page.check('input[value=other]');
      await page.fill('textarea', 'Somebody called me from 515 555 0147 and knew my bill');
      await page.click('button');
      await look(`complaint-number-${language}`);
      expect(await page.inputValue('textarea')).toMatch(/knew my bill/);
      await page.fill('textarea', 'Somebody called me and knew my bill');
      await page.click('button');
      await look(`complaint-received-${language}`);
      await page.goto(`${address}/complaints/none?language=${language}`);
      await look(`complaint-none-${language}`);
      await page.goto(`${brokenAddress}/complaints/${sourceId}?language=${language}`);
      await look(`complaint-failed-${language}`);
    }
  });
});
