import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { house, type TestHouse } from '../../test/house.ts';
import { integrateCarrier } from './integrate-all.ts';
import { leafHash } from './merkle.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

it('orders entries by the number of their transaction, not by its digits: 9 before 10 before 100', async () => {
  const prairie = await home.carrier({});
  await prairie.look(async (ctx) => {
    for (const tx of ['100', '9', '10']) {
      const body = `{"tx":${tx}}`;
      const leaf = leafHash(Buffer.from(body));
      await ctx.tx
        .insertInto('ledgerEntry')
        .values({ id: ctx.id(), tx, recordedAt: ctx.at, kind: 'test', subject: 'test', body, leaf })
        .execute();
    }
  });
  await vi.waitFor(async () => expect(await integrateCarrier(home.connections, prairie.id)).toBe(0), {
    timeout: 20_000,
  });
  const bodies = await prairie.look((ctx) =>
    ctx.tx
      .selectFrom('ledgerLeaf')
      .innerJoin('ledgerEntry', 'ledgerEntry.id', 'ledgerLeaf.entryId')
      .select('ledgerEntry.body')
      .where('ledgerEntry.kind', '=', 'test')
      .orderBy('ledgerLeaf.index')
      .execute(),
  );
  expect(bodies.map((row) => row.body)).toEqual(['{"tx":9}', '{"tx":10}', '{"tx":100}']);
});
