import type { Zone } from '../../kernel/time.ts';
import { everything } from '../../law/coverage.ts';
import { type Approval, type Events, type Notice, noEvents, type Refusal } from '../../law/events.ts';
import {
  approvals,
  coverageFromJson,
  emptyLists,
  type Filling,
  joined,
  methodsOfAnswer,
  methodsOfNotice,
  methodsOfRefusal,
} from './facts-from-json-events.ts';
import {
  firstKey,
  flatObject,
  giveUp,
  isNext,
  key,
  pass,
  type Scan,
  scanInstant,
  scanString,
  scanWhole,
  stringAt,
  wordAt,
} from './facts-from-json-scan.ts';
import { onceByText } from './tool-once.ts';

// The events of a line, read from their text in the order of keys that the contract shows. Coverages repeat from customer
// to customer and are read once a text. Orders are rare and read the plain way.

const keys = {
  type: firstKey('type'),
  at: key('at'),
  id: key('id'),
  approval: key('approval'),
  method: key('method'),
  waitDays: key('waitDays'),
  covers: key('covers'),
  notice: key('notice'),
  proof: key('proof'),
  callId: key('callId'),
} as const;

const coverageIn = onceByText((value) => coverageFromJson(value, 'event'));

const coverageAt = (scan: Scan): number => {
  pass(scan, keys.covers);
  return coverageIn(flatObject(scan));
};

const noticeAt = (scan: Scan, at: number, zone: Zone): Notice => {
  const id = stringAt(scan, keys.id);
  const approval = wordAt(scan, keys.approval, approvals);
  const method = wordAt(scan, keys.method, methodsOfNotice);
  pass(scan, keys.waitDays);
  const waitDays = approval === 'opt-in' && isNext(scan, 'null') ? 0 : scanWhole(scan);
  return { at, day: zone.dayOf(at), id, approval, method, address: null, waitDays, covers: coverageAt(scan) };
};

const approvalAt = (scan: Scan, at: number): Approval => {
  const notice = stringAt(scan, keys.notice);
  const method = wordAt(scan, keys.method, methodsOfAnswer);
  pass(scan, keys.proof);
  const none = isNext(scan, 'null') || isNext(scan, 'false');
  return { at, notice, method, proof: !none && (isNext(scan, 'true') || scanString(scan) !== '') };
};

const refusalAt = (scan: Scan, at: number): Refusal => {
  wordAt(scan, keys.method, methodsOfRefusal);
  pass(scan, keys.covers);
  return { at, covers: isNext(scan, 'null') ? everything : coverageIn(flatObject(scan)) };
};

const addAt = (scan: Scan, into: Filling, zone: Zone): void => {
  pass(scan, keys.type);
  const type = scanString(scan);
  pass(scan, keys.at);
  const at = scanInstant(scan);
  switch (type) {
    case 'email-consent':
      into.consents = joined(into.consents, { at, said: 'given', address: null });
      break;
    case 'email-consent-withdrawn':
      into.consents = joined(into.consents, { at, said: 'withdrawn', address: null });
      break;
    case 'notice':
      into.notices = joined(into.notices, noticeAt(scan, at, zone));
      break;
    case 'bounced':
      into.bounces = joined(into.bounces, { at, notice: stringAt(scan, keys.notice) });
      break;
    case 'approved':
      into.approvals = joined(into.approvals, approvalAt(scan, at));
      break;
    case 'refused':
      into.refusals = joined(into.refusals, refusalAt(scan, at));
      break;
    case 'one-time':
      into.oneTimes = joined(into.oneTimes, { at, callId: stringAt(scan, keys.callId), covers: coverageAt(scan) });
      break;
    case 'call-ended':
      into.callEnds = joined(into.callEnds, { at, callId: stringAt(scan, keys.callId) });
      break;
    default:
      giveUp();
  }
};

const isSeparated = (scan: Scan): boolean => isNext(scan, ', ') || isNext(scan, ',');

/**
 * The events of a line from the text of their list, which has no backslash in it. Gives what `eventsFromJson` gives of the
 * parsed text, or throws where the text is in another form or wrong.
 */
export const eventsFromText = (text: string, zone: Zone): Events => {
  const scan: Scan = { text, at: 0 };
  isNext(scan, ' ');
  if (text.startsWith('[]', scan.at)) return scan.at + 2 === text.length ? noEvents : giveUp();
  if (!isNext(scan, '[')) return giveUp();
  const into = emptyLists();
  do {
    addAt(scan, into, zone);
    if (!isNext(scan, '}')) giveUp();
  } while (isSeparated(scan));
  return isNext(scan, ']') && scan.at === text.length ? into : giveUp();
};
