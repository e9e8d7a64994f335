import { blank, type Draft, wholeTalk } from './draft.ts';
import type { Format } from './format.ts';
import { type Aside, tableReader } from './table.ts';
import type { View } from './view.ts';

const named = [
  'cdrrecordtype',
  'globalcallid_callmanagerid',
  'globalcallid_callid',
  'origlegcallidentifier',
  'destlegidentifier',
  'datetimeorigination',
  'datetimeconnect',
  'datetimedisconnect',
  'duration',
  'callingpartynumber',
  'originalcalledpartynumber',
  'finalcalledpartynumber',
  'origcause_value',
  'destcause_value',
  'origdevicename',
  'destdevicename',
];

/** Values above 127 are Cisco's own words for what a feature did. */
const cause = (view: View, name: string): number => {
  const value = Number(view.text(name) ?? 0);
  return value >= 1 && value <= 127 ? value : 0;
};

/** An IPv4 address as the signed little-endian number that CUCM writes. */
const address = (text: string | null): string | null => {
  const number = Number(text ?? 0);
  if (!Number.isInteger(number) || number === 0) return null;
  return [0, 8, 16, 24].map((shift) => (number >> shift) & 255).join('.');
};

const draftOf = (view: View, row: number, cells: readonly string[]): Draft | Aside | string => {
  if (/^(?:INTEGER|VARCHAR|UNIQUEIDENTIFIER)/.test(cells[0] ?? '')) return { aside: 'types of the columns' };
  const type = view.text('cdrrecordtype');
  if (type !== '1') return type === null ? 'cdrRecordType is missing' : { aside: `a record of type ${type}` };
  const start = view.moment('datetimeorigination', null);
  const answer = view.moment('datetimeconnect', null);
  if (start === null && view.wrong() === null) return 'dateTimeOrigination is empty';
  const origin = cause(view, 'origcause_value');
  const destination = cause(view, 'destcause_value');
  const one = origin === 0 || destination === 0;
  const ids = ['globalcallid_clusterid', 'globalcallid_callmanagerid', 'globalcallid_callid', 'origlegcallidentifier'];
  return {
    ...blank(row),
    call_key: ids.flatMap((name) => view.text(name) ?? []).join('-') || null,
    account_ref: view.text('origdevicename'),
    from_raw: view.text('callingpartynumber'),
    to_raw: view.first(['finalcalledpartynumber', 'originalcalledpartynumber']),
    start,
    answer,
    answered: answer === null ? 'no' : 'yes',
    end: view.moment('datetimedisconnect', null),
    ...wholeTalk(view.whole('duration'), 'floor'),
    q850: destination || origin || null,
    released_by: !one ? null : origin > 0 ? 'caller' : destination > 0 ? 'callee' : null,
    src_ip: address(view.text('origipaddr')),
    trunk_out: view.text('destdevicename'),
  };
};

/** Cisco Unified CM: names in the first line, types in the second, epochs in UTC. Columns are told by name: there are over a hundred. */
export const cucm: Format = {
  name: 'cucm',
  says: 'Cisco Unified CM flat files, cdr_<cluster>_<node>_<time>',
  zone: 'in-rows',
  family: null,
  answeredOnly: false,
  cannotTell: [],
  open: (settings, sink) =>
    tableReader(
      {
        delimiter: ',',
        columnsOf: ({ length }) => (length === named.length ? named : null),
        known: named,
        lines: 1,
        draft: draftOf,
      },
      settings,
      sink,
    ),
};
