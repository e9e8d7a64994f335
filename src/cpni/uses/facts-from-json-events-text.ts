import type { Zone } from '../../kernel/time.ts';
import { everything } from '../../law/coverage.ts';
import { type Events, type Notice, noEvents } from '../../law/events.ts';
import {
  approvals,
  coverageFromJson,
  emptyLists,
  type Filling,
  methodsOfAnswer,
  methodsOfNotice,
  methodsOfRefusal,
} from './facts-from-json-events.ts';
import {
  flatObject,
  giveUp,
  instantAt,
  isAtEnd,
  isLiteral,
  isNext,
  passFirstKey,
  passKey,
  passMark,
  type Scan,
  scanString,
  scanWhole,
  stringAt,
  wordAt,
} from './facts-from-json-scan.ts';
import { onceByText } from './tool-once.ts';

// The events of a line, read from their text in the order of keys that the contract shows. Coverages repeat from customer
// to customer and are read once a text. Orders are rare and read the plain way.

const coverageIn = onceByText((value) => coverageFromJson(value, 'event'));

const coverageAt = (scan: Scan): number => {
  passKey(scan, '"covers"');
  return coverageIn(flatObject(scan));
};

const noticeAt = (scan: Scan, at: number, zone: Zone): Notice => {
  const id = stringAt(scan, '"id"');
  const approval = wordAt(scan, '"approval"', approvals);
  const method = wordAt(scan, '"method"', methodsOfNotice);
  passKey(scan, '"waitDays"');
  const waitDays = approval === 'opt-in' && isLiteral(scan, 'null') ? 0 : scanWhole(scan);
  return { at, day: zone.dayOf(at), id, approval, method, waitDays, covers: coverageAt(scan) };
};

const proofAt = (scan: Scan): boolean => {
  passKey(scan, '"proof"');
  if (isLiteral(scan, 'null') || isLiteral(scan, 'false')) return false;
  return isLiteral(scan, 'true') || scanString(scan) !== '';
};

const refusedCoverageAt = (scan: Scan): number => {
  wordAt(scan, '"method"', methodsOfRefusal);
  passKey(scan, '"covers"');
  return isLiteral(scan, 'null') ? everything : coverageIn(flatObject(scan));
};

const addAt = (scan: Scan, into: Filling, zone: Zone): unknown => {
  passFirstKey(scan, '"type"');
  const type = scanString(scan);
  const at = instantAt(scan, '"at"');
  switch (type) {
    case 'email-consent':
      return into.consents.push({ at, said: 'given' });
    case 'email-consent-withdrawn':
      return into.consents.push({ at, said: 'withdrawn' });
    case 'notice':
      return into.notices.push(noticeAt(scan, at, zone));
    case 'bounced':
      return into.bounces.push({ at, notice: stringAt(scan, '"notice"') });
    case 'approved': {
      const notice = stringAt(scan, '"notice"');
      const method = wordAt(scan, '"method"', methodsOfAnswer);
      return into.approvals.push({ at, notice, method, proof: proofAt(scan) });
    }
    case 'refused':
      return into.refusals.push({ at, covers: refusedCoverageAt(scan) });
    case 'one-time':
      return into.oneTimes.push({ at, callId: stringAt(scan, '"callId"'), covers: coverageAt(scan) });
    case 'call-ended':
      return into.callEnds.push({ at, callId: stringAt(scan, '"callId"') });
    default:
      return giveUp();
  }
};

/**
 * The events of a line from the text of their list. Gives what `eventsFromJson` gives of the parsed text, or throws where
 * the text is in another form or wrong.
 */
export const eventsFromText = (text: string, zone: Zone): Events => {
  const scan: Scan = { text, at: 0 };
  passMark(scan, '[');
  if (isNext(scan, ']')) return isAtEnd(scan) ? noEvents : giveUp();
  const into = emptyLists();
  do {
    passMark(scan, '{');
    addAt(scan, into, zone);
    passMark(scan, '}');
  } while (isNext(scan, ','));
  passMark(scan, ']');
  return isAtEnd(scan) ? into : giveUp();
};
