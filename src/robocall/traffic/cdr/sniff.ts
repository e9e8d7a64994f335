import { asteriskFits } from './asterisk-cdr.ts';
import { celFits } from './asterisk-cel.ts';
import { cellsOf, delimiterOf } from './csv.ts';
import { isFields } from './documents.ts';
import { freeswitchFits } from './freeswitch-csv.ts';

/** What a file's first lines tell of its format, and by what. */
export type Sniffed = { readonly name: string; readonly why: string };

/** Names that a header or a document has in one format only; the first that has all of its names is it. */
const names: readonly (readonly [string, readonly string[]])[] = [
  ['cucm', ['cdrrecordtype', 'datetimeorigination']],
  ['netsapiens', ['call type', 'domain', 'remote number']],
  ['thinq', ['from_ani', 'to_did', 'billsec']],
  ['voipmonitor', ['calldate', 'lastsipresponsenum']],
  ['homer', ['sid', 'protocol_header', 'data_header']],
  ['opensips-acc', ['method', 'callid', 'sip_code', 'setuptime']],
  ['kamailio-cdrs', ['start_time', 'end_time', 'duration', 'caller']],
  ['kamailio-acc', ['method', 'callid', 'sip_code', 'time']],
  ['freeswitch-template', ['start_uepoch', 'hangup_cause']],
  ['freeswitch-csv', ['caller_id_number', 'destination_number', 'hangup_cause']],
  ['asterisk-cel', ['eventtype', 'eventtime']],
  ['asterisk-custom', ['src', 'dst', 'disposition', 'billsec']],
  ['3cx', ['callid', 'time-start', 'time-end']],
];

const documents: readonly (readonly [string, readonly string[]])[] = [
  ['freeswitch-json', ['variables', 'callflow']],
  ['freeswitch-json', ['variables', 'core-uuid']],
  ['opensips-json', ['jsonrpc', 'params']],
  ['opensips-json', ['method', 'callid', 'setuptime']],
  ['opensips-json', ['method', 'callid', 'ms_duration']],
  ['kamailio-json', ['method', 'callid', 'sip_code']],
  ['kamailio-json', ['start_time', 'end_time', 'duration', 'caller']],
  ['jambonz', ['attempted_at', 'terminated_at']],
  ['twilio', ['sid', 'status', 'start_time', 'direction']],
];

/** A row of `acc` that no row of `missed_calls` can be. */
const completedRow = /[,;|\t]"?(?:BYE|2\d\d)"?[,;|\t]/;

const oneWith = (has: (name: string) => boolean, among: typeof names): string | null =>
  among.find(([, all]) => all.every(has))?.[0] ?? null;

/** The format that has columns of these names, which `--columns` gave; null when none has. */
export const formatWith = (columns: readonly string[]): string | null => {
  const held = new Set(columns);
  return oneWith((name) => held.has(name), names);
};

const byHeader = (line: string): string | null => {
  const cells = cellsOf(line, delimiterOf(line));
  if (typeof cells === 'string') return null;
  return formatWith(cells.map((cell) => cell.trim().toLowerCase()));
};

/** The keys of a document that may go on behind what was looked at: enough to see them written. */
const byKeys = (text: string): string | null => {
  if (!/^\s*[[{]|^cdr=/.test(text)) return null;
  const shown = text.startsWith('cdr=') ? text.replaceAll('%22', '"') : text;
  return oneWith((name) => shown.includes(`"${name}"`), documents);
};

const bySyslog = (line: string): string | null => {
  if (/\bACC: /.test(line)) return /[ ;]created=\d|call ended/.test(line) ? 'opensips-syslog' : 'kamailio-syslog';
  return /\bstart_time=[\d.]+; ?end_time=/.test(line) ? 'kamailio-syslog' : null;
};

const byShape = (line: string, cells: readonly string[]): string | null => {
  if (/^version=[\d.]+ encoding=/.test(line)) return 'broadworks';
  if (cells.length >= 15 && /^\d{14}\.\d{3}$/.test(cells[9] ?? '') && cells[2] === 'Normal') return 'broadworks';
  if (/^Call \d+,/.test(line)) return '3cx';
  const fields = line.split(';');
  if (fields.length >= 57 && fields[2] === 'R') return 'sansay';
  return celFits(cells) ?? asteriskFits(cells) ?? freeswitchFits(line);
};

const isDocument = (line: string): boolean => {
  try {
    return isFields(JSON.parse(line));
  } catch {
    return false;
  }
};

/** The format that the first lines of a file are of; null when none is. */
export const sniff = (lines: readonly string[]): Sniffed | null => {
  const [first = ''] = lines;
  const keys = byKeys(isDocument(first) ? first : lines.join('\n'));
  if (keys !== null) return { name: keys, why: 'keys' };
  const header = byHeader(first.trimEnd());
  if (header === 'kamailio-acc' && !lines.some((line) => completedRow.test(line)))
    return { name: 'kamailio-missed', why: 'header, and no row of a call that was answered' };
  if (header !== null) return { name: header, why: 'header' };
  for (const given of lines.slice(0, 100)) {
    const line = given.trimEnd();
    const logged = bySyslog(line);
    if (logged !== null) return { name: logged, why: 'lines of syslog' };
    const cells = cellsOf(line, ',');
    const name = byShape(line, typeof cells === 'string' ? [] : cells);
    const wide = typeof cells !== 'string' && cells.length > 1;
    if (name !== null)
      return { name, why: wide ? `${cells.length} columns and what stands in them` : 'shape of its lines' };
  }
  return null;
};
