import { accDraft, kamailioCalls, opensipsCalls } from './acc.ts';
import { documentReader, type Fields, isFields, textOf } from './documents.ts';
import type { Family, Format, Reader, Settings, Sink } from './format.ts';
import { tableReader } from './table.ts';
import { type View, viewOf } from './view.ts';

const acc = 'id,method,from_tag,to_tag,callid,sip_code,sip_reason,time'.split(',');
const kamailioAcc = [...acc, ...'src_user,src_domain,src_ip,dst_ouser,dst_user,dst_domain'.split(',')];
const kamailioDialogs = 'id,start_time,end_time,duration,caller,callee,callid,sip_code'.split(',');
const opensipsAcc = [...acc, ...'duration,ms_duration,setuptime,created'.split(',')];

const known = [...new Set([...kamailioAcc, ...kamailioDialogs, ...opensipsAcc, 'call_id', 'caller', 'callee'])];

const put = (view: View, row: number, { mapping }: Settings, sink: Sink): void => {
  const draft = accDraft(view, row, mapping.startOnConfirmed);
  const wrong = view.wrong();
  if (typeof draft === 'string') sink.bad(row, wrong ?? draft);
  else if ('aside' in draft) sink.aside(row, draft.aside);
  else if (wrong !== null) sink.bad(row, wrong);
  else sink.call(draft);
};

/** Rows of the tables as a database exports them; which table it is, the header tells. */
const tables = (settings: Settings, sink: Sink): Reader =>
  tableReader(
    {
      delimiter: null,
      columnsOf: (cells) =>
        [kamailioAcc, kamailioDialogs, opensipsAcc].find(({ length }) => length === cells.length) ?? null,
      known,
      lines: 1,
      draft: (view, row) => accDraft(view, row, settings.mapping.startOnConfirmed),
    },
    settings,
    sink,
  );

const pair = /\s*([\w.-]+)=([^;]*?)\s*(?:;|$)/y;

/** `name=value;name=value` behind the words of syslog, or null. */
const pairsIn = (line: string): ReadonlyMap<string, string> | null => {
  const start = /(?:^|\s)ACC: [\w ]+:\s|(?:^|\s)(?=(?:start_time|created|timestamp)=)/.exec(line);
  if (start === null) return null;
  const pairs = new Map<string, string>();
  pair.lastIndex = start.index + start[0].length;
  for (let found = pair.exec(line); found !== null && pair.lastIndex <= line.length; found = pair.exec(line)) {
    const [, name = '', value = ''] = found;
    pairs.set(name.toLowerCase(), value);
    if (pair.lastIndex === line.length) break;
  }
  return pairs;
};

/** Lines that the `acc` modules write to syslog, among those of others. */
const syslog = (settings: Settings, sink: Sink): Reader => {
  let pairs: ReadonlyMap<string, string> = new Map();
  const view = viewOf((name) => pairs.get(name), settings.moments);
  return {
    take: (line, row, end) => {
      if (line.trim() === '') return;
      const read = pairsIn(line.trimEnd());
      if (read === null) return sink.aside(row, 'a line of another module');
      if (end === 'cut' && !read.has('call_id') && !read.has('callee'))
        return sink.bad(row, 'the last line is cut off');
      pairs = read;
      view.clear();
      put(view, row, settings, sink);
    },
    close: () => {},
  };
};

/** Events as JSON: bare, or as the parameters of a JSON-RPC notification. */
const events = (settings: Settings, sink: Sink): Reader => {
  let fields: Fields = {};
  const view = viewOf((name) => textOf(fields[name]), settings.moments);
  return documentReader((value, row) => {
    fields = isFields(value.params) ? value.params : value;
    view.clear();
    put(view, row, settings, sink);
  }, sink);
};

const format = (
  name: string,
  says: string,
  zone: Format['zone'],
  family: Family,
  open: (settings: Settings, sink: Sink) => Reader,
): Format => ({ name, says, zone, family, answeredOnly: false, cannotTell: [], open });

/**
 * What the accounting modules of Kamailio and OpenSIPS write, in tables, JSON and syslog. Rows of one switch are joined by call,
 * whichever of these files they stand in.
 */
export const accFormats: readonly Format[] = [
  format('kamailio-acc', 'Kamailio table acc: INVITE and BYE', 'needed', kamailioCalls, tables),
  format('kamailio-missed', 'Kamailio table missed_calls', 'needed', kamailioCalls, tables),
  format('kamailio-cdrs', 'Kamailio table acc_cdrs of dialogs', 'needed', kamailioCalls, tables),
  format('kamailio-json', 'Kamailio acc_json, transactions and dialogs', 'in-rows', kamailioCalls, events),
  format('kamailio-syslog', 'Kamailio ACC lines of syslog', 'in-rows', kamailioCalls, syslog),
  format('opensips-acc', 'OpenSIPS tables acc and missed_calls', 'needed', opensipsCalls, tables),
  format('opensips-json', 'OpenSIPS E_ACC_CDR and E_ACC_MISSED_EVENT', 'in-rows', opensipsCalls, events),
  format('opensips-syslog', 'OpenSIPS ACC lines of syslog', 'in-rows', opensipsCalls, syslog),
];
