import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { date } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { DAY, HOUR, MINUTE } from '../../../kernel/time.ts';
import { engineOf } from '../calls/engine.ts';
import { readFor, recordReading } from '../calls/purpose.ts';
import { storedCallsOf } from '../calls/queries.ts';
import { callsAtOnce } from '../metrics/calls-table.ts';
import { counts as countsOf } from '../metrics/measure.ts';
import { easternOffsets, offsetsOf } from '../metrics/offsets.ts';
import { counts, levels } from '../metrics/queries.ts';
import { ratiosOf } from '../metrics/ratios.ts';
import { rightsFile } from '../score/count-traffic.ts';
import { thresholdKinds } from '../thresholds/kind.ts';
import { hitsPreset, presets } from '../thresholds/presets.ts';
import { gather } from './gather.ts';
import { dayIn, mayReadTraffic } from './shown.ts';

const windows = { minute: MINUTE, 'quarter-hour': 15 * MINUTE, hour: HOUR, day: DAY } as const;

const ratio = z.strictObject({
  name: z.string(),
  says: z.string(),
  hits: z.number(),
  of: z.number(),
  share: z.number(),
  low: z.number(),
  high: z.number(),
  fewest: z.int(),
});

const window = z.strictObject({
  key: z.string(),
  /** the wall clock of the carrier's zone at which it begins */
  from: z.iso.datetime({ local: true }),
  counts: countsOf,
  ratios: z.array(ratio),
  /** published thresholds that these counts are beyond; none is the law unless its kind says so */
  beyond: z.array(
    z.strictObject({ name: z.string(), kind: z.enum(thresholdKinds), source: z.string(), says: z.string() }),
  ),
});

const shown = (row: Readonly<Record<string, unknown>>): z.output<typeof window> => {
  const of = countsOf.parse(row);
  return {
    key: String(row.key ?? ''),
    from: new Date(Number(row.window)).toISOString().slice(0, 19),
    counts: of,
    ratios: ratiosOf(of).map((one) => ({ ...one })),
    beyond: presets
      .filter((preset) => hitsPreset(preset, of) === true)
      .map(({ name, kind, source, says }) => ({ name, kind, source, says })),
  };
};

const most = 2000;

export const measureAccount = operation({
  http: 'POST /v1/traffic:measure',
  says: 'Count the calls of an account on a day, by minute, hour or day, whole or by number or address: counts, ratios with their intervals, and published thresholds they are beyond; who asked and why goes on record',
  law: ['47 CFR 64.6305(a)(2)', '47 U.S.C. 222(d)(2)'],
  may: mayReadTraffic,
  by: 'anyone',
  takes: readFor.extend({
    /** the account as the call records name it */
    accountRef: z.string().trim().min(1).max(200),
    day: date,
    window: z.enum(['minute', 'quarter-hour', 'hour', 'day']).default('day'),
    by: z.enum(levels).default('account'),
  }),
  gives: z.strictObject({ items: z.array(window), more: z.boolean() }),
  async run(ctx: Ctx, { accountRef, day, window: size, by, purpose, reason }) {
    const { paths, from, until, zone, sides } = await gather(ctx, dayIn(day), []);
    const folder = join(ctx.dataFolder, 'calls', 'counting', randomUUID());
    const engine = engineOf(ctx.dataFolder);
    const offsets = offsetsOf(zone, from, until);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const own = sides.rights.filter(({ account }) => account === accountRef);
      const rights = await rightsFile(folder, own);
      const calls = {
        calls: storedCallsOf(paths, accountRef),
        rights,
        from,
        until,
        offsets,
        eastern: easternOffsets(from, until),
      };
      const rows = paths.length === 0 ? [] : await counts(engine, callsAtOnce(calls), by, windows[size], offsets);
      const items = rows.slice(0, most).map(shown);
      const read = items.reduce((sum, one) => sum + one.counts.attempts + one.counts.inbound, 0);
      await recordReading(ctx, { purpose, reason }, { subject: `traffic-day:${day}`, calls: read, from, until });
      return { items, more: rows.length > most };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});
