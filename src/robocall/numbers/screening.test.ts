import { describe, expect, test } from 'vitest';
import { blocksOf } from './blocks.ts';
import { type ScreeningLists, whyNotShown } from './screening.ts';

const one = (number: number) => blocksOf([{ firstNumber: number, lastNumber: number }]);
const thousand = (firstNumber: number) => blocksOf([{ firstNumber, lastNumber: firstNumber + 999 }]);
const none = blocksOf([]);

const taxOffice = 18_005_551_040;
const held = 15_155_552_000;
const free = 12_075_553_000;

const lists: ScreeningLists = {
  doNotOriginate: [{ numbers: one(taxOffice), source: 'own list of 2026-06-01' }],
  invalid: [{ numbers: thousand(19_005_550_000), source: 'numbers nobody calls from' }],
  unallocated: [{ numbers: thousand(free), source: 'NANPA blocks of 2026-05-28' }],
  held: [{ numbers: thousand(held), source: 'own numbers of 2026-05-30' }],
  assigned: none,
  emergency: none,
};

const listOf = (number: number, given: ScreeningLists) => whyNotShown(number, given)?.list ?? null;

describe('a calling number that no call may show', () => {
  test('is named with its list, its rule and its source', () => {
    expect(whyNotShown(taxOffice, lists)).toEqual({
      list: 'do-not-originate',
      cite: '47 CFR 64.1200(o)',
      source: 'own list of 2026-06-01',
    });
    expect(listOf(19_005_550_123, lists)).toBe('invalid');
    expect(listOf(held + 7, lists)).toBe('unused');
    expect(listOf(free, lists)).toBe('unallocated');
  });

  test('is invalid where no such number can exist, with no list at all', () => {
    const empty = { ...lists, doNotOriginate: [], invalid: [], unallocated: [], held: [] };
    expect(whyNotShown(10_005_551_234, empty)).toMatchObject({ list: 'invalid' });
    expect(whyNotShown(15_155_550_147, empty)).toMatchObject({
      list: 'unallocated',
      source: 'numbers kept for fiction',
    });
    expect(whyNotShown(15_155_551_234, empty)).toBeNull();
    expect(whyNotShown(442_071_838_750, empty)).toBeNull();
  });

  test('passes from the moment somebody has a right to it, though the list still names it as unused or unallocated', () => {
    expect(listOf(held + 5, lists)).toBe('unused');
    expect(listOf(held + 5, { ...lists, assigned: one(held + 5) })).toBeNull();
    expect(listOf(held + 6, { ...lists, assigned: one(held + 5) })).toBe('unused');
    expect(listOf(free, { ...lists, assigned: one(free) })).toBeNull();
  });

  test('stays unshown whoever has a right to it, where its subscriber only takes calls or it cannot exist', () => {
    expect(listOf(taxOffice, { ...lists, assigned: one(taxOffice) })).toBe('do-not-originate');
    expect(listOf(10_005_551_234, { ...lists, assigned: one(10_005_551_234) })).toBe('invalid');
  });

  test('is never that of a PSAP or a 911 call-back, whatever a list says', () => {
    expect(whyNotShown(taxOffice, { ...lists, emergency: one(taxOffice) })).toBeNull();
    expect(whyNotShown(19_115_550_123, { ...lists, emergency: thousand(19_115_550_000) })).toBeNull();
  });
});
