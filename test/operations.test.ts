import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { operations } from '../src/operations.ts';

const folder = new URL('../src/operations/', import.meta.url);
// what operations are made of: lists that capabilities join
const joined = new Set([
  'controls.ts',
  'dues.ts',
  'kept-for-good.ts',
  'outside-signals.ts',
  'retention-classes.ts',
  'through-bundles.ts',
]);
const areas = readdirSync(folder).filter((name) => !joined.has(name));

it('an operation stands in one area only: spreading the areas into the list loses none', async () => {
  const names: string[] = [];
  for (const area of areas)
    for (const list of Object.values(await import(new URL(area, folder).href)))
      names.push(...Object.keys(list as object));
  expect(names.toSorted()).toEqual(Object.keys(operations).toSorted());
});
