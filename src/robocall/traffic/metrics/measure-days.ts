import { z } from 'zod';
import { DAY } from '../../../kernel/time.ts';
import {
  counts as countsBy,
  type Level,
  type Looked,
  pick,
  type ShapeName,
  shape,
  standings,
} from '../columnar/counts.ts';
import type { Engine } from '../columnar/engine.ts';
import { bare, counts, type Measure, measure } from './measure.ts';
import type { Offsets } from './offsets.ts';

/** The calls of one account, number or address on one day. */
export type Group = {
  readonly level: Level;
  readonly account: string;
  readonly key: string;
  /** Days since 1970 in the zone asked for. */
  readonly day: number;
  readonly of: Measure;
};

const place = z.object({ account: z.string(), key: z.string().nullable(), day: z.coerce.number() });
type Row = Readonly<Record<string, unknown>>;

const nameOf = ({ account, key, day }: z.output<typeof place>): string => `${account}\u0000${key ?? ''}\u0000${day}`;

type Making = Map<string, { readonly group: Omit<Group, 'of'>; of: Measure }>;

const whole = z.coerce.number();
const standingRow = z.object({ standing: whole, calls: whole, numbers: whole });
const hourRow = z.object({ hour: whole, calls: whole });
const callerRow = z.object({ logs: whole, n: whole });
const rateRow = measure.pick({ peakCps: true, minuteCps: true });
const neighbourRow = measure.pick({ neighbour: true, neighbourExpected: true, neighbourPrefixes: true });
const listedRow = z.object({ dncAsked: whole, dncHits: whole, goneAsked: whole, goneHits: whole });
const peakRow = z.object({ peak: measure.shape.oneDestination });

const entropyOf = (of: Measure, { logs, n }: z.output<typeof callerRow>): number =>
  of.distinctCallers < 2 ? 0 : (Math.log(n) - logs / n) / Math.log(of.distinctCallers);

const additions: Readonly<Record<ShapeName, (of: Measure, row: Row) => Measure>> = {
  standing(of, row) {
    const { standing, calls, numbers } = standingRow.parse(row);
    const name = standings[standing] ?? 'hidden';
    return { ...of, showing: { ...of.showing, [name]: { calls, numbers } } };
  },
  hours(of, row) {
    const { hour, calls } = hourRow.parse(row);
    return { ...of, byHour: of.byHour.with(hour, calls) };
  },
  callers: (of, row) => ({ ...of, callerEntropy: entropyOf(of, callerRow.parse(row)) }),
  rates: (of, row) => ({ ...of, ...rateRow.parse(row) }),
  neighbours: (of, row) => ({ ...of, ...neighbourRow.parse(row) }),
  listed: (of, row) => ({ ...of, listed: listedRow.parse(row) }),
  destination: (of, row) => ({ ...of, oneDestination: peakRow.parse(row).peak }),
};

/** What is looked at of an account's days, and of their parts: each look costs a pass over the calls. */
const looks = {
  account: ['standing', 'hours', 'callers', 'rates', 'neighbours', 'listed', 'destination'],
  // one number has one exchange: neighbours are the account's matter
  number: ['standing', 'listed', 'destination'],
  'sub-account': ['standing', 'hours', 'callers', 'neighbours', 'listed', 'destination'],
} as const;

/** Measures every key of every day that is looked at, in the order of accounts, days and keys. */
export const measureDays = async (
  engine: Engine,
  table: string,
  { level, looked, offsets }: { readonly level: Level; readonly looked: Looked; readonly offsets: Offsets },
): Promise<readonly Group[]> => {
  const made: Making = new Map();
  const calls = await pick(engine, table, level, looked);
  for (const row of await countsBy(engine, calls, level, DAY, offsets)) {
    const at = { ...place.omit({ day: true }).parse(row), day: Number(row.window) / DAY };
    made.set(nameOf(at), { group: { ...at, key: at.key ?? '', level }, of: bare(counts.parse(row)) });
  }
  for (const look of looks[level])
    for (const row of await shape(engine, calls, look, level)) {
      const kept = made.get(nameOf(place.parse(row)));
      if (kept !== undefined) kept.of = additions[look](kept.of, row);
    }
  return [...made.values()].map(({ group, of }) => ({ ...group, of }));
};
