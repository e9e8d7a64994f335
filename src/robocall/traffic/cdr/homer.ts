import { type Fields, isFields, textOf } from './documents.ts';
import { blank, type Draft, exactTalk } from './draft.ts';
import type { Family, Format } from './format.ts';
import { type Aside, tableReader } from './table.ts';
import type { View } from './view.ts';

const fieldsIn = (text: string | null): Fields | null => {
  try {
    const read: unknown = JSON.parse(text ?? '');
    return isFields(read) ? read : null;
  } catch {
    return null;
  }
};

/** The claimed level in the Identity header's PASSporT; whether its signature holds is not known here. */
const attestIn = (raw: string | null): Draft['attest'] => {
  const payload = /^(?:Identity|y)\s*:\s*[\w-]+\.([\w-]+)\./im.exec(raw ?? '')?.[1];
  const level = payload === undefined ? null : fieldsIn(Buffer.from(payload, 'base64url').toString('utf8'))?.attest;
  return level === 'A' || level === 'B' || level === 'C' ? level : null;
};

/** `SIP/2.0 603 Network Blocked` and the Reason header: what 603+ and Q.850 say stands only in the raw message. */
const phraseIn = (raw: string | null): string | null => /^SIP\/2\.0 \d{3} ([^\r\n]+)/.exec(raw ?? '')?.[1] ?? null;
const causeIn = (raw: string | null): number | null => {
  const cause = Number(/^Reason\s*:[^\r\n]*Q\.850[^\r\n]*?cause\s*=\s*(\d{1,3})/im.exec(raw ?? '')?.[1] ?? Number.NaN);
  return cause >= 1 && cause <= 127 ? cause : null;
};

/** What a message is to a call: null for one that is no step of it. */
const partOf = (method: string, cseq: string): string | null => {
  if (method === 'INVITE' || method === 'BYE' || method === 'CANCEL') return method;
  const code = Number(method);
  if (!/\bINVITE$/.test(cseq) || !(code >= 180 && code <= 699)) return null;
  if (code === 180 || code === 183) return 'ring';
  if (code < 200) return null;
  return code < 300 ? 'answer' : code === 401 || code === 407 ? null : 'failure';
};

const draftOf = (view: View, row: number): Draft | Aside | string => {
  const data = fieldsIn(view.text('data_header'));
  const protocol = fieldsIn(view.text('protocol_header'));
  if (data === null || protocol === null) return 'protocol_header or data_header is no JSON object';
  const method = textOf(data.method) ?? '';
  const part = partOf(method, textOf(data.cseq) ?? '');
  if (part === null) return { aside: `${method || 'a message without method'} is no step of a call` };
  const seconds = Number(protocol.timeSeconds);
  const at =
    seconds > 0
      ? seconds * 1000 + Math.floor(Number(protocol.timeUseconds ?? 0) / 1000)
      : view.moment('create_date', null);
  const key = textOf(data.callid) ?? view.text('sid');
  if (key === null || !Number.isSafeInteger(at)) return view.wrong() ?? 'the message has no Call-ID or no time';
  const raw = view.text('raw');
  return {
    ...blank(row),
    part,
    side: textOf(data.from_tag) ?? null,
    call_key: key,
    account_ref: textOf(protocol.srcIp) ?? null,
    from_raw: textOf(data.from_user) ?? null,
    to_raw: textOf(data.ruri_user) || textOf(data.to_user) || null,
    start: part === 'INVITE' ? at : null,
    ring: part === 'ring' ? at : null,
    answer: part === 'answer' ? at : null,
    end: part === 'BYE' || part === 'failure' || part === 'CANCEL' ? at : null,
    sip: part === 'answer' || part === 'failure' ? Number(method) : null,
    q850: causeIn(raw),
    disposition_raw: phraseIn(raw),
    attest: part === 'INVITE' ? attestIn(raw) : null,
    src_ip: textOf(protocol.srcIp) ?? null,
    trunk_out: textOf(protocol.dstIp) ?? null,
  };
};

/** Every hop and every repetition is a message: the first of each step counts. */
const joined = (rows: readonly Draft[]): Draft | string => {
  const of = (part: string): Draft | undefined => rows.find((row) => row.part === part);
  const invite = of('INVITE');
  if (invite === undefined) return 'the INVITE of this call is not among the rows';
  const answer = of('answer');
  const bye = of('BYE');
  const failure = answer === undefined ? rows.findLast((row) => row.part === 'failure') : undefined;
  const cancel = answer === undefined ? of('CANCEL') : undefined;
  const end = (answer === undefined ? (failure ?? cancel) : bye)?.end ?? null;
  const final = answer ?? failure;
  const ender = bye === undefined || bye.side === null ? null : bye.side === invite.side ? 'caller' : 'callee';
  return {
    ...invite,
    ring: of('ring')?.ring ?? null,
    answer: answer?.answer ?? null,
    end,
    ...exactTalk(answer?.answer ?? null, end),
    // without an answer and without an end nothing is known of its talk
    ...(end === null ? { talk_ms: null } : {}),
    sip: final?.sip ?? null,
    q850: bye?.q850 ?? failure?.q850 ?? null,
    disposition_raw: final?.disposition_raw ?? null,
    released_by: answer === undefined ? (cancel === undefined ? null : 'caller') : ender,
    end_missing: end === null,
  };
};

const family: Family = {
  name: 'homer',
  state: (rows) => (rows.some((row) => row.part === 'BYE' || row.part === 'failure') ? 'complete' : 'open'),
  join: joined,
};

const columns = ['sid', 'create_date', 'protocol_header', 'data_header', 'raw'];

/** Homer's `hep_proto_1_call`: a row a SIP message. The only source that also holds the Identity header. */
export const homer: Format = {
  name: 'homer',
  says: 'Homer 7 table hep_proto_1_call, a row a SIP message',
  zone: 'in-rows',
  family,
  answeredOnly: false,
  cannotTell: [],
  open: (settings, sink) =>
    tableReader(
      {
        delimiter: null,
        columnsOf: ({ length }) => (length === 4 || length === 5 ? columns : null),
        known: columns,
        // a SIP message with its body, within quotes
        lines: 120,
        draft: draftOf,
      },
      settings,
      sink,
    ),
};
