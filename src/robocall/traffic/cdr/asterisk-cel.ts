import { isFields } from './documents.ts';
import { blank, type Draft, exactTalk } from './draft.ts';
import type { Family, Format } from './format.ts';
import { tableReader } from './table.ts';
import type { View } from './view.ts';

/** The order of the sample `cel_custom.conf`. */
const columns =
  `eventtype,eventtime,callerid(name),callerid(num),callerid(ani),callerid(rdnis),callerid(dnid),exten,context,channame,
  appname,appdata,amaflags,accountcode,uniqueid,linkedid,bridgepeer,userfield,userdeftype,eventextra`.split(/[,\s]+/);

const events = new Set(['CHAN_START', 'ANSWER', 'HANGUP', 'LINKEDID_END']);

/** The Q.850 cause stands only here, in the JSON of a HANGUP. */
const causeIn = (extra: string | null): number | null => {
  try {
    const read: unknown = JSON.parse(extra ?? 'null');
    const cause = isFields(read) ? Number(read.hangupcause) : Number.NaN;
    return cause >= 1 && cause <= 127 ? cause : null;
  } catch {
    return null;
  }
};

const draftOf = (view: View, row: number): Draft | { aside: string } | string => {
  const event = view.text('eventtype');
  if (event === null || !/^[A-Z_]+$/.test(event)) return 'the row names no event';
  if (!events.has(event)) return { aside: `${event} is no step of a call` };
  const at = view.moment('eventtime', null);
  const uniqueid = view.text('uniqueid');
  const linkedid = view.first(['linkedid', 'uniqueid']);
  if (linkedid === null) return 'the row has neither linkedid nor uniqueid';
  if (at === null && view.wrong() === null) return 'the event has no time';
  return {
    ...blank(row),
    part: event,
    side: uniqueid === null || uniqueid === linkedid ? 'a' : 'b',
    call_key: linkedid,
    account_ref: view.text('accountcode'),
    from_raw: view.first(['callerid(num)', 'callerid(ani)']),
    to_raw: view.first(['callerid(dnid)', 'exten']),
    start: event === 'CHAN_START' ? at : null,
    answer: event === 'ANSWER' ? at : null,
    end: event === 'HANGUP' || event === 'LINKEDID_END' ? at : null,
    q850: event === 'HANGUP' ? causeIn(view.text('eventextra')) : null,
    trunk_out: view.text('channame'),
  };
};

/**
 * Start is the first channel's, the answer that of a channel dialled: one that the switch answers itself, to play something,
 * connects nobody. Who hung up is not told: `hangupsource` names a channel also when the other side ended the call.
 */
const joined = (rows: readonly Draft[]): Draft | string => {
  const first = rows.find((row) => row.part === 'CHAN_START');
  if (first === undefined) return 'the CHAN_START of this call is not among the rows';
  const dialled = rows.find((row) => row.side === 'b');
  const counts = dialled === undefined ? 'a' : 'b';
  const answer = rows.find((row) => row.part === 'ANSWER' && row.side === counts)?.answer ?? null;
  const hangups = rows.filter((row) => row.part === 'HANGUP');
  const last = rows.find((row) => row.part === 'LINKEDID_END') ?? hangups.at(-1);
  const end = last?.end ?? null;
  const q850 = (
    hangups.find((row) => row.side === counts && row.q850 !== null) ?? hangups.find((row) => row.q850 !== null)
  )?.q850;
  return {
    ...first,
    answer,
    end,
    ...exactTalk(answer, end),
    q850: q850 ?? null,
    trunk_out: dialled?.trunk_out ?? null,
    end_missing: end === null,
  };
};

const family: Family = {
  name: 'asterisk-cel',
  state: (rows) => (rows.some((row) => row.part === 'LINKEDID_END') ? 'complete' : 'open'),
  join: joined,
};

/** Channel event logging: all events of one linkedid are a call. Instants are seconds and microseconds of the epoch. */
export const asteriskCel: Format = {
  name: 'asterisk-cel',
  says: 'Asterisk cel_custom, columns as its sample has them (or --columns LINE of cel_custom.conf)',
  zone: 'in-rows',
  family,
  answeredOnly: false,
  cannotTell: [],
  open: (settings, sink) =>
    tableReader(
      {
        delimiter: ',',
        columnsOf: (cells) => (cells.length === columns.length ? columns : null),
        known: columns,
        lines: 1,
        draft: draftOf,
      },
      settings,
      sink,
    ),
};

/** Whether a row is an event, by its name and its epoch. */
export const celFits = (cells: readonly string[]): 'asterisk-cel' | null =>
  /^(?:CHAN_START|CHAN_END|ANSWER|HANGUP|APP_START|APP_END|BRIDGE_ENTER|BRIDGE_EXIT|LINKEDID_END)$/.test(
    cells[0] ?? '',
  ) && cells.length === columns.length
    ? 'asterisk-cel'
    : null;
