import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '../../../kernel/time.ts';
import type { FinishedCall } from '../cdr/finish.ts';

/**
 * Calls of a day of a file, one a line, for the engine to read: all of them, or so many as make a part. `by-time` when they stand about in the
 * order of their start, as switches write them when calls end: what is looked for by time is found without sorting them. `first` and `last`:
 * epoch ms of the starts between which they lie.
 */
export type DayFile = {
  readonly path: string;
  readonly order: 'by-time' | 'mixed';
  readonly first: number;
  readonly last: number;
};

const marked = /["\t\r\n]/;

// longer texts are no names and no numbers: what is searched holds their beginning, and the row as it came holds all
const longest = 10_000;

/** Nothing stands for null, and two quotes for an empty text. */
const cell = (given: string | null): string => {
  if (given === null) return '';
  const text = given.length > longest ? given.slice(0, longest) : given;
  return text === '' || marked.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const numeral = (value: number | null): string => (value === null ? '' : String(value));

/** A call as a line of `dayFile` in queries.ts, whose columns are in this order. */
const lineOf = (call: FinishedCall): string =>
  `${call.source_row}\t${cell(call.call_key)}\t${call.leg ?? ''}\t${cell(call.account_ref)}\t${cell(call.from_raw)}\t${cell(call.to_raw)}\t${
    call.from ?? ''
  }\t${call.to ?? ''}\t${call.start}\t${numeral(call.ring)}\t${numeral(call.answer)}\t${numeral(call.end)}\t${numeral(call.talk_ms)}\t${numeral(
    call.talk_precision_ms,
  )}\t${call.talk_rounding ?? ''}\t${numeral(call.sip)}\t${numeral(call.q850)}\t${call.derived.join(' ')}\t${cell(call.disposition_raw)}\t${
    call.outcome
  }\t${call.released_by ?? ''}\t${call.attest ?? ''}\t${cell(call.identity_result)}\t${cell(call.src_ip)}\t${cell(call.trunk_out)}\t${
    call.end_missing
  }\t${call.answered_only}\n`;

// a buffer a day: texts that wait cost twice to clear away. Rows may be of any number of days: where there are many at once, buffers are small
const mostDays = 16;
const bufferBytes = (days: number): number => (days < 4 ? 1_048_576 : 8192);

type Waiting = { bytes: Buffer; size: number };

// a call that began so much before one that stands above it is out of order; talks are mostly shorter
const farBack = 3_600_000;
// and so few of them do no harm
const fewPart = 0.01;

type Growing = { readonly path: string; bytes: number; calls: number; earliest: number; latest: number; far: number };

const fileOf = ({ path, calls, far, earliest: first, latest: last }: Growing): DayFile => ({
  path,
  order: far <= fewPart * calls ? 'by-time' : 'mixed',
  first,
  last,
});

/** So much of a day makes a part: the engine writes it while the rest is read, and sorts it in the memory that it has. */
const partBytes = 64 * 1024 * 1024;

/**
 * Takes calls into a file a day; a file is open only while it is written. Each is handed to `take` with its day when it holds so much, and all
 * at the end, the first day first.
 */
export const sortByDay = (folder: string, take: (day: number, file: DayFile) => Promise<void>, most = partBytes) => {
  const waiting = new Map<number, Waiting>();
  const growing = new Map<number, Growing>();
  let files = 0;
  let full: { readonly path: string; readonly bytes: Uint8Array }[] = [];
  let ended: { readonly day: number; readonly of: Growing }[] = [];
  const put = (day: number, path: string): void => {
    const of = waiting.get(day);
    if (of !== undefined) full.push({ path, bytes: of.bytes.subarray(0, of.size) });
    waiting.delete(day);
  };
  const putAll = (): void => {
    for (const [day, { path }] of growing) put(day, path);
  };
  const write = async (): Promise<void> => {
    const all = full;
    full = [];
    for (const { path, bytes } of all) await appendFile(path, bytes, { mode: 0o600 });
  };
  const end = (day: number, of: Growing): void => {
    put(day, of.path);
    growing.delete(day);
    ended.push({ day, of });
  };
  const hand = async (): Promise<void> => {
    await write();
    const all = ended;
    ended = [];
    for (const { day, of } of all) await take(day, fileOf(of));
  };
  const begun = (day: number, least: number): Waiting => {
    if (waiting.size >= mostDays) putAll();
    const of = { bytes: Buffer.allocUnsafe(Math.max(bufferBytes(waiting.size), least)), size: 0 };
    waiting.set(day, of);
    return of;
  };
  const grown = (day: number, start: number): Growing => {
    const of = growing.get(day);
    if (of === undefined) {
      const path = join(folder, `${files}.tsv`);
      files += 1;
      const fresh = { path, bytes: 0, calls: 1, earliest: start, latest: start, far: 0 };
      growing.set(day, fresh);
      return fresh;
    }
    of.calls += 1;
    if (start > of.latest) of.latest = start;
    else if (start < of.latest - farBack) of.far += 1;
    if (start < of.earliest) of.earliest = start;
    return of;
  };
  return {
    call: (call: FinishedCall): void => {
      const day = Math.floor(call.start / DAY);
      const file = grown(day, call.start);
      const line = lineOf(call);
      // no character takes more than three bytes
      const longestLine = line.length * 3;
      const before = waiting.get(day);
      if (before !== undefined && before.size + longestLine > before.bytes.length) put(day, file.path);
      const of = waiting.get(day) ?? begun(day, longestLine);
      const bytes = of.bytes.write(line, of.size);
      of.size += bytes;
      file.bytes += bytes;
      // by what stands in it alone, however the file comes in: made again, the parts are the same
      if (file.bytes >= most) end(day, file);
    },
    flush: hand,
    close: async (): Promise<void> => {
      for (const [day, of] of [...growing].toSorted(([a], [b]) => a - b)) end(day, of);
      await hand();
    },
  };
};
