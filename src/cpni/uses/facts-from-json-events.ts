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

const none: never[] = [];

/** Lists to fill by `joined`. */
export const emptyLists = (): Filling => ({
  consents: none,
  notices: none,
  bounces: none,
  approvals: none,
  refusals: none,
  orders: none,
  oneTimes: none,
  callEnds: none,
});

/** The list with one more event. Most lines have none or one of a kind: the list is made, that long, when the first comes. */
export const joined = <Event>(list: Event[], event: Event): Event[] => {
  if (list.length === 0) return [event];
  list.push(event);
  return list;
};

const consent = (fields: Fields, said: Consent['said'], at: string): Consent => {
  onlyFields(fields, ['type', 'at'], at);
  return { at: instant(fields.at, at, 'at'), said, address: null };
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
    address: null,
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

const add = (into: Filling, fields: Fields, at: string, zone: Zone): void => {
  switch (fields.type) {
    case 'email-consent':
      into.consents = joined(into.consents, consent(fields, 'given', at));
      break;
    case 'email-consent-withdrawn':
      into.consents = joined(into.consents, consent(fields, 'withdrawn', at));
      break;
    case 'notice':
      into.notices = joined(into.notices, notice(fields, at, zone));
      break;
    case 'bounced':
      into.bounces = joined(into.bounces, bounce(fields, at));
      break;
    case 'approved':
      into.approvals = joined(into.approvals, approval(fields, at));
      break;
    case 'refused':
      into.refusals = joined(into.refusals, refusal(fields, at));
      break;
    case 'ordered':
      into.orders = joined(into.orders, order(fields, at));
      break;
    case 'one-time':
      into.oneTimes = joined(into.oneTimes, oneTime(fields, at));
      break;
    case 'call-ended':
      into.callEnds = joined(into.callEnds, callEnd(fields, at));
      break;
    default:
      wrong(fields.type, at, 'type', eventTypes);
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
