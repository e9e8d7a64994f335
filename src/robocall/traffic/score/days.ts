import type { Level } from '../columnar/counts.ts';
import type { Engine } from '../columnar/engine.ts';
import { type Group, measureDays } from '../metrics/measure-days.ts';
import type { Offsets } from '../metrics/offsets.ts';

/** The calls of one account on one day, whole and in parts. */
export type AccountDay = { readonly whole: Group; readonly parts: readonly Group[] };

// below this a part of an account says nothing of its own when the account is looked at, and nearly all of the account is the account
const hidden = { fewest: 30, mostShare: 0.9 };
const every = { fewest: 0, mostShare: 1 };

const partsFor = {
  account: [
    ['number', hidden],
    ['sub-account', hidden],
  ],
  number: [['number', every]],
  'sub-account': [['sub-account', every]],
} as const;

/** Measures every account of every day, and its parts: all of the level asked for, else those that could hide in the whole. */
export const accountDays = async (
  engine: Engine,
  table: string,
  { level, offsets }: { readonly level: Level; readonly offsets: Offsets },
): Promise<readonly AccountDay[]> => {
  const made = new Map<string, { whole: Group; parts: Group[] }>();
  const nameOf = ({ account, day }: Group): string => `${account}\u0000${day}`;
  for (const whole of await measureDays(engine, table, { level: 'account', looked: every, offsets }))
    made.set(nameOf(whole), { whole, parts: [] });
  for (const [part, looked] of partsFor[level])
    for (const group of await measureDays(engine, table, { level: part, looked, offsets }))
      made.get(nameOf(group))?.parts.push(group);
  return [...made.values()].toSorted((a, b) => a.whole.day - b.whole.day);
};
