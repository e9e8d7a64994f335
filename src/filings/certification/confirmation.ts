import { dayOfDate, zone } from '../../kernel/time.ts';

/** What a confirmation of the FCC says of itself; empty or null where it does not say it, or says it twice otherwise. */
export type Confirmation = {
  readonly number: string | null;
  /** RFC 3339, by the clock of Washington */
  readonly receivedAt: string | null;
  readonly filerIds: readonly string[];
  readonly frns: readonly string[];
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const each = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].flatMap(([, found]) => found ?? [])),
];

const onlyOne = (found: readonly string[]): string | null => (found.length === 1 ? (found[0] ?? null) : null);

type Clock = { readonly hour: number; readonly minute: number; readonly second: number };

const two = (number: string): string => number.padStart(2, '0');

const eastern = (date: string, { hour, minute, second }: Clock): string | null => {
  const day = dayOfDate(date);
  const washington = zone('America/New_York');
  if (day === null || washington === null || hour > 23 || minute > 59 || second > 59) return null;
  return washington.format(washington.at(day, ((hour * 60 + minute) * 60 + second) * 1000));
};

const hourOf = (hour: number, half: string): number => {
  if (half === '') return hour;
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
};

const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp]\.?[Mm]\.?)?`;
const inWords = new RegExp(String.raw`\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}),? (\d{4}),?(?: at)? ${clock}`, 'g');
const inDigits = new RegExp(String.raw`\b(\d{1,2})/(\d{1,2})/(\d{4}),?(?: at)? ${clock}`, 'g');
const inOrder = new RegExp(String.raw`\b(\d{4})-(\d{2})-(\d{2})[T ]${clock}`, 'g');

const clockOf = (hour = '', minute = '', second = '0', half = ''): Clock => ({
  hour: hourOf(Number(hour), half),
  minute: Number(minute),
  second: Number(second),
});

const monthOf = (name: string): string => two(String(months.indexOf(name.toLowerCase()) + 1));

const timesIn = (text: string): readonly string[] => {
  const found = [
    ...[...text.matchAll(inWords)].map(([, name = '', day = '', year, ...rest]) =>
      eastern(`${year}-${monthOf(name)}-${two(day)}`, clockOf(...rest)),
    ),
    ...[...text.matchAll(inDigits)].map(([, month = '', day = '', year, ...rest]) =>
      eastern(`${year}-${two(month)}-${two(day)}`, clockOf(...rest)),
    ),
    ...[...text.matchAll(inOrder)].map(([, year, month, day, ...rest]) =>
      eastern(`${year}-${month}-${day}`, clockOf(...rest)),
    ),
  ];
  return [...new Set(found.filter((one) => one !== null))];
};

/** Reads the text of a confirmation: its number, when it was received, and whose it is by Filer ID and FRN. Pure. */
export const readConfirmation = (given: string): Confirmation => {
  const text = given.replaceAll(/\s+/g, ' ');
  return {
    number: onlyOne(each(text, /confirmation\s*(?:number|no\.?|#|id)?\s*[:#]?\s*(\d[\d-]{5,30}\d)/gi)),
    receivedAt: onlyOne(timesIn(text)),
    filerIds: each(text, /filer\s*id(?:s|\s*number)?\s*[:#]?\s*\(?(\d{6})\b/gi),
    frns: each(text, /(?:\bFRN|FCC Registration Number)\s*(?:\(FRN\))?\s*[:#]?\s*(\d{4}-?\d{2}-?\d{4}|\d{10})\b/gi).map(
      (frn) => frn.replaceAll('-', ''),
    ),
  };
};
