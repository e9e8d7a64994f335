import { blank, type Draft, wholeTalk } from './draft.ts';
import type { Format } from './format.ts';
import { tableReader } from './table.ts';
import type { View } from './view.ts';

const columns = `id,calldate,callend,duration,connect_duration,progress_time,caller,called,sipcallerip,whohanged,bye,
  lastsipresponsenum,reason_q850_cause`.split(/[,\s]+/);

/** An address as MySQL keeps it, a number, or as it is written. */
const address = (text: string | null): string | null => {
  if (text === null || !/^\d+$/.test(text)) return text;
  const number = Number(text);
  return number > 0 && number < 2 ** 32
    ? [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
    : null;
};

const enderOf = (word: string | null): Draft['released_by'] => (word === 'caller' || word === 'callee' ? word : null);

const draftOf = (view: View, row: number): Draft | string => {
  const start = view.moment('calldate', null);
  if (start === null && view.wrong() === null) return 'calldate is empty';
  const duration = view.whole('duration');
  const told = view.moment('callend', null);
  const end = told ?? (start === null || duration === null ? null : start + duration * 1000);
  const sip = view.whole('lastsipresponsenum');
  const seconds = view.whole('connect_duration');
  const answered = sip === null ? (seconds ?? 0) > 0 : sip >= 200 && sip < 300;
  const progress = view.whole('progress_time');
  const cause = view.whole('reason_q850_cause');
  const ip = address(view.text('sipcallerip'));
  return {
    ...blank(row),
    call_key: view.first(['fbasename', 'callid', 'sip_callid', 'id']),
    account_ref: ip,
    from_raw: view.text('caller'),
    to_raw: view.text('called'),
    start,
    ring: start === null || progress === null ? null : start + progress * 1000,
    answer: !answered || end === null || seconds === null ? null : end - seconds * 1000,
    answered: answered ? 'yes' : 'no',
    end,
    derived: [
      ...(answered && end !== null && seconds !== null ? ['answer'] : []),
      ...(progress === null ? [] : ['ring']),
      ...(told === null && end !== null ? ['end'] : []),
    ],
    ...wholeTalk(answered ? seconds : 0, 'floor'),
    sip: sip !== null && sip >= 200 && sip <= 699 ? sip : null,
    q850: cause !== null && cause >= 1 && cause <= 127 ? cause : null,
    released_by: enderOf(view.text('whohanged')),
    src_ip: ip,
    trunk_out: address(view.text('sipcalledip')),
    end_missing: end === null,
  };
};

/** VoIPmonitor, table cdr as exported. Talk is connect_duration; answer and ring follow from it and from progress_time, in seconds. */
export const voipmonitor: Format = {
  name: 'voipmonitor',
  says: 'VoIPmonitor table cdr',
  zone: 'needed',
  family: null,
  answeredOnly: false,
  cannotTell: [],
  open: (settings, sink) =>
    tableReader(
      {
        delimiter: null,
        columnsOf: ({ length }) => (length === columns.length ? columns : null),
        known: columns,
        lines: 1,
        draft: draftOf,
      },
      settings,
      sink,
    ),
};
