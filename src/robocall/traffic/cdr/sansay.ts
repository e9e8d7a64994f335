import { MINUTE, parseInstant } from '../../../kernel/time.ts';
import { blank, type Draft } from './draft.ts';
import type { Format } from './format.ts';

/** Fields of VSX records, counted from 0. */
const at = {
  record: 2,
  session: 4,
  release: 5,
  start: 6,
  answer: 7,
  end: 8,
  west: 9,
  words: 10,
  code: 11,
  side: 12,
  trunk: 13,
  source: 15,
  sourceAddress: 16,
  destination: 17,
  call: 19,
  trunkOut: 32,
  kind: 51,
  seconds: 53,
  ms: 56,
} as const;

const fewest = 57;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const stamp = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})$/;

/** `Tue Mar 10 10:02:11 2026` and the minutes that the clock is west of Greenwich; null when empty, undefined when it is no time. */
const instant = (text: string | undefined, west: number): number | null | undefined => {
  if (text === undefined || text === '') return null;
  const [, month = '', day = '', clock = '', year = ''] = stamp.exec(text) ?? [];
  const number = String(months.indexOf(month) + 1).padStart(2, '0');
  const wall = parseInstant(`${year}-${number}-${day.padStart(2, '0')}T${clock}Z`);
  return wall === null ? undefined : wall + west * MINUTE;
};

const sides: ReadonlyMap<string, Draft['released_by']> = new Map([
  ['O', 'caller'],
  ['T', 'callee'],
  ['N', 'network'],
]);

/** The code is SIP's for a call that SIP refused, Q.931's for one that ended; 987 and 999 are the switch's own words. */
const codes = (code: number, answered: boolean, words: string | null): Pick<Draft, 'sip' | 'q850' | 'named'> => ({
  sip: code >= 200 && code <= 699 ? code : null,
  q850: code >= 1 && code <= 127 ? code : null,
  named: answered
    ? null
    : code === 987 || /capacity exceeded/i.test(words ?? '')
      ? 'limit_rejected'
      : code === 999
        ? 'unknown'
        : null,
});

const draftOf = (fields: readonly string[], row: number): Draft | string => {
  const text = (index: number): string | null => fields[index] || null;
  if (!/^-?\d{1,4}$/.test(fields[at.west] ?? '')) return 'field 9, the minutes west of Greenwich, is no number';
  const west = Number(fields[at.west]);
  const [start, answer, end] = [fields[at.start], fields[at.answer], fields[at.end]].map((one) => instant(one, west));
  if (start === undefined || answer === undefined || end === undefined)
    return "a time is not written as 'Tue Mar 10 10:02:11 2026'";
  if (start === null) return 'the start is empty';
  const ms = /^\d+$/.test(fields[at.ms] ?? '') ? Number(fields[at.ms]) : null;
  const code = Number(fields[at.code] || Number.NaN);
  return {
    ...blank(row),
    call_key: text(at.call) ?? text(at.session),
    account_ref: text(at.trunk),
    from_raw: text(at.source),
    to_raw: text(at.destination),
    start,
    answer,
    answered: answer === null ? 'no' : 'yes',
    end,
    talk_ms: ms,
    talk_precision_ms: ms === null ? null : 1,
    talk_rounding: ms === null ? null : 'exact',
    ...codes(code, answer !== null, text(at.words)),
    disposition_raw: text(at.words),
    released_by: sides.get(fields[at.side] ?? '') ?? null,
    src_ip: text(at.sourceAddress),
    trunk_out: text(at.trunkOut),
    end_missing: end === null,
  };
};

/** Sansay VSX: semicolons, the switch's clock with its distance from Greenwich. Intermediate records are not the call. */
export const sansay: Format = {
  name: 'sansay',
  says: 'Sansay VSX records of 59 fields',
  zone: 'in-rows',
  family: null,
  answeredOnly: false,
  cannotTell: [],
  open: (_, sink) => ({
    take: (given, row, end) => {
      const line = given.trimEnd();
      if (line === '') return;
      const fields = line.split(';');
      if (fields.length < fewest)
        return sink.bad(
          row,
          end === 'cut' ? 'the last line is cut off' : `${fields.length} fields where at least ${fewest} are expected`,
        );
      if (fields[at.record] !== 'R') return sink.aside(row, `a record of type ${fields[at.record]}`);
      if (fields[at.kind] === 'I') return sink.aside(row, 'an intermediate record');
      const draft = draftOf(fields, row);
      if (typeof draft === 'string') sink.bad(row, draft);
      else sink.call(draft);
    },
    close: () => {},
  }),
};
