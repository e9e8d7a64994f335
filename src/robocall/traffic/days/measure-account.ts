import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { dayNumber } from '../../../carriers/promises/local-time.ts';
import type { Ctx, Work } from '../../../db/context.ts';
import { date } from '../../../kernel/columns.ts';
import { streaming } from '../../../kernel/operation.ts';
import { DAY, HOUR, MINUTE } from '../../../kernel/time.ts';
import { readFor, recordReading } from '../calls/purpose.ts';
import { callsAtOnce } from '../columnar/calls-table.ts';
import { type Closer, closerOf } from '../columnar/closer.ts';
import { counts, levels } from '../columnar/counts.ts';
import { engineOf } from '../columnar/engine.ts';
import { type Known, knownOf, lookBackMs } from '../columnar/known.ts';
import { storedCallsOf } from '../columnar/stored-calls.ts';
import { counts as countsOf } from '../metrics/measure.ts';
import { easternOffsets, offsetsOf } from '../metrics/offsets.ts';
import { ratiosOf } from '../metrics/ratios.ts';
import { rightsFile } from '../score/count-traffic.ts';
import type { Right } from '../side/inventory.ts';
import { hitsPreset, presets } from '../thresholds/presets.ts';
import { callsOfDay, type DayOfCalls } from './calls-of-day.ts';
import { refsOf } from './refs.ts';
import { rightsOf } from './rights.ts';
import { mayReadTraffic } from './shown.ts';

const windows = { minute: MINUTE, 'quarter-hour': 15 * MINUTE, hour: HOUR, day: DAY } as const;

type Counted = {
  readonly key: string;
  readonly window: number;
  readonly counted: Readonly<Record<string, unknown>>;
  /** Null where only calls that came in or were refused fell into it. */
  readonly closer: (Closer & Known) | null;
};

/** A window as it is written: `from` is the wall clock of the carrier's zone at which it begins; of thresholds beyond none is the law unless its kind says so. */
const shown = (row: Counted) => {
  const of = countsOf.parse(row.counted);
  return {
    key: row.key,
    from: new Date(row.window).toISOString().slice(0, 19),
    counts: of,
    ratios: ratiosOf(of),
    closer: row.closer,
    beyond: presets
      .filter((preset) => hitsPreset(preset, of) === true)
      .map(({ name, kind, source, says }) => ({ name, kind, source, says })),
  };
};

const most = 2000;

const takes = readFor.extend({
  /** the account as the call records name it */
  accountRef: z.string().trim().min(1).max(200),
  day: date,
  window: z.enum(['minute', 'quarter-hour', 'hour', 'day']).default('day'),
  by: z.enum(levels).default('account'),
});
type Asked = z.output<typeof takes>;

/** The numbers of the account that has this name in call records. */
const ownRights = async (ctx: Ctx, accountRef: string, until: number): Promise<readonly Right[]> => {
  const owner = [...(await refsOf(ctx))].find(([, names]) => names.includes(accountRef));
  return owner === undefined ? [] : rightsOf(ctx, new Map([[owner[0], [accountRef]]]), until);
};

const countWindows = async (
  { parts, dataFolder, from, until, zone }: DayOfCalls,
  own: readonly Right[],
  { accountRef, window: size, by }: Asked,
): Promise<readonly Counted[]> => {
  if (parts.switches.length + parts.gate.length === 0) return [];
  const folder = join(dataFolder, 'calls', 'counting', randomUUID());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const rights = await rightsFile(folder, own);
    const between = (since: number) => {
      const offsets = offsetsOf(zone, since, until);
      const eastern = easternOffsets(since, until);
      const calls = storedCallsOf(parts, accountRef);
      const made = callsAtOnce({ calls, rights, from: since, until, offsets, eastern, attest: true });
      return [engineOf(dataFolder), made, by, windows[size], offsets] as const;
    };
    const asked = between(from);
    const looks = await closerOf(...asked);
    const met = await knownOf(...between(from - lookBackMs), from);
    return (await counts(...asked)).map((counted) => {
      const [key, begins] = [String(counted.key ?? ''), Number(counted.window)];
      const [look, month] = [looks.get(`${key} ${begins}`), met.get(`${key} ${begins}`)];
      const closer = look === undefined || month === undefined ? null : { ...look, ...month };
      return { key, window: begins, counted, closer };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Read in one transaction, counted in none, and put on record in another before the first line is shown. */
async function* measureLines(work: Work, asked: Asked): AsyncIterable<string> {
  const { accountRef, day, purpose, reason } = asked;
  const { calls, own } = await work.transaction(async (ctx) => {
    const found = await callsOfDay(ctx, dayNumber(day), lookBackMs);
    return { calls: found, own: await ownRights(ctx, accountRef, found.until) };
  });
  const rows = await countWindows(calls, own, asked);
  const items = rows.slice(0, most).map(shown);
  const read = items.reduce((sum, one) => sum + one.counts.attempts + one.counts.inbound, 0);
  const { from, until } = calls;
  await work.transaction((ctx) =>
    recordReading(
      ctx,
      { purpose, reason },
      { subject: `traffic-day:${day}`, calls: read, from: from - lookBackMs, until },
    ),
  );
  for (const item of items) yield `${JSON.stringify(item)}\n`;
  yield `${JSON.stringify({ day, windows: items.length, more: rows.length > most })}\n`;
}

export const measureAccount = streaming({
  http: 'POST /v1/traffic:measure',
  says: 'Count the calls of an account on a day, by minute, hour or day, whole or by number or address: a window a line with counts, ratios with their intervals, a closer look (calls at once, calls a second, levels of attestation, local presence, abandoned and voicemail at most, numbers new or known in thirty days), and published thresholds they are beyond; who asked and why goes on record',
  law: ['47 CFR 64.6305(a)(2)', '47 U.S.C. 222(d)(2)'],
  may: mayReadTraffic,
  by: 'anyone',
  takes,
  reads: null,
  writes: 'application/x-ndjson',
  stream: measureLines,
});
