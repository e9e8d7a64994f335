import { zone } from '../../../kernel/time.ts';
import { blank, type Draft, wholeTalk } from './draft.ts';
import type { Format } from './format.ts';
import { momentsIn } from './moment.ts';
import type { SourceSettings } from './source-settings.ts';
import { tableReader } from './table.ts';
import type { View } from './view.ts';

const columns = [
  'call type',
  'domain',
  'user',
  'btn',
  'time start',
  'time answer',
  'duration',
  'remote number',
  'dialed number',
  'callid',
  'orig ip',
  'term ip',
  'release cause',
];

/** `Term: Bye`, `Orig: Cancel`, or the code and phrase of a refusal. */
const ended = (cause: string | null): Pick<Draft, 'sip' | 'released_by' | 'named'> => {
  const sip = Number(/^(\d{3})\b/.exec(cause ?? '')?.[1] ?? Number.NaN);
  const side = /^(Orig|Term):/i.exec(cause ?? '')?.[1]?.toLowerCase();
  return {
    sip: sip >= 200 && sip <= 699 ? sip : null,
    released_by: side === 'orig' ? 'caller' : side === 'term' ? 'callee' : null,
    named: /cancel/i.test(cause ?? '') ? 'cancelled' : null,
  };
};

const draftOf = (view: View, row: number, made: SourceSettings['madeByCustomer']): Draft | string => {
  const type = view.text('call type')?.toLowerCase() ?? '';
  if (type !== 'origination' && type !== 'termination' && type !== 'missed')
    return `Call Type '${type.slice(0, 20)}' is none of origination, termination, missed`;
  const outbound = type === made;
  const start = view.moment('time start', null);
  const answer = view.moment('time answer', null);
  if (start === null && view.wrong() === null) return 'Time Start is empty';
  const seconds = view.whole('duration');
  const own = view.first(['btn', 'user']);
  const end = ended(view.text('release cause'));
  return {
    ...blank(row),
    call_key: view.text('callid'),
    leg: 'a',
    account_ref: view.text('domain'),
    from_raw: outbound ? own : view.text('remote number'),
    to_raw: outbound ? view.first(['dialed number', 'remote number']) : view.first(['dialed number', 'btn', 'user']),
    start,
    answer,
    answered: answer === null ? 'no' : 'yes',
    end: answer === null || seconds === null ? null : answer + seconds * 1000,
    derived: answer === null ? [] : ['end'],
    ...wholeTalk(answer === null ? 0 : seconds, 'floor'),
    ...end,
    named: end.named ?? (type === 'missed' ? 'no_answer' : null),
    disposition_raw: view.text('release cause'),
    src_ip: view.text('orig ip'),
    trunk_out: view.text('term ip'),
  };
};

/** NetSapiens "advanced" export, GMT. Its direction words are the switch's: `madeByCustomer` of a mapping file turns them round. */
export const netsapiens: Format = {
  name: 'netsapiens',
  says: 'NetSapiens advanced CDR export of 13 columns',
  zone: 'in-rows',
  family: null,
  answeredOnly: false,
  cannotTell: [],
  open: (settings, sink) =>
    tableReader(
      {
        delimiter: ',',
        columnsOf: ({ length }) => (length === columns.length ? columns : null),
        known: columns,
        lines: 1,
        draft: (view, row) => draftOf(view, row, settings.mapping.madeByCustomer),
      },
      { ...settings, moments: momentsIn(zone('UTC')) },
      sink,
    ),
};
