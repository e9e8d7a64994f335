import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { house, type TestHouse } from '../../test/house.ts';
import { type Ctx, systemAsks, transact } from '../db/context.ts';
import { client } from '../db/migrate.ts';
import { integrateAll } from '../ledger/integrate-all.ts';
import { rootOf } from '../ledger/merkle.ts';
import { play } from './play.ts';

let one: TestHouse;
let two: TestHouse;

// how rows are found depends on what the server has counted meanwhile: what is told of them may not
const findingOtherwise = async ({ address }: TestHouse): Promise<void> => {
  const owner = await client(address, 'postgres');
  for (const way of ['enable_indexscan', 'enable_indexonlyscan', 'enable_bitmapscan', 'enable_nestloop'])
    await owner.query(`do $$ begin execute format('alter database %I set ${way} = off', current_database()); end $$`);
  await owner.end();
};

beforeAll(async () => {
  one = await house();
  two = await house();
  await findingOtherwise(two);
});
afterAll(async () => {
  await one.close();
  await two.close();
});

const rootsOf = async ({ connections }: TestHouse, seed: string): Promise<string[]> => {
  const told: string[] = [];
  const stages = await play(connections, seed, 60, (line) => told.push(line));
  // other test files' open transactions on this server hold the ledger's horizon back for a while
  await vi.waitFor(
    async () => {
      await integrateAll(connections);
      for (const { id } of stages) {
        const waiting = await transact(connections, systemAsks(id, 'test', 0), (ctx) =>
          ctx.tx
            .selectFrom('ledgerEntry')
            .leftJoin('ledgerLeaf', 'ledgerLeaf.entryId', 'ledgerEntry.id')
            .select('ledgerEntry.id')
            .where('ledgerLeaf.index', 'is', null)
            .execute(),
        );
        expect(waiting).toEqual([]);
      }
    },
    { timeout: 60_000, interval: 300 },
  );
  const roots: string[] = [];
  for (const { id } of stages) {
    const { size, frontier } = await transact(connections, systemAsks(id, 'test', 0), (ctx) =>
      ctx.tx.selectFrom('ledgerState').select(['size', 'frontier']).executeTakeFirstOrThrow(),
    );
    expect(size).toBeGreaterThan(30);
    const [promised, sentences] = await transact(connections, systemAsks(id, 'test', 0), promisedAndAnswered);
    const answered = new Set(sentences.flatMap(({ concepts }) => concepts));
    const open = promised.flatMap(({ concepts }) => concepts).filter((concept) => !answered.has(concept));
    expect(promised.length).toBeGreaterThan(30);
    expect(open).toEqual([]);
    roots.push(Buffer.from(rootOf({ size, hashes: frontier })).toString('hex'));
  }
  expect(told.join('\n')).toContain('64.2008(d)(1)');
  expect(told.filter((line) => line.includes('our own linter finds 0 faults')).length).toBe(4);
  expect(told.filter((line) => /signed by .*, filed 19 days before it was due/.test(line)).length).toBe(4);
  return roots;
};

const promisedAndAnswered = (ctx: Ctx) =>
  Promise.all([
    ctx.tx.selectFrom('promise').select('concepts').execute(),
    ctx.tx
      .selectFrom('filingSentence')
      .innerJoin('filing', (join) =>
        join.onRef('filing.id', '=', 'filingId').onRef('filing.round', '=', 'filingSentence.round'),
      )
      .select(['concepts', 'mark'])
      .execute(),
  ]);

describe('The demo year', () => {
  it('played from the same seed in two databases gives the same four ledgers, and others from another seed', async () => {
    const first = await rootsOf(one, 'compline');
    expect(new Set(first).size).toBe(4);
    expect(await rootsOf(two, 'compline')).toEqual(first);
    expect(await rootsOf(two, 'other')).not.toEqual(first);
  }, 240_000);
});
