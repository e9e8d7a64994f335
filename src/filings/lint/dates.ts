import { civilOfDay, dayOfCivil } from '../../law/calendar.ts';

/** A date read in a text: its day number and the characters it was read from. */
export type WrittenDate = {
  readonly day: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Digits only, as 3/11/12: what a scanner misreads. */
  readonly numeric: boolean;
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const forms: readonly RegExp[] = [
  new RegExp(`\\b${month}\\s+(?<date>\\d{1,2})(?:st|nd|rd|th)?\\s*,?\\s+(?<year>(?:19|20)\\d\\d)\\b`, 'gi'),
  new RegExp(
    `\\b(?<date>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:day\\s+of\\s+)?${month}\\s*,?\\s+(?<year>(?:19|20)\\d\\d)\\b`,
    'gi',
  ),
  /(?<!\d)(?<year>(?:19|20)\d\d)-(?<number>\d{1,2})-(?<date>\d{1,2})(?!\d)/g,
  /(?<![\d/])(?<number>\d{1,2})\s*[/.-]\s*(?<date>\d{1,2})\s*[/.-]\s*(?<year>(?:19|20)\d\d|\d\d)(?![\d/])/g,
];

const dated = (match: RegExpMatchArray): WrittenDate | null => {
  const { month: name, number, date, year } = match.groups ?? {};
  const ordinal = name ? months.indexOf(name.slice(0, 3).toLowerCase()) + 1 : Number(number);
  const written = Number(year);
  const full = written < 100 ? 2000 + written : written;
  const day = dayOfCivil(full, ordinal, Number(date));
  const read = civilOfDay(day);
  if (ordinal < 1 || ordinal > 12 || read.month !== ordinal || read.date !== Number(date)) return null;
  const start = match.index ?? 0;
  return { day, start, end: start + match[0].length, text: match[0], numeric: name === undefined };
};

/** The dates written in a text, in order; impossible ones (February 30) are passed over. */
export const datesIn = (text: string): readonly WrittenDate[] => {
  const found = forms.flatMap((form) => [...text.matchAll(form)].flatMap((match) => dated(match) ?? []));
  const apart = found.filter(
    (each, at) => !found.some((other, before) => before < at && other.start < each.end && each.start < other.end),
  );
  return apart.sort((a, b) => a.start - b.start);
};

/** YYYY-MM-DD of a day number. */
export const isoOf = (day: number): string => {
  const { year, month: ordinal, date } = civilOfDay(day);
  return `${year}-${String(ordinal).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
};

/** Day number of a date written YYYY-MM-DD, or null when it is no such date. */
export const dayOfIso = (text: string): number | null => datesIn(text)[0]?.day ?? null;
