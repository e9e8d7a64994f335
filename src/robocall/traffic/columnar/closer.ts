import { z } from 'zod';
import type { Offsets } from '../metrics/offsets.ts';
import { byWindow, windowAt } from './calls-table.ts';
import { keyOf, type Level } from './counts.ts';
import type { Engine } from './engine.ts';

// What a person looks at beside the counts of a window, in the words of the columnar engine. It is asked of one account at a time and kept nowhere.

const whole = z.coerce.number();

/** A closer look at a window; the share of each is of its attempts, but for answered calls where it says so. */
export const closer = z.object({
  /** Calls that were up at once, from their start to their end, at most. */
  sessionsPeak: whole,
  /** Calls begun in the busiest second, and a second over the busiest minute. */
  peakCps: whole,
  minuteCps: whole,
  /** Calls begun in a second, of the seconds in which any began: all but one of two hundred had no more. */
  cps995: whole,
  /** Calls by the level at which they were attested, as far as the records say so. */
  signedA: whole,
  signedB: whole,
  signedC: whole,
  /** Calls that show a number of the area code they call, and of how many area codes numbers were shown. */
  localPresence: whole,
  areaCodes: whole,
  /** Answered calls that the calling side ended within two seconds: at most so many were abandoned. */
  abandonedPossible: whole,
  /** Calls answered after eighteen seconds of ringing or more: about as many reached a voicemail. */
  voicemailPossible: whole,
});
export type Closer = z.output<typeof closer>;

const row = closer.extend({ key: z.string().nullable(), window: whole });

const area = (number: string): string =>
  `case when ${number} between 12000000000 and 19999999999 then ${number} // 10000000 end`;

/** The closer look at the windows of an account's calls, by key and the wall clock (ms since 1970) at which each begins. */
export const closerOf = async (
  engine: Engine,
  calls: string,
  level: Level,
  windowMs: number,
  offsets: Offsets,
): Promise<ReadonlyMap<string, Closer>> => {
  const begins = (at: string): string => windowAt(at, windowMs, offsets);
  const rows = await engine.rows(
    `with taken as materialized (select ${keyOf[level]} as key, began, began + ring + greatest(talk, 0) as ended, ring, talk, released, attest,
       ${area('caller')} as "from", ${area('called')} as "to" from ${calls} where counted),
     events as (select key, began as t, 1 as d from taken union all select key, ended, -1 from taken),
     running as (select key, t, sum(d) over (partition by key order by t, d rows unbounded preceding) as n from events),
     sessions as (select key, ${begins('t')} as "window", max(n) as "sessionsPeak" from running group by all),
     seconds as (select key, began // 1000 as s, count(*) as n from taken group by all),
     rates as (select key, ${begins('s * 1000')} as "window", max(n) as "peakCps", quantile_disc(n, 0.995) as "cps995" from seconds group by all),
     minutes as (select key, (s // 60) * 60000 as m, sum(n) as n from seconds group by all),
     steady as (select key, ${begins('m')} as "window", max(n) / 60 as "minuteCps" from minutes group by all),
     looks as (select key, ${begins('began')} as "window", count(*) filter ("from" = "to") as "localPresence",
       count(distinct "from") as "areaCodes", count(*) filter (talk between 0 and 1999 and released) as "abandonedPossible",
       count(*) filter (talk >= 0 and ring >= 18000) as "voicemailPossible",
       ${['A', 'B', 'C'].map((level) => `count(*) filter (attest = '${level}') as "signed${level}"`).join(', ')} from taken group by all)
     select looks.*, "sessionsPeak", "peakCps", "cps995", "minuteCps" from looks
     join sessions on sessions.key is not distinct from looks.key and sessions."window" = looks."window"
     join rates on rates.key is not distinct from looks.key and rates."window" = looks."window"
     join steady on steady.key is not distinct from looks.key and steady."window" = looks."window"`,
    {},
  );
  return byWindow(rows, row);
};
