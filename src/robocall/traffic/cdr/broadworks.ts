import { parseInstant } from '../../../kernel/time.ts';
import { blank, type Draft, exactTalk } from './draft.ts';
import type { Format } from './format.ts';

/** The first 28 fields, by name where one is read. */
const at = {
  record: 0,
  provider: 1,
  type: 2,
  user: 3,
  direction: 5,
  calling: 6,
  called: 8,
  start: 9,
  answered: 11,
  answer: 12,
  release: 13,
  cause: 14,
  translated: 20,
  releasing: 22,
  route: 23,
  networkCall: 24,
  peer: 26,
  accessCall: 27,
} as const;

const fewest = 15;

/** Fields are not quoted; a comma inside one stands behind a backslash. */
const fieldsIn = (line: string): readonly string[] =>
  line.includes('\\')
    ? (line.match(/(?:^|,)(?:\\.|[^,\\])*/g) ?? []).map((field) => field.replace(/^,/, '').replace(/\\(.)/g, '$1'))
    : line.split(',');

/** `20260310140211.120` is UTC; an empty one is none, another is undefined. */
const instant = (text: string | undefined): number | null | undefined => {
  if (text === undefined || text === '') return null;
  const [, year, month, day, hour, minute, second, fraction] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction ?? ''}Z`) ?? undefined;
};

const releaser = (party: string | undefined, direction: string | undefined): Draft['released_by'] => {
  if (party !== 'local' && party !== 'remote') return null;
  return (party === 'local') === (direction === 'Originating') ? 'caller' : 'callee';
};

const draftOf = (fields: readonly string[], row: number): Draft | string => {
  const text = (index: number): string | null => fields[index] || null;
  const [start, answer, end] = [instant(fields[at.start]), instant(fields[at.answer]), instant(fields[at.release])];
  if (start === undefined || answer === undefined || end === undefined)
    return 'a time is not written yyyymmddhhmmss.SSS';
  if (start === null) return 'the start is empty';
  const answered = /^Yes/.test(fields[at.answered] ?? '');
  const cause = Number(fields[at.cause] || Number.NaN);
  const originating = fields[at.direction] === 'Originating';
  return {
    ...blank(row),
    call_key: text(at.accessCall) ?? text(at.networkCall) ?? text(at.record),
    leg: originating ? 'a' : 'b',
    account_ref: text(at.provider),
    from_raw: text(at.calling) ?? (originating ? text(at.user) : null),
    to_raw: text(at.translated) ?? text(at.called),
    start,
    answer: answered ? answer : null,
    answered: answered ? 'yes' : 'no',
    end,
    ...exactTalk(answered ? answer : null, end),
    q850: cause >= 1 && cause <= 127 ? cause : null,
    disposition_raw: text(at.cause),
    released_by: releaser(fields[at.releasing], fields[at.direction]),
    src_ip: text(at.peer),
    trunk_out: originating ? text(at.route) : null,
    end_missing: end === null,
  };
};

/** BroadWorks: a first line with version and encoding, then a record a line; only those of type Normal are calls. */
export const broadworks: Format = {
  name: 'broadworks',
  says: 'BroadWorks CDR files, version 14 and later',
  zone: 'in-rows',
  family: null,
  answeredOnly: false,
  cannotTell: [],
  open: (_, sink) => ({
    take: (given, row, end) => {
      const line = given.trimEnd();
      if (line === '') return;
      if (line.startsWith('version=')) return sink.aside(row, 'header');
      const fields = fieldsIn(line);
      if (fields.length < fewest)
        return sink.bad(
          row,
          end === 'cut' ? 'the last line is cut off' : `${fields.length} fields where at least ${fewest} are expected`,
        );
      if (fields[at.type] !== 'Normal') return sink.aside(row, `a record of type ${fields[at.type]}`);
      const draft = draftOf(fields, row);
      if (typeof draft === 'string') sink.bad(row, draft);
      else sink.call(draft);
    },
    close: () => {},
  }),
};
