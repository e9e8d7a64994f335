import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { snake } from '../../db/secure.ts';
import { tables } from '../../db/tables.ts';
import { keptForGood } from '../../operations/kept-for-good.ts';
import { retentionClasses } from '../../operations/retention-classes.ts';
import { olderCarrier } from './retention.example.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

/** The tables from which a class takes values, as its function in the database says. */
const takenFrom = async (kept: string): Promise<readonly string[]> => {
  const carrier = await olderCarrier(home);
  const { rows } = await carrier.look(({ tx }) =>
    sql<{ body: string }>`select prosrc as body from pg_proc where proname = ${`forget_${kept}`}`.execute(tx),
  );
  return [...(rows[0]?.body ?? '').matchAll(/^\s*(?:update|delete from) (\w+)/gm)].map(([, table = '']) => table);
};

it('every table has a class that takes from it or a written reason why it is kept for good, and none has both', async () => {
  const taken = new Set<string>();
  for (const { id } of retentionClasses) {
    const from = await takenFrom(id);
    expect([id, from.length > 0]).toEqual([id, true]);
    for (const table of from) taken.add(table);
  }
  const reasons = Object.keys(keptForGood).map(snake);
  const all = Object.keys(tables).map(snake);
  const says = 'give the table a class of retention, or a reason in src/operations/kept-for-good.ts';
  expect(
    all.filter((table) => !taken.has(table) && !reasons.includes(table)),
    says,
  ).toEqual([]);
  expect(
    [...taken, ...reasons].filter((table) => !all.includes(table)),
    'tables that are gone',
  ).toEqual([]);
  expect(
    reasons.filter((table) => taken.has(table)),
    'kept for good, and taken from',
  ).toEqual([]);
});

// the catalogue of the law, section 6: its lines, each with the time that the project keeps it
const catalogue: readonly (readonly [string, string, number])[] = [
  ['RT-01', 'approvals', 12],
  ['RT-02', 'notices', 24],
  ['RT-02', 'letters', 36],
  ['RT-03', 'campaigns', 12],
  ['RT-04', 'campaigns', 12],
  ['RT-05', 'breaches', 24],
  ['RT-08', 'discipline', 24],
  ['RT-09', 'authentication', 24],
  ['RT-09', 'desk', 24],
  ['RT-11', 'gate', 24],
  ['RT-12', 'tracebacks', 60],
  ['RT-14', 'onboarding', 48],
  ['RT-14', 'strikes', 48],
  ['RT-15', 'interceptions', 12],
  ['RT-16', 'calls', 18],
];

it.each(catalogue)('%s of the catalogue is the class %s, kept %i months at least', (_, id, months) => {
  expect(retentionClasses.find((kept) => kept.id === id)?.months).toBe(months);
});

it.each([
  ['RT-06', ['filing', 'filingSentence', 'filingDocument', 'ledgerEntry']],
  ['RT-07', ['failureLetter', 'channelIncident']],
  ['RT-13', ['filedText']],
])('%s of the catalogue, which names no end, is kept for good', (_, kept) => {
  expect(Object.keys(keptForGood)).toEqual(expect.arrayContaining(kept));
});
