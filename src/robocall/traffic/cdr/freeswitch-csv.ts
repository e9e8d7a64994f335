import { cellsOf } from './csv.ts';
import type { Format, Reader, Settings, Sink } from './format.ts';
import { freeswitchDraft } from './freeswitch.ts';
import { viewOf } from './view.ts';

const list = (text: string): readonly string[] => text.split(/[,\s]+/);

const example = list(
  `caller_id_name,caller_id_number,destination_number,context,start_stamp,answer_stamp,end_stamp,duration,billsec,hangup_cause,uuid,
  bleg_uuid,accountcode,read_codec,write_codec`,
);

/** The columns of the templates that FreeSWITCH ships, the one compiled in included. */
const shipped: readonly (readonly string[])[] = [
  example,
  example.slice(0, 13),
  list(
    `accountcode,caller_id_number,destination_number,context,caller_id,channel_name,bridge_channel,last_app,last_arg,start_stamp,
    answer_stamp,end_stamp,duration,billsec,hangup_cause,amaflags,uuid,userfield`,
  ),
  list(
    `uuid,signal_bond,direction,ani,destination_number,answer_stamp,end_stamp,billsec,accountcode,userfield,network_addr,regex,
    sip_gateway_name`,
  ),
];

/** What we recommend to write: the example's fields, then what has no zone, no rounding and no doubt. */
export const ourTemplate: readonly string[] = [
  ...example,
  ...list(
    `direction,start_uepoch,progress_uepoch,answer_uepoch,end_uepoch,billmsec,sip_call_id,sip_network_ip,hangup_cause_q850,
    proto_specific_hangup_cause,sip_term_status,sip_invite_failure_status,sip_invite_failure_phrase,sip_hangup_disposition,
    sip_603plus_reason,sip_verstat,sip_gateway_name`,
  ),
];

/** Values are not escaped, so a column is known by what can stand in it; the rest may hold commas and quotes. */
const shapeOf = (name: string): string => {
  if (/_stamp$/.test(name)) return '(?:\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)?';
  if (/_u?epoch$|^(?:duration|billsec|billmsec|progressmsec|hangup_cause_q850)$/.test(name)) return '\\d*';
  if (/uuid$/.test(name)) return '[0-9a-fA-F-]*';
  if (name === 'hangup_cause') return '[A-Z0-9_]*';
  return free.test(name) ? anything : '[^",]*';
};

const free = /_name$|^caller_id$|phrase|reason|last_arg|userfield|regex/;
const anything = '.*';

const expressionOf = (columns: readonly string[], freeText: string): RegExp => {
  const cell = (name: string): string => {
    const shape = shapeOf(name);
    return shape === anything ? `(?:"(${freeText})"|([^",]*))` : `(?:"(${shape})"|(${shape}))`;
  };
  return new RegExp(`^\\s*${columns.map(cell).join('\\s*,\\s*')}\\s*,?\\s*$`);
};

type Layout = {
  readonly columns: readonly string[];
  readonly index: ReadonlyMap<string, number>;
  match(line: string): RegExpExecArray | null;
};

/** More commas than these beside the template's own are no name any more, and would be tried in too many ways. */
const commasInText = 60;

/** Reads a row from both ends: what is free text takes the commas and quotes that the columns around it cannot hold. */
const layoutOf = (columns: readonly string[]): Layout => {
  const tidy = expressionOf(columns, '[^"]*');
  const untidy = expressionOf(columns, anything);
  return {
    columns,
    index: new Map(columns.map((name, at) => [name, at])),
    match: (line) =>
      tidy.exec(line) ?? (line.split(',').length > columns.length + commasInText ? null : untidy.exec(line)),
  };
};

const known = new Set([...shipped.flat(), ...ourTemplate]);

const isHeader = (cells: readonly string[]): boolean =>
  cells.filter((cell) => known.has(cell.trim().toLowerCase())).length >= Math.max(3, cells.length / 2);

const longest = 16_384;

/** Reads rows of templates; which of several, each row tells by its shape. */
const templateReader = (templates: readonly (readonly string[])[], { moments }: Settings, sink: Sink): Reader => {
  let layouts = templates.map(layoutOf);
  let first = true;
  let headed: string | null = null;
  let found: RegExpExecArray | null = null;
  let index: ReadonlyMap<string, number> = new Map();
  const cell = (name: string): string | undefined => {
    const at = index.get(name);
    return at === undefined || found === null ? undefined : (found[at * 2 + 1] ?? found[at * 2 + 2]);
  };
  const view = viewOf(cell, moments);

  const fits = (line: string): boolean => {
    for (const layout of layouts) {
      found = layout.match(line);
      if (found === null) continue;
      index = layout.index;
      // rows of one file are alike: what fitted is tried first
      if (layouts[0] !== layout) layouts = [layout, ...layouts.filter((one) => one !== layout)];
      return true;
    }
    return false;
  };

  const why = (line: string, end: 'whole' | 'cut'): string => {
    if (end === 'cut') return 'the last line is cut off';
    const counted = cellsOf(line, ',');
    const count = typeof counted === 'string' ? 'Its quotes do not close' : `It has ${counted.length} columns`;
    return `the row does not fit the template of ${layouts.map(({ columns }) => columns.length).join(' or ')} columns. ${count}; say another with --columns`;
  };

  return {
    take: (given, number, end) => {
      const line = given.trimEnd();
      if (line === '') return;
      const header = first ? cellsOf(line, ',') : null;
      first = false;
      if (line === headed) return sink.aside(number, 'header');
      if (Array.isArray(header) && isHeader(header)) {
        headed = line;
        layouts = [layoutOf(header.map((name) => name.trim().toLowerCase()))];
        return sink.aside(number, 'header');
      }
      if (line.length > longest) return sink.bad(number, `the row is longer than ${longest} characters`);
      if (!fits(line)) return sink.bad(number, why(line, end));
      view.clear();
      const draft = freeswitchDraft(view, number);
      const wrong = view.wrong();
      if (wrong === null) sink.call(draft);
      else sink.bad(number, wrong);
    },
    close: () => {},
  };
};

/** `mod_cdr_csv` with a template of its own or one that FreeSWITCH ships: `Master.csv`, no header, values not escaped. */
export const freeswitchCsv: Format = {
  name: 'freeswitch-csv',
  says: 'FreeSWITCH mod_cdr_csv, templates as shipped (or --columns TEMPLATE)',
  zone: 'needed',
  family: null,
  answeredOnly: false,
  cannotTell: [],
  open: (settings, sink) => templateReader(settings.columns === null ? shipped : [settings.columns], settings, sink),
};

/** The same with the template we recommend, whose times are epochs: no zone is needed. */
export const freeswitchTemplate: Format = {
  name: 'freeswitch-template',
  says: 'FreeSWITCH mod_cdr_csv with the recommended template (or --columns TEMPLATE)',
  zone: 'in-rows',
  family: null,
  answeredOnly: false,
  cannotTell: [],
  open: (settings, sink) => templateReader([settings.columns ?? ourTemplate], settings, sink),
};

const ours = layoutOf(ourTemplate);
const theirs = shipped.map(layoutOf);

/** Whether a line is a row of a shipped template or of ours. */
export const freeswitchFits = (line: string): 'freeswitch-csv' | 'freeswitch-template' | null => {
  if (line.length > longest) return null;
  if (ours.match(line) !== null) return 'freeswitch-template';
  return theirs.some((layout) => layout.match(line) !== null) ? 'freeswitch-csv' : null;
};
