import { blank, type Draft, wholeTalk } from './draft.ts';
import type { Format } from './format.ts';
import { longestTalk } from './longest-talk.ts';
import { tableReader } from './table.ts';
import type { View } from './view.ts';

/** The full list in its usual order; an administrator may choose others, which `--columns` names. */
const columns =
  `historyid,callid,duration,time-start,time-answered,time-end,reason-terminated,from-no,to-no,from-dn,to-dn,dial-no,
  reason-changed,final-number,final-dn,bill-code,bill-rate,bill-cost,bill-name,chain,from-type,to-type,final-type,from-dispname,
  to-dispname,final-dispname,missed-queue-calls`.split(/[,\s]+/);

const enders: readonly (readonly [RegExp, 'caller' | 'callee'])[] = [
  [/^(?:TerminatedBySrc|src_participant_terminated)$/i, 'caller'],
  [/^(?:TerminatedByDst|dst_participant_terminated)$/i, 'callee'],
];

const secondsOf = (clock: string | null): number | null => {
  const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d)(?:\.\d+)?$/.exec(clock ?? '') ?? [];
  return hours === undefined ? null : (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
};

const draftOf = (view: View, row: number): Draft | string => {
  const start = view.moment('time-start', null);
  const answer = view.moment('time-answered', null);
  if (start === null && view.wrong() === null) return 'time-start is empty';
  const reason = view.text('reason-terminated');
  return {
    ...blank(row),
    call_key: view.first(['callid', 'historyid']),
    account_ref: view.text('from-dn'),
    from_raw: view.text('from-no'),
    to_raw: view.first(['to-no', 'dial-no']),
    start,
    answer,
    answered: answer === null ? 'no' : 'yes',
    end: view.moment('time-end', null),
    ...wholeTalk(answer === null ? 0 : secondsOf(view.text('duration')), 'floor'),
    disposition_raw: reason,
    released_by: enders.find(([words]) => words.test(reason ?? ''))?.[1] ?? null,
    trunk_out: view.text('to-dn'),
  };
};

/** 3CX `cdr.log` or its socket: rows begin with the word Call. What a callee does without answering is not told. */
export const threeCx: Format = {
  name: '3cx',
  says: '3CX cdr.log (or --columns LIST, as its administrator chose them)',
  zone: 'needed',
  family: longestTalk('3cx', 'complete'),
  answeredOnly: false,
  cannotTell: ['invalid_number', 'busy', 'rejected', 'no_answer', 'blocked_analytics', 'network_failure'],
  open: (settings, sink) =>
    tableReader(
      {
        delimiter: ',',
        columnsOf: ({ length }) => (length >= 12 && length <= columns.length ? columns : null),
        known: columns,
        lines: 1,
        draft: draftOf,
      },
      settings,
      sink,
    ),
};
