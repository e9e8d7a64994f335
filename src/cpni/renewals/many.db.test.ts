import { afterAll, beforeAll, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Posting, posting } from '../../../test/letters.ts';
import { operations } from '../../operations.ts';

const { 'renewals.configure': configure, 'renewals.prepare': prepare, 'tasks.list': tasks } = operations;

let home: TestHouse;
let prairie: Posting;

beforeAll(async () => {
  home = await house();
  prairie = await posting(home, await home.carrier({}));
});
afterAll(() => home.close());

test('More notices that end than one sending holds are all prepared on that day, each customer once, and a supervisor is asked for each sending', async () => {
  const { carrier, mara, sol, groupId, solicitationId } = prairie;
  const accounts = ['r1', 'r2', 'r3', 'r4', 'r5'];
  for (const account of accounts) await prairie.customer(account, { email: 'consents' });
  await prairie.send(...accounts);
  await carrier.run(mara, configure, { groupId, solicitationId, slackDays: 30, atOnce: 2 });
  await carrier.at('2028-04-02T15:00:00Z');
  expect((await carrier.run(mara, prepare, {})).prepared).toMatchObject([{ customers: 2 }]);
  await prairie.work();
  const { items } = await carrier.run(sol, tasks, { kind: 'renewal-to-approve' });
  expect(items).toHaveLength(3);
  const queued = await carrier.look((ctx) =>
    ctx.tx.selectFrom('message').select('customerId').where('state', '=', 'queued').execute(),
  );
  expect(new Set(queued.map(({ customerId }) => customerId)).size).toBe(5);
  expect(queued).toHaveLength(5);
  // the next day finds nobody left
  await carrier.at('2028-04-03T15:00:00Z');
  expect((await carrier.run(mara, prepare, {})).prepared).toEqual([]);
});
