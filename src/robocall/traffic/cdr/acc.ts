import { blank, type Draft, wholeTalk } from './draft.ts';
import type { Family } from './format.ts';
import type { Aside } from './table.ts';
import type { View } from './view.ts';

const accounts = ['account', 'accountcode', 'account_code', 'auth_user', 'src_ip', 'source_ip', 'si'];
const callers = ['src_user', 'caller', 'from_user', 'caller_id', 'fu'];
const callees = ['dst_user', 'callee', 'dst_ouser', 'ruri_user', 'to_user'];

/** How exactly a row tells its instant, and so the talk time that is the difference of two. */
const fineness = (text: string | null) =>
  /\.\d/.test(text ?? '')
    ? ({ talk_precision_ms: 1, talk_rounding: 'exact' } as const)
    : ({ talk_precision_ms: 1000, talk_rounding: 'stamp_diff' } as const);

/** What every row of `acc` has, whatever it tells. */
const common = (view: View, row: number): Draft => {
  const code = view.first(['sip_code', 'code']);
  const sip = Number(code ?? Number.NaN);
  return {
    ...blank(row),
    call_key: view.first(['callid', 'call_id', 'sip_callid']),
    account_ref: view.first(accounts),
    from_raw: view.first(callers),
    to_raw: view.first(callees),
    sip: sip >= 200 && sip <= 699 ? sip : null,
    disposition_raw: view.first(['sip_reason', 'reason']),
    side: view.text('from_tag'),
    src_ip: view.first(['src_ip', 'source_ip', 'si']),
    trunk_out: view.first(['dst_domain', 'dst_ip', 'gateway']),
  };
};

/** Kamailio's dialog record: start_time is its creation, ringing included, unless `cdr_start_on_confirmed` is set. */
const dialog = (view: View, row: number, startOnConfirmed: boolean): Draft => {
  const base = common(view, row);
  const start = view.moment('start_time', null);
  const end = view.moment('end_time', null);
  const length = Number(view.text('duration') ?? Number.NaN);
  const established = base.sip === null ? length > 0 : base.sip < 300;
  const talk =
    established && startOnConfirmed && length >= 0
      ? { talk_ms: Math.round(length * 1000), talk_precision_ms: 1 as const, talk_rounding: 'exact' as const }
      : fineness(view.text('end_time'));
  return {
    ...base,
    part: 'dialog',
    start,
    answer: established && startOnConfirmed ? start : null,
    answered: established ? 'yes' : 'no',
    end,
    ...talk,
  };
};

/** OpenSIPS writes a call into one row: when it was made, answered, and how long it talked, rounded up in seconds. */
const whole = (view: View, row: number, at: number | null): Draft => {
  const ms = view.whole('ms_duration');
  const seconds = view.whole('duration');
  const answer = view.moment('call_start_time', null) ?? at;
  const exact = { talk_ms: ms, talk_precision_ms: 1, talk_rounding: 'exact' } as const;
  const talk = ms === null ? wholeTalk(seconds, 'ceil') : exact;
  return {
    ...common(view, row),
    part: 'dialog',
    start: view.moment('created', null),
    answer,
    end: answer === null || talk.talk_ms === null ? null : answer + talk.talk_ms,
    derived: answer === null || talk.talk_ms === null ? [] : ['end'],
    ...talk,
  };
};

const stamps = ['time_hires', 'time_attr', 'timestamp', 'time'];

/**
 * A row of `acc`, `missed_calls` or `acc_cdrs`, a line of syslog or an event, of Kamailio or OpenSIPS. Methods that make no
 * call are set aside.
 */
export const accDraft = (view: View, row: number, startOnConfirmed: boolean): Draft | Aside | string => {
  if (view.text('start_time') !== null) return dialog(view, row, startOnConfirmed);
  const method = view.text('method');
  if (method !== 'INVITE' && method !== 'BYE')
    return method === null ? 'the row names no method' : { aside: `${method} is no call` };
  const stamp = stamps.find((name) => view.text(name) !== null) ?? 'time';
  const at = view.moment(stamp, null);
  const base = { ...common(view, row), ...fineness(view.text(stamp)) };
  const ended = (view.text('ms_duration') ?? view.text('duration') ?? '0') !== '0';
  if (method === 'INVITE' && base.sip !== null && base.sip < 300 && ended) return whole(view, row, at);
  if (at === null) return 'the row has no time';
  if (method === 'BYE') return { ...base, part: 'bye', sip: null, end: at };
  if (base.sip === null) return 'the row has no final SIP code';
  const start = view.moment('created', null);
  return base.sip < 300 ? { ...base, part: 'answer', start, answer: at } : { ...base, part: 'failure', start, end: at };
};

const talked = (answer: Draft, end: number | null, precision: 1 | 1000 | null) =>
  answer.answer === null || end === null
    ? ({ talk_ms: null, talk_precision_ms: null, talk_rounding: null } as const)
    : ({
        talk_ms: Math.max(0, end - answer.answer),
        talk_precision_ms: answer.talk_precision_ms === 1 && precision === 1 ? 1 : 1000,
        talk_rounding: answer.talk_precision_ms === 1 && precision === 1 ? 'exact' : 'stamp_diff',
      } as const);

/** A BYE with the tags turned round came from the callee; one with them as they were proves nothing: `detect_direction` turns them back. */
const enderOf = (answer: Draft, bye: Draft | undefined): Draft['released_by'] =>
  bye !== undefined && bye.side !== null && answer.side !== null && bye.side !== answer.side ? 'callee' : null;

const completed = (answer: Draft, bye: Draft | undefined, dialog: Draft | undefined): Draft => {
  const last = dialog ?? bye;
  const end = last?.end ?? null;
  return {
    ...answer,
    start: dialog?.start ?? answer.start,
    from_raw: answer.from_raw ?? dialog?.from_raw ?? null,
    to_raw: answer.to_raw ?? dialog?.to_raw ?? null,
    end,
    ...talked(answer, end, last?.talk_precision_ms ?? null),
    released_by: enderOf(answer, bye),
    end_missing: end === null,
  };
};

const joined = (rows: readonly Draft[]): Draft | string => {
  const of = (part: string): Draft | undefined => rows.find((row) => row.part === part);
  const dialog = of('dialog');
  const answer = of('answer');
  const bye = of('bye');
  // what tells the answer and the end itself needs nothing of the others but who ended it
  if (dialog !== undefined && dialog.answer !== null) {
    const first = answer ?? dialog;
    return { ...dialog, released_by: enderOf(first, bye) };
  }
  if (answer !== undefined) return completed(answer, bye, dialog);
  // of several branches the last one's code is what the caller was told
  const failure = rows.findLast((row) => row.part === 'failure');
  if (failure !== undefined) return { ...failure, start: dialog?.start ?? failure.start };
  if (dialog !== undefined) return dialog;
  return 'a BYE without its INVITE: it is in another file, or more than 24 hours before';
};

const family = (name: string): Family => ({
  name,
  state: (rows) => {
    const open =
      rows.some((row) => row.part === 'answer') && !rows.some((row) => row.part === 'bye' || row.part === 'dialog');
    return open ? 'open' : 'complete';
  },
  join: joined,
});

export const kamailioCalls = family('kamailio');
export const opensipsCalls = family('opensips');
