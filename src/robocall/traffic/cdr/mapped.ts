import { blank, type Draft } from './draft.ts';
import type { Format } from './format.ts';
import type { Moments } from './moment.ts';
import type { Columns, MappedColumns, MappedField } from './source-settings.ts';
import { stampReader } from './stamp-pattern.ts';
import { tableReader } from './table.ts';
import type { View } from './view.ts';

/** A cell by the mapping's word for it, null when it is empty; a name that the header lacks fails the row. */
const cellOf = (view: View, cells: readonly string[], columns: Columns): string | null => {
  if (typeof columns === 'number') return cells[columns - 1] || null;
  if (typeof columns === 'string') {
    if (!view.has(columns.toLowerCase()))
      return view.fail(`the table has no column '${columns}', which the mapping names`);
    return view.text(columns.toLowerCase());
  }
  const told = columns.map((one) => cellOf(view, cells, one));
  return told.every((one) => one === null) ? null : told.map((one) => one ?? '').join(' ');
};

const units = { seconds: 1000, milliseconds: 1, minutes: 60_000 } as const;

/** Talk time in ms, null when empty, undefined when it cannot be read. */
const talkIn = (text: string | null, unit: NonNullable<MappedColumns['talk']>['unit']): number | null | undefined => {
  if (text === null) return null;
  if (unit !== 'clock')
    return /^\d{1,12}(?:\.\d+)?$/.test(text.trim()) ? Math.round(Number(text) * units[unit]) : undefined;
  const [, hours, minutes, seconds] = /^\s*(?:(\d+):)?(\d{1,2}):(\d\d)(?:\.\d+)?\s*$/.exec(text) ?? [];
  return minutes === undefined
    ? undefined
    : ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
};

const code = (text: string | null, least: number, most: number): number | null => {
  const number = Number(/^(?:sip:)?0*(\d{1,3})$/i.exec(text ?? '')?.[1] ?? Number.NaN);
  return number >= least && number <= most ? number : null;
};

const oneOf = <Word extends string>(text: string | null, words: readonly Word[]): Word | null =>
  words.find((word) => word === text) ?? null;

type Stamps = Pick<Draft, 'start' | 'ring' | 'answer' | 'end' | 'derived'>;

/** Of answer, end and talk two tell the third. */
const completed = (told: Stamps, talk: number | null, answered: boolean): Stamps => {
  if (!answered || talk === null) return told;
  if (told.answer !== null && told.end === null) return { ...told, end: told.answer + talk, derived: ['end'] };
  if (told.answer === null && told.end !== null) return { ...told, answer: told.end - talk, derived: ['answer'] };
  return told;
};

const draftOf = (mapped: MappedColumns, moments: Moments, answeredOnly: boolean) => {
  const pattern = mapped.stamp === null ? null : stampReader(mapped.stamp);
  return (view: View, row: number, cells: readonly string[]): Draft | string => {
    const text = (field: MappedField): string | null => {
      const columns = mapped.columns[field];
      return columns === undefined ? null : cellOf(view, cells, columns);
    };
    const moment = (field: MappedField): number | null => {
      const given = text(field);
      if (given === null) return null;
      const wall = pattern === null ? null : pattern(given);
      if (pattern !== null && wall === null && !/^0*$/.test(given))
        return view.fail(`${field} '${given.slice(0, 30)}' is not written ${mapped.stamp}`);
      const at = wall === null ? moments.read(given, null) : moments.local(wall, null);
      return typeof at === 'string' ? view.fail(`${field}: ${at}`) : at;
    };
    const talk = mapped.talk === null ? null : talkIn(text('talk'), mapped.talk.unit);
    if (talk === undefined) return `talk '${text('talk')?.slice(0, 20)}' is no time in ${mapped.talk?.unit}`;
    const word = text('disposition');
    const named = mapped.outcomes.get(word?.toLowerCase() ?? '') ?? null;
    const told: Stamps = {
      start: moment('start'),
      ring: moment('ring'),
      answer: moment('answer'),
      end: moment('end'),
      derived: [],
    };
    const sip = code(text('sip'), 200, 699);
    const answered =
      answeredOnly ||
      told.answer !== null ||
      (named === null ? (sip !== null && sip < 300) || (talk ?? 0) > 0 : named === 'answered');
    const from = text('released_by');
    return {
      ...blank(row),
      call_key: text('call_key'),
      leg: oneOf(text('leg')?.toLowerCase() ?? null, ['a', 'b']),
      account_ref: text('account_ref'),
      from_raw: text('from'),
      to_raw: text('to'),
      ...completed(told, talk, answered),
      answered: answered ? 'yes' : 'no',
      talk_ms: talk,
      talk_precision_ms:
        talk === null ? null : mapped.talk?.unit === 'milliseconds' || mapped.talk?.rounding === 'exact' ? 1 : 1000,
      talk_rounding: talk === null ? null : (mapped.talk?.rounding ?? null),
      sip,
      q850: code(text('q850'), 1, 127),
      disposition_raw: word,
      named,
      released_by:
        mapped.releasers.get(from?.toLowerCase() ?? '') ?? oneOf(from, ['caller', 'callee', 'network', 'system']),
      attest: oneOf(text('attest'), ['A', 'B', 'C']),
      src_ip: text('src_ip'),
      trunk_out: text('trunk_out'),
    };
  };
};

/** Any table of calls, by a file that says which column is what. */
export const mapped: Format = {
  name: 'mapped',
  says: 'any CSV, by a mapping file (--mapping FILE)',
  zone: 'needed',
  family: null,
  answeredOnly: false,
  cannotTell: [],
  open: (settings, sink) => {
    const mapping = settings.mapping.mapped ?? { ...nothing };
    return tableReader(
      {
        delimiter: mapping.delimiter,
        // columns without names are told by their place
        columnsOf: () => unnamed,
        known: mapping.header ? 'header' : 'no-header',
        lines: 120,
        draft: draftOf(mapping, settings.moments, settings.mapping.answeredOnly),
      },
      settings,
      sink,
    );
  },
};

const nothing: MappedColumns = {
  delimiter: null,
  header: true,
  columns: {},
  stamp: null,
  talk: null,
  outcomes: new Map(),
  releasers: new Map(),
};

const unnamed: readonly string[] = [];
