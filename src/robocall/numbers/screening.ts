import type { Blocks } from './blocks.ts';
import { isPossible } from './normalise.ts';

/** A set of numbers and where it comes from, in words for whoever is refused. */
export type Listed = { readonly numbers: Pick<Blocks, 'has'>; readonly source: string };

/** What a calling number is screened against. Each kind may come from several sources. */
export type ScreeningLists = {
  readonly doNotOriginate: readonly Listed[];
  readonly invalid: readonly Listed[];
  readonly unallocated: readonly Listed[];
  /** Numbers that the carrier itself holds: those that nobody has a right to are unused. */
  readonly held: readonly Listed[];
  /** Numbers that somebody has a right to at this moment: newer than any list. */
  readonly assigned: Pick<Blocks, 'has'>;
  /** PSAPs and 911 call-back numbers: no list stops them. */
  readonly emergency: Pick<Blocks, 'has'>;
};

/** Why no call may show a number. */
export type NotShown = {
  readonly list: 'do-not-originate' | 'invalid' | 'unallocated' | 'unused';
  readonly cite: '47 CFR 64.1200(o)';
  readonly source: string;
};

const cite = '47 CFR 64.1200(o)';

const holding = (lists: readonly Listed[], number: number): Listed | undefined =>
  lists.find(({ numbers }) => numbers.has(number));

/** Numbers 555-0100 to 555-0199 of an area code are kept for fiction; nobody but a demonstration assigns them. */
const isFictional = (number: number): boolean => {
  const line = number % 10_000_000;
  return number < 20_000_000_000 && line >= 5_550_100 && line <= 5_550_199;
};

/**
 * Why the number (E.164 digits) may not be shown by any call, or null. That somebody has a right to it tells more than a list of
 * unused or unallocated numbers, which is always older: assigned at 10:00, called at 10:05, passes. What its subscriber wants
 * never shown, and what cannot exist, stays so whoever claims it.
 */
export const whyNotShown = (number: number, lists: ScreeningLists): NotShown | null => {
  if (lists.emergency.has(number)) return null;
  const doNotOriginate = holding(lists.doNotOriginate, number);
  if (doNotOriginate !== undefined) return { list: 'do-not-originate', cite, source: doNotOriginate.source };
  if (!isPossible(number)) return { list: 'invalid', cite, source: 'the shape of North American numbers' };
  const invalid = holding(lists.invalid, number);
  if (invalid !== undefined) return { list: 'invalid', cite, source: invalid.source };
  if (lists.assigned.has(number)) return null;
  const held = holding(lists.held, number);
  if (held !== undefined) return { list: 'unused', cite, source: held.source };
  const unallocated = holding(lists.unallocated, number);
  if (unallocated !== undefined) return { list: 'unallocated', cite, source: unallocated.source };
  return isFictional(number) ? { list: 'unallocated', cite, source: 'numbers kept for fiction' } : null;
};
