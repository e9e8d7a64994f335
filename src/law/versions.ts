import { dayOfCivil } from './calendar.ts';
import type { Cite } from './citation.ts';

const HOUR = 3_600_000;
const never = Number.POSITIVE_INFINITY;

/** 00:00 Eastern of a date, as epoch ms. `behind` is how many hours Eastern stood behind UTC that night: 5, in summer 4. */
const eastern = (year: number, month: number, date: number, behind: number): number =>
  dayOfCivil(year, month, date) * 24 * HOUR + behind * HOUR;

/** A set of rules on the use of CPNI, in force from an instant until the next one begins. */
export type CpniVersion = {
  readonly name: 'STATUTE-1996' | 'CPNI-1998' | 'CPNI-2002' | 'CPNI-2007';
  /** Epoch ms of 00:00 Eastern of the first day. */
  readonly starts: number;
  /** Cited where the version has no answer. */
  readonly firstRule: Cite;
};

/** 47 U.S.C. 222 alone, from the Telecommunications Act to the first rules under it. */
export const statute1996: CpniVersion = {
  name: 'STATUTE-1996',
  starts: eastern(1996, 2, 8, 5),
  firstRule: '47 USC 222(a)',
};

/** FCC 98-27. Only the statute and 64.2005 are applied: its opt-in demand was vacated in 1999 (doubt: history only). */
export const cpni1998: CpniVersion = {
  name: 'CPNI-1998',
  starts: eastern(1998, 5, 26, 4),
  firstRule: '47 CFR 64.2005(a)',
};

/** FCC 02-214: opt-out for communications-related marketing, 64.2008 new. */
export const cpni2002: CpniVersion = {
  name: 'CPNI-2002',
  starts: eastern(2003, 2, 24, 5),
  firstRule: '47 CFR 64.2005(a)',
};

/** FCC 07-22: partners and contractors need opt-in, 64.2010 and 64.2011 new, interconnected VoIP bound. */
export const cpni2007: CpniVersion = {
  name: 'CPNI-2007',
  starts: eastern(2007, 12, 8, 5),
  firstRule: '47 CFR 64.2005(a)',
};

const cpniVersions: readonly CpniVersion[] = [statute1996, cpni1998, cpni2002, cpni2007];

/** The rules on the use of CPNI in force at an instant (epoch ms), or null before the statute. */
export const cpniVersionAt = (at: number): CpniVersion | null => {
  if (at >= cpni2007.starts) return cpni2007;
  return cpniVersions.findLast(({ starts }) => at >= starts) ?? null;
};

/** The first instant after `at` (epoch ms) at which another version begins; Infinity when none is dated. */
export const nextCpniVersion = (at: number): number =>
  at >= cpni2007.starts ? never : (cpniVersions.find(({ starts }) => starts > at)?.starts ?? never);

/** Where versions begin, in order (epoch ms). */
export const cpniVersionStarts: readonly number[] = cpniVersions.map(({ starts }) => starts);

/**
 * The dates on which adopted but delayed rules take effect: the one setting that switches them on. Epoch ms of 00:00
 * Eastern, or `not-set`, which is how things stand until the FCC publishes a date.
 */
export type DelayedDates = {
  readonly breach2024: number | 'not-set';
  readonly sim2023: number | 'not-set';
};

/** No delayed rule is in force. */
export const noneSet: DelayedDates = { breach2024: 'not-set', sim2023: 'not-set' };

const reached = (date: number | 'not-set', at: number): boolean => date !== 'not-set' && at >= date;

/** The text of 64.2011 in force at an instant (epoch ms), or null before the first. */
export const breachVersionAt = (at: number, dates: DelayedDates): 'BRK-2007' | 'BRK-2024-PENDING' | null => {
  if (reached(dates.breach2024, at)) return 'BRK-2024-PENDING';
  return at >= cpni2007.starts ? 'BRK-2007' : null;
};

/** Whether 64.2010(h) binds wireless carriers at an instant (epoch ms). */
export const simVersionAt = (at: number, dates: DelayedDates): 'SIM-2023-PENDING' | null =>
  reached(dates.sim2023, at) ? 'SIM-2023-PENDING' : null;

/** What can be asked for by name, and what cannot and why. */
export type NamedVersion =
  | { readonly found: 'version'; readonly name: string; readonly says: string }
  | { readonly found: 'refused' | 'unknown'; readonly name: string; readonly why: string };

const named: ReadonlyMap<string, string> = new Map([
  ['STATUTE-1996', '47 U.S.C. 222 alone, from 1996-02-08'],
  ['CPNI-1998', 'FCC 98-27, from 1998-05-26; only the statute and 64.2005 are applied'],
  ['CPNI-2002', 'FCC 02-214, from 2003-02-24'],
  ['CPNI-2007', 'FCC 07-22, from 2007-12-08'],
  ['BRK-2007', '64.2011 of FCC 07-22, from 2007-12-08'],
  ['BRK-2024-PENDING', '64.2011 of FCC 23-111, adopted 2023-12-13, in force on no day until a date is set'],
  ['SIM-2023-PENDING', '64.2010(h) of FCC 23-95, adopted 2023-11-15, in force on no day until a date is set'],
]);

/** A version by its name. The rules of 2016 are refused: Congress disapproved them before they bound anyone. */
export const versionNamed = (name: string): NamedVersion => {
  if (name === 'CPNI-2016-VOID')
    return {
      found: 'refused',
      name,
      why: 'FCC 16-148 was disapproved by Congress in 2017 and never answers; ask for CPNI-2007',
    };
  const says = named.get(name);
  if (says !== undefined) return { found: 'version', name, says };
  return { found: 'unknown', name, why: `there is no such version; known are ${[...named.keys()].join(', ')}` };
};
