import type { Outcome } from '../canonical.ts';
import type { Draft } from './draft.ts';
import type { Moments } from './moment.ts';
import type { SourceSettings } from './source-settings.ts';

/** Where a reader puts what it finds; a row goes to exactly one of the three. */
export type Sink = {
  call(draft: Draft): void;
  /** A line that by its format is no call: a header, an intermediate record. */
  aside(row: number, why: string): void;
  bad(row: number, why: string): void;
};

/** Reads the lines of one file in order. */
export type Reader = {
  /** `number` is the line's, from 1; `cut` a last line that no newline ends. */
  take(line: string, number: number, end: 'whole' | 'cut'): void;
  /** The file is over: what waited for more lines is told. */
  close(): void;
};

/** What the one who converts says of a source beside its format; from `--columns`, `--zone` and `--mapping`. */
export type Settings = {
  readonly moments: Moments;
  /** A template, a configuration line or a list of columns; null for the format's own. */
  readonly columns: readonly string[] | null;
  readonly mapping: SourceSettings;
};

export type Format = {
  readonly name: string;
  readonly says: string;
  /** `needed`: its stamps are wall clock of the switch, without a zone. */
  readonly zone: 'needed' | 'in-rows';
  /** Formats of one family tell of one call in several rows or files, which are joined by its key. */
  readonly family: Family | null;
  readonly answeredOnly: boolean;
  /** Outcomes that the source cannot tell apart from others: no share of them may be taken from it. */
  readonly cannotTell: readonly Outcome[];
  open(settings: Settings, sink: Sink): Reader;
};

/** How rows of one call become one draft. */
export type Family = {
  readonly name: string;
  /** `complete` when no row of the call can follow but a double; `open` while more may come. */
  state(rows: readonly Draft[]): 'complete' | 'open';
  /** One draft of all rows of a call, or why they make none. */
  join(rows: readonly Draft[]): Draft | string;
};
