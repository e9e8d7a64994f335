import type { Outcome, Releaser, TalkRounding } from '../canonical.ts';

/** A column by its name in the header or its place from 1; several are read together with a space between. */
export type Columns = string | number | readonly (string | number)[];

/** How the columns of a table that no format describes are read. */
export type MappedColumns = {
  readonly delimiter: string | null;
  readonly header: boolean;
  /** Columns by the field they tell. */
  readonly columns: Readonly<Partial<Record<MappedField, Columns>>>;
  /** How stamps are written, such as MM/DD/YYYY HH:mm:ss; null for ISO forms and epochs. */
  readonly stamp: string | null;
  readonly talk: {
    readonly unit: 'seconds' | 'milliseconds' | 'minutes' | 'clock';
    readonly rounding: TalkRounding;
  } | null;
  /** Outcomes by the word of the disposition column, whatever its case. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly releasers: ReadonlyMap<string, Releaser>;
};

export const mappedFields = [
  'call_key',
  'leg',
  'account_ref',
  'from',
  'to',
  'start',
  'ring',
  'answer',
  'end',
  'talk',
  'sip',
  'q850',
  'disposition',
  'released_by',
  'attest',
  'src_ip',
  'trunk_out',
] as const;

export type MappedField = (typeof mappedFields)[number];

/** What a mapping file says of a source. */
export type SourceSettings = {
  /** Kamailio `cdr_start_on_confirmed`: start_time is the answer. */
  readonly startOnConfirmed: boolean;
  /** Asterisk `initiatedseconds`: billsec is rounded and not cut. */
  readonly initiatedSeconds: boolean;
  /** An invoice or another source of answered calls only. */
  readonly answeredOnly: boolean;
  /** NetSapiens: which of its words tells a call that the customer makes. */
  readonly madeByCustomer: 'termination' | 'origination';
  /** How the format `mapped` reads its columns. */
  readonly mapped: MappedColumns | null;
};

/** A source of which no mapping file says anything. */
export const plainSettings: SourceSettings = {
  startOnConfirmed: false,
  initiatedSeconds: false,
  answeredOnly: false,
  madeByCustomer: 'termination',
  mapped: null,
};
