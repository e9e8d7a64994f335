import type { Outcome } from '../canonical.ts';
import { documentReader, type Fields, textOf } from './documents.ts';
import { blank, wholeTalk } from './draft.ts';
import type { Format } from './format.ts';
import { viewOf } from './view.ts';

/** `failed` is whatever could not be completed, most often a number that is none: it is not told which. */
const statuses: ReadonlyMap<string, Outcome> = new Map([
  ['completed', 'answered'],
  ['busy', 'busy'],
  ['no-answer', 'no_answer'],
  ['canceled', 'cancelled'],
  ['failed', 'unknown'],
]);

/** Twilio writes RFC 2822; with an offset, so that no zone is needed. */
const instant = (text: string | null): number | null => {
  if (text === null) return null;
  const at = /[+-]\d{4}$|Z$|GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
};

/** Twilio `Calls`: pages or an item a line. Of an answered call start_time is the answer; when it was dialled, `date_created` tells. */
export const twilio: Format = {
  name: 'twilio',
  says: 'Twilio Calls, pages of JSON or an item a line',
  zone: 'in-rows',
  family: null,
  answeredOnly: false,
  cannotTell: ['invalid_number', 'rejected', 'blocked_analytics', 'network_failure'],
  open: ({ moments }, sink) => {
    let item: Fields = {};
    const view = viewOf((name) => textOf(item[name]), moments);
    return documentReader((value, row) => {
      item = value;
      view.clear();
      const status = view.text('status') ?? '';
      const named = statuses.get(status);
      if (named === undefined) {
        if (/^(?:queued|initiated|ringing|in-progress)$/.test(status)) sink.aside(row, `the call is ${status}`);
        else sink.bad(row, `status '${status.slice(0, 20)}' is none of Twilio's`);
        return;
      }
      const answered = named === 'answered';
      const begun = instant(view.text('start_time'));
      const created = instant(view.text('date_created'));
      const end = instant(view.text('end_time'));
      const seconds = view.whole('duration');
      const wrong =
        view.wrong() ?? (begun === null && created === null ? 'the item has no start_time as RFC 2822' : null);
      if (wrong !== null) return sink.bad(row, wrong);
      sink.call({
        ...blank(row),
        call_key: view.text('sid'),
        leg: view.text('parent_call_sid') === null ? 'a' : 'b',
        account_ref: view.text('account_sid'),
        from_raw: view.text('from'),
        to_raw: view.text('to'),
        start: answered ? created : (begun ?? created),
        answer: answered ? begun : null,
        answered: answered ? 'yes' : 'no',
        end,
        ...wholeTalk(seconds, 'stamp_diff'),
        disposition_raw: status,
        named,
        end_missing: answered && end === null,
      });
    }, sink);
  },
};
