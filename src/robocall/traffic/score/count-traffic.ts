import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Zone } from '../../../kernel/time.ts';
import { makeTable } from '../columnar/calls-table.ts';
import { callsBetween, type Level, type SampleKind, samples, usesOf } from '../columnar/counts.ts';
import type { Engine } from '../columnar/engine.ts';
import { easternOffsets, offsetsOf } from '../metrics/offsets.ts';
import type { Right } from '../side/inventory.ts';
import { type AccountDay, accountDays } from './days.ts';
import type { Sides } from './read-traffic.ts';
import { type Judged, sampleKey } from './score.ts';
import { joinSignals, type SignalJoin } from './signals.ts';

/** Where calls are counted: the engine, a folder for what it reads beside, and a relation of canonical calls. */
export type Place = { readonly engine: Engine; readonly folder: string; readonly name: string; readonly calls: string };

/** The time of the calls, epoch ms, and the zone whose days are counted. */
export type Span = { readonly from: number; readonly until: number; readonly zone: Zone };

const written = async (folder: string, name: string, rows: Iterable<object>): Promise<string> => {
  const path = join(folder, name);
  const lines = function* (): Generator<string> {
    for (const row of rows) yield `${JSON.stringify(row)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path, { mode: 0o600 }));
  return path;
};

const finite = (ms: number): number | null => (Number.isFinite(ms) ? ms : null);

const rightsRows = function* (rights: readonly Right[]): Generator<object> {
  for (const { account, first, last, fromMs, untilMs } of rights)
    yield { account, first, last, from: finite(fromMs), until: finite(untilMs) };
};

/** Writes rights where the engine reads them; null where there are none. */
export const rightsFile = (folder: string, rights: readonly Right[]): Promise<string | null> =>
  rights.length === 0 ? Promise.resolve(null) : written(folder, 'rights.ndjson', rightsRows(rights));

/** Calls counted by account and part, and what came from outside about them. */
export type Counted = { readonly days: readonly AccountDay[]; readonly signals: SignalJoin };

/** Makes the table of calls `place.name` and counts it; the caller drops it. */
export const countTraffic = async (place: Place, sides: Sides, span: Span, level: Level): Promise<Counted> => {
  const { engine, folder, name, calls } = place;
  const { from, until, zone } = span;
  const offsets = offsetsOf(zone, from, until);
  const rights = await rightsFile(folder, sides.rights);
  const making = { calls, rights, from, until, offsets, eastern: easternOffsets(from, until) };
  await makeTable(engine, name, making, sides.lists);
  const { complaints, tracebacks, traced } = sides;
  const numbers = new Set(complaints.map(({ number }) => number));
  const uses =
    numbers.size === 0
      ? []
      : await usesOf(
          engine,
          name,
          await written(
            folder,
            'complained.ndjson',
            [...numbers].map((number) => ({ number })),
          ),
        );
  const asked =
    tracebacks.length === 0 ? [] : await callsBetween(engine, name, await written(folder, 'traced.ndjson', tracebacks));
  return {
    days: await accountDays(engine, name, { level, offsets }),
    signals: joinSignals({ complaints, tracebacks, uses, calls: asked, traced, zone }),
  };
};

/** The sample calls of what was found: three of each kind, by `sampleKey`. */
export const sampleCalls = async (
  { engine, folder, name }: Place,
  judged: readonly Judged[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const wanted = new Map<string, { level: Level; kind: SampleKind; rows: Map<string, object> }>();
  for (const { through, findings } of judged)
    for (const { sample: kind } of findings) {
      const { level, account, key, day } = through;
      const kept = wanted.get(`${level} ${kind}`) ?? { level, kind, rows: new Map() };
      wanted.set(`${level} ${kind}`, kept);
      kept.rows.set(sampleKey(through, kind), { account, key, day });
    }
  const found = new Map<string, readonly string[]>();
  for (const { level, kind, rows } of wanted.values()) {
    const path = await written(folder, 'wanted.ndjson', rows.values());
    for (const { account, key, day, calls } of await samples(engine, name, level, kind, path))
      found.set([level, account, key, day, kind].join('\u0000'), calls);
  }
  return found;
};
