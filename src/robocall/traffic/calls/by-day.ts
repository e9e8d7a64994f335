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

// calls that stand together in a file begin and end in the same seconds, and a number of thirteen digits is slow to write
const seconds = 1024;

/** Writes instants (epoch ms), each once for all calls near one another. */
const instantWriter = (): ((value: number | null) => string) => {
  const values = new Float64Array(seconds);
  const texts = new Array<string>(seconds).fill('');
  return (value) => {
    if (value === null) return '';
    const at = Math.abs(Math.trunc(value / 1000)) % seconds;
    if (values[at] !== value || texts[at] === '') {
      values[at] = value;
      texts[at] = String(value);
    }
    return texts[at] ?? '';
  };
};

/** A call as a line of `dayFile` in columnar/stored-calls.ts, whose columns are in this order. */
const lineOf = (call: FinishedCall, instant: (value: number | null) => string): string =>
  `${call.source_row}\t${cell(call.call_key)}\t${call.leg ?? ''}\t${cell(call.account_ref)}\t${cell(call.from_raw)}\t${cell(call.to_raw)}\t${
    call.from ?? ''
  }\t${call.to ?? ''}\t${instant(call.start)}\t${instant(call.ring)}\t${instant(call.answer)}\t${instant(call.end)}\t${numeral(call.talk_ms)}\t${numeral(
    call.talk_precision_ms,
  )}\t${call.talk_rounding ?? ''}\t${numeral(call.sip)}\t${numeral(call.q850)}\t${call.derived.join(' ')}\t${cell(call.disposition_raw)}\t${
    call.outcome
  }\t${call.released_by ?? ''}\t${call.attest ?? ''}\t${cell(call.identity_result)}\t${cell(call.src_ip)}\t${cell(call.trunk_out)}\t${
    call.end_missing
  }\t${call.answered_only}\n`;

// a buffer a day, and before it a text of some kilobytes: longer ones that wait cost twice to clear away. Rows may be of any number of days: where there are many at once, buffers are small
const mostDays = 16;
const bufferBytes = (days: number): number => (days < 4 ? 1_048_576 : 8192);

// and lines are put into them many at a time
const textLength = (days: number): number => (days < 4 ? 32_768 : 2048);

type Waiting = { text: string; bytes: Buffer; size: number };

// a call that began so much before one that stands above it is out of order; talks are mostly shorter
const farBack = 3_600_000;
// and so few of them do no harm
const fewPart = 0.01;

type Growing = { readonly path: string; length: number; calls: number; earliest: number; latest: number; far: number };

const fileOf = ({ path, calls, far, earliest: first, latest: last }: Growing): DayFile => ({
  path,
  order: far <= fewPart * calls ? 'by-time' : 'mixed',
  first,
  last,
});

/** So much of a day, in characters, makes a part: the engine writes it while the rest is read, and sorts it in the memory that it has. */
const partLength = 64 * 1024 * 1024;

/**
 * Takes calls into a file a day; a file is open only while it is written. Each is handed to `take` with its day when it holds so much, and all
 * at the end, the first day first.
 */
export const sortByDay = (folder: string, take: (day: number, file: DayFile) => Promise<void>, most = partLength) => {
  const waiting = new Map<number, Waiting>();
  const growing = new Map<number, Growing>();
  let files = 0;
  let full: { readonly path: string; readonly bytes: Uint8Array }[] = [];
  let ended: { readonly day: number; readonly of: Growing }[] = [];
  const instant = instantWriter();
  /** Puts the text of a day among its bytes, in a buffer of its own where it has no room. */
  const pour = (of: Waiting, path: string): void => {
    // no character takes more than three bytes
    const most = of.text.length * 3;
    if (of.size + most > of.bytes.length) {
      full.push({ path, bytes: of.bytes.subarray(0, of.size) });
      of.bytes = Buffer.allocUnsafe(Math.max(of.bytes.length, most));
      of.size = 0;
    }
    of.size += of.bytes.write(of.text, of.size);
    of.text = '';
  };
  const put = (day: number, path: string): void => {
    const of = waiting.get(day);
    if (of === undefined) return;
    pour(of, path);
    full.push({ path, bytes: of.bytes.subarray(0, of.size) });
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
  const begun = (day: number): Waiting => {
    if (waiting.size >= mostDays) putAll();
    const of = { text: '', bytes: Buffer.allocUnsafe(bufferBytes(waiting.size)), size: 0 };
    waiting.set(day, of);
    return of;
  };
  const grown = (day: number, start: number): Growing => {
    const of = growing.get(day);
    if (of === undefined) {
      const path = join(folder, `${files}.tsv`);
      files += 1;
      const fresh = { path, length: 0, calls: 1, earliest: start, latest: start, far: 0 };
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
      const line = lineOf(call, instant);
      const of = waiting.get(day) ?? begun(day);
      of.text += line;
      if (of.text.length >= textLength(waiting.size)) pour(of, file.path);
      file.length += line.length;
      // by what stands in it alone, however the file comes in: made again, the parts are the same
      if (file.length >= most) end(day, file);
    },
    flush: hand,
    close: async (): Promise<void> => {
      for (const [day, of] of [...growing].toSorted(([a], [b]) => a - b)) end(day, of);
      await hand();
    },
  };
};
