import { documentReader, type Fields, textOf } from './documents.ts';
import { blank, exactTalk } from './draft.ts';
import type { Format } from './format.ts';
import { viewOf } from './view.ts';

const released: ReadonlyMap<string, 'caller' | 'callee'> = new Map([
  ['caller hungup', 'caller'],
  ['called party hungup', 'callee'],
]);

/** jambonz `GET /v1/Accounts/{sid}/RecentCalls`, pages or their items. `duration` is rounded; the instants are not. */
export const jambonz: Format = {
  name: 'jambonz',
  says: 'jambonz RecentCalls, pages of JSON or an item a line',
  zone: 'in-rows',
  family: null,
  answeredOnly: false,
  cannotTell: [],
  open: ({ moments }, sink) => {
    let item: Fields = {};
    const view = viewOf((name) => textOf(item[name]), moments);
    return documentReader((value, row) => {
      item = value;
      view.clear();
      const start = view.moment('attempted_at', null);
      const answered = view.text('answered') === 'true';
      const answer = answered ? view.moment('answered_at', null) : null;
      const end = view.moment('terminated_at', null);
      const sip = view.whole('sip_status');
      const wrong = view.wrong() ?? (start === null ? 'the item has no attempted_at' : null);
      if (wrong !== null) return sink.bad(row, wrong);
      sink.call({
        ...blank(row),
        call_key: view.first(['sip_call_id', 'sip_callid', 'call_sid']),
        account_ref: view.text('account_sid'),
        from_raw: view.text('from'),
        to_raw: view.text('to'),
        start,
        answer,
        answered: answered ? 'yes' : 'no',
        end,
        ...exactTalk(answer, end),
        sip: sip !== null && sip >= 200 && sip <= 699 ? sip : null,
        disposition_raw: view.text('termination_reason'),
        released_by: released.get(view.text('termination_reason') ?? '') ?? null,
        src_ip: view.text('direction') === 'inbound' ? view.text('remote_host') : null,
        trunk_out: view.text('direction') === 'outbound' ? view.text('trunk') : null,
        end_missing: end === null,
      });
    }, sink);
  },
};
