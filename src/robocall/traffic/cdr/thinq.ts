import { parseInstant } from '../../../kernel/time.ts';
import { blank, wholeTalk } from './draft.ts';
import type { Format } from './format.ts';
import { tableReader } from './table.ts';

const columns =
  `date,time,carrier_id,from_ani,from_lrn,from_lata,from_ocn,from_state,from_rc,to_did,thing_tier,callid,account_id,
  tf_profile,dest_type,dest,rate,billsec,total_charge`.split(/[,\s]+/);

/** Commio (thinQ), an invoice's calls in UTC: answered ones only, so that nothing can be said of those that were not. */
export const thinq: Format = {
  name: 'thinq',
  says: "Commio (thinQ) CSV of an invoice's calls",
  zone: 'in-rows',
  family: null,
  answeredOnly: true,
  cannotTell: [],
  open: (settings, sink) =>
    tableReader(
      {
        delimiter: ',',
        columnsOf: ({ length }) => (length === columns.length ? columns : null),
        known: columns,
        lines: 1,
        draft: (view, row) => {
          const start = parseInstant(`${view.text('date')}T${view.text('time')}Z`);
          if (start === null) return 'date and time are not YYYY-MM-DD and HH:MM:SS';
          return {
            ...blank(row),
            call_key: view.text('callid'),
            account_ref: view.text('account_id'),
            from_raw: view.text('from_ani'),
            to_raw: view.text('to_did'),
            start,
            answered: 'yes',
            ...wholeTalk(view.whole('billsec'), 'floor'),
            trunk_out: view.text('dest'),
          };
        },
      },
      settings,
      sink,
    ),
};
