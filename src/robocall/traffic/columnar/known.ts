import { z } from 'zod';
import { DAY } from '../../../kernel/time.ts';
import type { Offsets } from '../metrics/offsets.ts';
import { byWindow, windowAt } from './calls-table.ts';
import { keyOf, type Level } from './counts.ts';
import type { Engine } from './engine.ts';

// What a window has in common with the month before it. It reads thirty days of one account, and is kept nowhere.

/** For how long before a call it is looked back. */
export const lookBackMs = 30 * DAY;

const whole = z.coerce.number();

/** What a month before shows of a window; the shares are of its distinct numbers shown and called. */
export const known = z.object({
  /** Numbers shown of which none was shown in the thirty days before. */
  newCallers: whole,
  /** Numbers called that had called the account in the thirty days before, or were called twice or more on days before. */
  knownCalled: whole,
});
export type Known = z.output<typeof known>;

const row = known.extend({ key: z.string().nullable(), window: whole });

/**
 * What the calls of an account tell of the windows from an instant on (epoch ms), by key and the wall clock (ms since 1970) at which each
 * begins. `calls` holds the thirty days before, too; those that were never recorded are not known to it.
 */
export const knownOf = async (
  engine: Engine,
  calls: string,
  level: Level,
  windowMs: number,
  offsets: Offsets,
  from: number,
): Promise<ReadonlyMap<string, Known>> => {
  const rows = await engine.rows(
    `with taken as materialized (select ${keyOf[level]} as key, shown, caller, called, began, day, counted, inbound,
       ${windowAt('began', windowMs, offsets)} as "window" from ${calls} where counted or inbound),
     shows as (select key, "window", shown, began, lag(began) over (partition by shown order by began) as before from taken where counted),
     fresh as (select key, "window", count(distinct shown) filter (before is null or before < began - ${lookBackMs}) as "newCallers"
       from shows where began >= ${from} group by all),
     now as (select key, "window", called, min(began) as began, min(day) as day from taken where counted and called is not null and began >= ${from} group by all),
     back as (select distinct now.key, now."window", now.called from now join taken i
       on i.inbound and i.caller = now.called and i.began < now.began and i.began >= now.began - ${lookBackMs}),
     often as (select now.key, now."window", now.called from now join taken p
       on p.counted and p.called = now.called and p.day < now.day and p.began >= now.began - ${lookBackMs} group by all having count(*) >= 2),
     met as (select key, "window", count(*) as "knownCalled" from (from back union from often) group by all)
     select fresh.*, coalesce("knownCalled", 0) as "knownCalled" from fresh
     left join met on met.key is not distinct from fresh.key and met."window" = fresh."window"`,
    {},
  );
  return byWindow(rows, row);
};
