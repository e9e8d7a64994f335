import type { CanonicalCall } from '../canonical.ts';
import { freeswitchCauses } from './causes.ts';
import { blank, type Draft, exactTalk, wholeTalk } from './draft.ts';
import { refuserOf } from './outcome.ts';
import type { View } from './view.ts';

/** Names of what tells an instant of the epoch: microseconds before seconds. Written once: names that are made for each row are slow to look up. */
const epochs = {
  start: ['start_uepoch', 'start_epoch'],
  ring: ['progress_uepoch', 'progress_epoch'],
  answer: ['answer_uepoch', 'answer_epoch'],
  end: ['end_uepoch', 'end_epoch'],
} as const;

const epochOf = (view: View, [micro, whole]: readonly [string, string]): number | null =>
  view.moment(micro, null) ?? view.moment(whole, null);

const later = (at: number | null, seconds: number | null): number | null =>
  at === null || seconds === null ? null : at + seconds * 1000;

/**
 * Microseconds and seconds of the epoch before the stamp: they have no zone. Where only the start has one, it and the durations
 * tell which of a doubled hour the other stamps mean.
 */
const momentsOf = (view: View) => {
  const begun = epochOf(view, epochs.start);
  const near = later(begun, view.whole('duration'));
  const billed = view.whole('billsec');
  return {
    start: begun ?? view.moment('start_stamp', null),
    ring: epochOf(view, epochs.ring) ?? view.moment('progress_stamp', null),
    answer: epochOf(view, epochs.answer) ?? view.moment('answer_stamp', billed === null ? null : later(near, -billed)),
    end: epochOf(view, epochs.end) ?? view.moment('end_stamp', near),
  };
};

const hasFraction = (view: View): boolean => view.text('end_uepoch') !== null;

const talkOf = (view: View, answer: number | null, end: number | null) => {
  const ms = view.whole('billmsec');
  if (ms !== null) return { talk_ms: ms, talk_precision_ms: 1, talk_rounding: 'exact' } as const;
  return hasFraction(view) ? exactTalk(answer, end) : wholeTalk(view.whole('billsec'), 'stamp_diff');
};

/** `sip:486`, `486`; what is no final SIP code is none. */
const sipCode = (view: View): number | null => {
  const text = view.first(['sip_term_status', 'sip_invite_failure_status', 'proto_specific_hangup_cause']);
  const code = Number(/^(?:sip:)?(\d{3})$/.exec(text ?? '')?.[1] ?? Number.NaN);
  return code >= 200 && code <= 699 ? code : null;
};

const legOf = (view: View): CanonicalCall['leg'] => {
  const direction = view.text('direction');
  return direction === 'inbound' ? 'a' : direction === 'outbound' ? 'b' : null;
};

/** Who ended the call, by the disposition that is told from this leg's side: on leg a the peer is the caller. */
const releasedBy = (disposition: string | null, leg: CanonicalCall['leg']): CanonicalCall['released_by'] => {
  if (disposition === 'recv_cancel' || disposition === 'send_cancel') return 'caller';
  if (leg === null) return null;
  if (disposition === 'recv_bye') return leg === 'a' ? 'caller' : 'callee';
  if (disposition === 'send_bye') return leg === 'a' ? 'callee' : 'caller';
  return null;
};

const attestOf = (text: string | null): CanonicalCall['attest'] => {
  const letter = /(?:^|-)([ABC])$/.exec(text ?? '')?.[1];
  return letter === 'A' || letter === 'B' || letter === 'C' ? letter : null;
};

/** One FreeSWITCH channel, by the variables that a template or a JSON document holds. */
export const freeswitchDraft = (view: View, row: number): Draft => {
  const word = view.text('hangup_cause');
  const cause = freeswitchCauses.get(word ?? '');
  const told = view.whole('hangup_cause_q850');
  const sip = sipCode(view);
  const leg = legOf(view);
  const { start, ring, answer, end } = momentsOf(view);
  const disposition = view.text('sip_hangup_disposition');
  const phrase = view.first(['sip_603plus_reason', 'sip_invite_failure_phrase']);
  const blocked = view.text('sip_603plus_reason') !== null;
  const released = releasedBy(disposition, leg);
  const refused = released === null && answer === null && /_refuse$/.test(disposition ?? '');
  const named = blocked ? 'blocked_analytics' : (cause?.outcome ?? null);
  const refuser = refused ? refuserOf(named ?? 'unknown') : null;
  const q850 = told ?? cause?.q850 ?? null;
  return {
    ...blank(row),
    call_key: view.first(['sip_call_id', 'uuid']),
    leg,
    account_ref: view.text('accountcode'),
    from_raw: view.first(['caller_id_number', 'ani', 'sip_from_user', 'caller_id']),
    to_raw: view.first(['destination_number', 'sip_req_user']),
    start,
    ring,
    answer,
    end,
    ...talkOf(view, answer, end),
    sip,
    q850,
    derived: [...(told === null && q850 !== null ? ['q850'] : []), ...(refuser === null ? [] : ['released_by'])],
    disposition_raw: phrase === null ? word : `${word ?? ''}; ${phrase}`,
    named,
    released_by: released ?? refuser,
    attest: attestOf(view.text('sip_verstat')),
    identity_result: view.text('sip_verstat'),
    src_ip: view.first(['sip_network_ip', 'network_addr']),
    trunk_out: view.text('sip_gateway_name'),
  };
};
