import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addCustomer } from '../../src/cpni/customers/add.ts';
import { addContact } from '../../src/cpni/customers/contacts.ts';
import { server } from '../../src/interfaces/http/server.ts';
import { type Browsing, browse, browserHere, needsBrowser } from '../browser.ts';
import { house, type TestHouse } from '../house.ts';
import { record } from '../recorded.ts';

let home: TestHouse;
let browsing: Browsing;
const apps: FastifyInstance[] = [];

const serverHere = async (): Promise<FastifyInstance> => {
  const app = await server(home.connections);
  apps.push(app);
  return app;
};

beforeAll(async () => {
  if (!browserHere) return;
  home = await house();
  const prairie = await home.carrier({});
  const agnes = await prairie.person('Agnes Moe', 'supervisor');
  const { id } = await prairie.run(agnes, addCustomer, { account: 'P-77', name: 'Rosa Nguyen' });
  await prairie.run(agnes, addContact, { customerId: id, kind: 'phone', value: '+15152000147' });
  browsing = await browse();
}, 120_000);
afterAll(async () => {
  if (!browserHere) return;
  await browsing.close();
  for (const app of apps) await app.close();
  await home.close();
});

describe.skipIf(!browserHere)(`what is recorded of a journey${needsBrowser}`, () => {
  test('a customer’s number in the log, his account in an address and a password in an answer are each found', async () => {
    const recorded = record();
    const app = await serverHere();
    app.get('/echo', (request) => request.query);
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const page = await browsing.context.newPage();
    recorded.watch(page);
    recorded.secret('four quiet herons', 'none');
    recorded.secret('seven-slow-owls', 'shows-it-once');
    await page.goto(`${address}/echo?said=seven-slow-owls`);
    await page.evaluate(`localStorage.setItem('name', 'Rosa Nguyen')`);
    await page.goto(`${address}/echo?account=P-77`);
    await page.evaluate(`fetch('/echo?word=four+quiet+herons').then((answer) => answer.text())`);
    app.log.error({ number: '+15152000147' });
    process.stderr.write('for 5152000147\n');
    const { found } = await recorded.leaks(home, app, page);
    expect(found.toSorted()).toEqual(
      [
        'an address: P-77',
        'an address: four quiet herons',
        'an address: seven-slow-owls',
        'the answer of /echo: four quiet herons',
        'the browser’s storage: Rosa Nguyen',
        'the log: +15152000147',
        'the log: 5152000147',
      ].toSorted(),
    );
  });

  test('where nothing is amiss nothing is found, and a log that is not read is an error', async () => {
    const before = await serverHere();
    const recorded = record();
    const after = await serverHere();
    const page = await browsing.context.newPage();
    await page.goto(`${await after.listen({ port: 0, host: '127.0.0.1' })}/healthz`);
    recorded.watch(page);
    await expect(recorded.leaks(home, before, page)).rejects.toThrow('the log of the server is not recorded');
    const again = record();
    const third = await serverHere();
    expect(await again.leaks(home, third, page)).toMatchObject({ found: [] });
  });
});
