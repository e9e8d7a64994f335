import type { Zone } from '../../kernel/time.ts';
import { type Coverage, classBits, everything, purposeBits, recipientBits } from '../../law/coverage.ts';
import {
  type Approval,
  answerMethods,
  approvalKinds,
  type Bounce,
  type CallEnd,
  type Consent,
  type Events,
  type Notice,
  noEvents,
  noticeMethods,
  type OneTime,
  type Order,
  orderMethods,
  type Refusal,
} from '../../law/events.ts';
import { recipients } from '../../law/facts.ts';
import {
  type Fields,
  fieldsOf,
  instant,
  list,
  mask,
  onlyFields,
  string,
  stringOrNull,
  truth,
  word,
  wordsOf,
  wrong,
} from './facts-from-json-fields.ts';

/** Words of events, ready for reading. */
export const approvals = wordsOf(approvalKinds);
export const methodsOfNotice = wordsOf(noticeMethods);
export const methodsOfAnswer = wordsOf(answerMethods);
const methodsOfOrder = wordsOf(orderMethods);
// A no needs no form: a refusal may also name the way a notice travels, as a reply by e-mail does.
export const methodsOfRefusal = wordsOf([...answerMethods, 'email', 'mail', 'web', 'text'] as const);
const recipientWords = wordsOf(recipients);

const coverageFields = ['cpni', 'recipients', 'purposes'] as const;

/** What `covers` reaches; `at` is the path of the event it stands in. */
export const coverageFromJson = (value: unknown, at: string): Coverage => {
  const fields = fieldsOf(value, at, 'covers');
  const path = `${at}.covers`;
  onlyFields(fields, coverageFields, path);
  return (
    mask(classBits, fields.cpni, path, 'cpni') |
    mask(recipientBits, fields.recipients, path, 'recipients') |
    mask(purposeBits, fields.purposes, path, 'purposes')
  );
};

/** Only a notice that lives on silence has a wait; others may give null. */
const waitDays = (value: unknown, approval: Notice['approval'], at: string): number => {
  if (Number.isSafeInteger(value) && typeof value === 'number') return value;
  if (value === null && approval === 'opt-in') return 0;
  return wrong(value, at, 'waitDays', 'a whole number of days, or null for an opt-in notice');
};

/** A reference to the proof, or only whether there is one. */
const proof = (value: unknown, at: string): boolean => {
  if (value === null || typeof value === 'boolean') return value === true;
  return typeof value === 'string' ? value !== '' : wrong(value, at, 'proof', 'a reference to the proof, or null');
};

/** Lists that fill while events are read. */
export type Filling = { -readonly [Kind in keyof Events]: Events[Kind][number][] };

/** Lists to fill. */
export const emptyLists = (): Filling => ({
  consents: [],
  notices: [],
  bounces: [],
  approvals: [],
  refusals: [],
  orders: [],
  oneTimes: [],
  callEnds: [],
});

const consent = (fields: Fields, said: Consent['said'], at: string): Consent => {
  onlyFields(fields, ['type', 'at'], at);
  return { at: instant(fields.at, at, 'at'), said };
};

const noticeFields = ['type', 'at', 'id', 'approval', 'method', 'waitDays', 'covers'] as const;

const notice = (fields: Fields, at: string, zone: Zone): Notice => {
  onlyFields(fields, noticeFields, at);
  const sent = instant(fields.at, at, 'at');
  const approval = word(approvals, fields.approval, at, 'approval');
  return {
    at: sent,
    day: zone.dayOf(sent),
    id: string(fields.id, at, 'id'),
    approval,
    method: word(methodsOfNotice, fields.method, at, 'method'),
    waitDays: waitDays(fields.waitDays, approval, at),
    covers: coverageFromJson(fields.covers, at),
  };
};

const bounce = (fields: Fields, at: string): Bounce => {
  onlyFields(fields, ['type', 'at', 'notice'], at);
  return { at: instant(fields.at, at, 'at'), notice: string(fields.notice, at, 'notice') };
};

const approval = (fields: Fields, at: string): Approval => {
  onlyFields(fields, ['type', 'at', 'notice', 'method', 'proof'], at);
  return {
    at: instant(fields.at, at, 'at'),
    notice: string(fields.notice, at, 'notice'),
    method: word(methodsOfAnswer, fields.method, at, 'method'),
    proof: proof(fields.proof, at),
  };
};

const refusal = (fields: Fields, at: string): Refusal => {
  onlyFields(fields, ['type', 'at', 'method', 'covers'], at);
  word(methodsOfRefusal, fields.method, at, 'method');
  return {
    at: instant(fields.at, at, 'at'),
    covers: fields.covers === null ? everything : coverageFromJson(fields.covers, at),
  };
};

const order = (fields: Fields, at: string): Order => {
  onlyFields(fields, ['type', 'at', 'recipient', 'to', 'cpni', 'method', 'authenticated'], at);
  return {
    at: instant(fields.at, at, 'at'),
    recipient: word(recipientWords, fields.recipient, at, 'recipient'),
    to: stringOrNull(fields.to, at, 'to'),
    cpni: mask(classBits, fields.cpni, at, 'cpni'),
    method: word(methodsOfOrder, fields.method, at, 'method'),
    authenticated: truth(fields.authenticated, at, 'authenticated'),
  };
};

const oneTime = (fields: Fields, at: string): OneTime => {
  onlyFields(fields, ['type', 'at', 'callId', 'covers'], at);
  return {
    at: instant(fields.at, at, 'at'),
    callId: string(fields.callId, at, 'callId'),
    covers: coverageFromJson(fields.covers, at),
  };
};

const callEnd = (fields: Fields, at: string): CallEnd => {
  onlyFields(fields, ['type', 'at', 'callId'], at);
  return { at: instant(fields.at, at, 'at'), callId: string(fields.callId, at, 'callId') };
};

const eventTypes =
  'one of email-consent, email-consent-withdrawn, notice, bounced, approved, refused, ordered, one-time, call-ended';

const add = (into: Filling, fields: Fields, at: string, zone: Zone): unknown => {
  switch (fields.type) {
    case 'email-consent':
      return into.consents.push(consent(fields, 'given', at));
    case 'email-consent-withdrawn':
      return into.consents.push(consent(fields, 'withdrawn', at));
    case 'notice':
      return into.notices.push(notice(fields, at, zone));
    case 'bounced':
      return into.bounces.push(bounce(fields, at));
    case 'approved':
      return into.approvals.push(approval(fields, at));
    case 'refused':
      return into.refusals.push(refusal(fields, at));
    case 'ordered':
      return into.orders.push(order(fields, at));
    case 'one-time':
      return into.oneTimes.push(oneTime(fields, at));
    case 'call-ended':
      return into.callEnds.push(callEnd(fields, at));
    default:
      return wrong(fields.type, at, 'type', eventTypes);
  }
};

// Paths of the first events are made once: nearly all lines have few, and texts are dear in the hot path.
const paths = Array.from({ length: 64 }, (_, index) => `events[${index}]`);

/** The events of a line by kind; days of notices in the carrier's zone. Throws a Problem that names the field. */
export const eventsFromJson = (value: unknown, zone: Zone): Events => {
  const events = list(value, '', 'events');
  if (events.length === 0) return noEvents;
  const into = emptyLists();
  for (let index = 0; index < events.length; index += 1) {
    const at = paths[index] ?? `events[${index}]`;
    add(into, fieldsOf(events[index], '', at), at, zone);
  }
  return into;
};
