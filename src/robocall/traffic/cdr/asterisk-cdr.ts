import { asteriskDispositions } from './causes.ts';
import { blank, type Draft, wholeTalk } from './draft.ts';
import type { Format } from './format.ts';
import { longestTalk } from './longest-talk.ts';
import { type Table, tableReader } from './table.ts';
import type { View } from './view.ts';

const list = (text: string): readonly string[] => text.split(/[,\s]+/);

const base = list(
  'accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end,duration,billsec,disposition,amaflags',
);
const newer = ['peeraccount', 'linkedid', 'sequence'];

const grown = {
  uniqueid: [...base, 'uniqueid'],
  userfield: [...base, 'userfield'],
  both: [...base, 'uniqueid', 'userfield'],
  newer: [...base, ...newer],
  uniqueidNewer: [...base, 'uniqueid', ...newer],
  userfieldNewer: [...base, 'userfield', ...newer],
  bothNewer: [...base, 'uniqueid', 'userfield', ...newer],
};

const isUniqueid = (cell: string | undefined): boolean => /^(?:[\w.-]+-)?\d{9,10}\.\d+$/.test(cell ?? '');

/** 16 columns and what three switches of `cdr.conf` add; the last is a bare number only with `newcdrcolumns`. */
const csvColumns = (cells: readonly string[]): readonly string[] | null => {
  const added = cells[16];
  if (cells.length === 16) return base;
  if (cells.length === 17) return isUniqueid(added) ? grown.uniqueid : grown.userfield;
  if (cells.length === 18) return grown.both;
  if (!/^\d+$/.test(cells.at(-1) ?? '')) return null;
  if (cells.length === 19) return grown.newer;
  if (cells.length === 20) return isUniqueid(added) ? grown.uniqueidNewer : grown.userfieldNewer;
  return cells.length === 21 ? grown.bothNewer : null;
};

/** The order of the sample `cdr_custom.conf`. */
const custom = list(
  `clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,start,answer,end,duration,billsec,disposition,amaflags,accountcode,
  uniqueid,userfield,sequence`,
);

/** The epoch second in `1773151331.100` or `pbx1-1773151331.100`: when the channel was made. */
const madeAt = (uniqueid: string | null): number | null => {
  const second = /(?:^|-)(\d{9,10})\.\d+$/.exec(uniqueid ?? '')?.[1];
  return second === undefined ? null : Number(second) * 1000;
};

/** `16;1` as our documentation has it written into the userfield: the causes of both channels, 0 for none. */
const causeIn = (userfield: string | null): number | null => {
  const causes = /^(\d{1,3})(?:;(\d{1,3}))?$/.exec(userfield ?? '');
  const cause = Number(causes?.[1] ?? 0) || Number(causes?.[2] ?? 0);
  return cause > 0 && cause <= 127 ? cause : null;
};

const draftOf = (view: View, row: number, initiatedSeconds: boolean): Draft | string => {
  const word = view.text('disposition');
  const named = asteriskDispositions.get(word?.toUpperCase() ?? '') ?? null;
  const made = madeAt(view.text('uniqueid'));
  const seconds = view.whole('billsec');
  const start = view.moment('start', made);
  const end = view.moment('end', made === null ? null : made + (view.whole('duration') ?? 0) * 1000);
  const answered = named === 'answered';
  const answer = view.moment('answer', made === null || end === null ? null : end - (seconds ?? 0) * 1000);
  if (start === null && end === null && view.wrong() === null) return 'neither start nor end stands in the row';
  return {
    ...blank(row),
    call_key: view.first(['linkedid', 'uniqueid']) ?? channelKey(view),
    account_ref: view.text('accountcode'),
    from_raw: view.first(['src', 'clid']),
    to_raw: view.text('dst'),
    start,
    answer: answered ? answer : null,
    answered: answered ? 'yes' : 'no',
    end,
    ...wholeTalk(seconds, initiatedSeconds ? 'round' : 'floor'),
    q850: causeIn(view.text('userfield')),
    disposition_raw: word,
    named,
    trunk_out: view.text('dstchannel'),
  };
};

/** Without uniqueid the name of the channel, counted up since the switch began, and the start tell calls apart. */
const channelKey = (view: View): string | null => {
  const channel = view.text('channel');
  return channel === null ? null : `${channel}@${view.text('start') ?? ''}`;
};

const family = longestTalk('asterisk-cdr', 'open');

const cannotTell = ['invalid_number', 'rejected', 'blocked_analytics', 'cancelled'] as const;

const table = (columnsOf: Table['columnsOf'], initiatedSeconds: boolean): Table => ({
  delimiter: ',',
  columnsOf,
  known: [...base, ...custom, ...newer],
  lines: 1,
  draft: (view, row) => draftOf(view, row, initiatedSeconds),
});

/** `cdr_csv` Master.csv. With PJSIP a 404 and a 603 end as NO ANSWER: no share of invalid or blocked calls can be taken. */
export const asteriskCsv: Format = {
  name: 'asterisk-csv',
  says: 'Asterisk cdr_csv Master.csv of 16 to 21 columns',
  zone: 'needed',
  family,
  answeredOnly: false,
  cannotTell,
  open: (settings, sink) => tableReader(table(csvColumns, settings.mapping.initiatedSeconds), settings, sink),
};

/** `cdr_custom`, by the line of its configuration or the sample's. */
export const asteriskCustom: Format = {
  name: 'asterisk-custom',
  says: 'Asterisk cdr_custom, columns as its sample has them (or --columns LINE of cdr_custom.conf)',
  zone: 'needed',
  family,
  answeredOnly: false,
  cannotTell,
  open: (settings, sink) =>
    tableReader(
      table((cells) => (cells.length === custom.length ? custom : null), settings.mapping.initiatedSeconds),
      settings,
      sink,
    ),
};

const isStamp = (cell: string | undefined): boolean => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(cell ?? '');

/** Whether a row is one of these, by where its stamps, numbers and its disposition stand. */
export const asteriskFits = (cells: readonly string[]): 'asterisk-csv' | 'asterisk-custom' | null => {
  if (csvColumns(cells) !== null && isStamp(cells[9]) && asteriskDispositions.has(cells[14] ?? ''))
    return 'asterisk-csv';
  return cells.length === custom.length && isStamp(cells[8]) && asteriskDispositions.has(cells[13] ?? '')
    ? 'asterisk-custom'
    : null;
};
