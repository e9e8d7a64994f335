import { parseInstant } from '../../../kernel/time.ts';

const tokens: ReadonlyMap<string, string> = new Map([
  ['YYYY', '(?<year>\\d{4})'],
  ['MMM', '(?<word>[A-Za-z]{3})'],
  ['MM', '(?<month>\\d{1,2})'],
  ['M', '(?<month>\\d{1,2})'],
  ['DD', '(?<day>\\d{1,2})'],
  ['D', '(?<day>\\d{1,2})'],
  ['HH', '(?<hour>\\d{1,2})'],
  ['H', '(?<hour>\\d{1,2})'],
  ['hh', '(?<hour>\\d{1,2})'],
  ['h', '(?<hour>\\d{1,2})'],
  ['mm', '(?<minute>\\d{2})'],
  ['ss', '(?<second>\\d{2})'],
  ['SSS', '(?<fraction>\\d{1,6})'],
  ['A', '(?<half>[AaPp][Mm])'],
]);

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const two = (text: string | number): string => String(text).padStart(2, '0');

const hourOf = (hour: string, half: string | undefined): number => {
  if (half === undefined) return Number(hour);
  return (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
};

/**
 * Reads stamps written by a pattern of YYYY MMM MM DD HH hh mm ss SSS A, as a wall clock counted as if it were UTC; null for what
 * does not fit. Other characters stand for themselves.
 */
export const stampReader = (pattern: string): ((text: string) => number | null) => {
  const source = pattern.replace(/YYYY|MMM|MM?|DD?|HH?|hh?|mm|SSS|ss|A|[^A-Za-z0-9]|[A-Za-z0-9]/g, (token) => {
    return tokens.get(token) ?? token.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  });
  let expression: RegExp;
  try {
    expression = new RegExp(`^\\s*${source}\\s*$`);
  } catch {
    // a token that comes twice fits nothing
    return () => null;
  }
  return (text) => {
    const read = expression.exec(text)?.groups;
    if (read === undefined) return null;
    const month = read.word === undefined ? (read.month ?? '') : months.indexOf(read.word.toLowerCase()) + 1;
    const clock = `${two(hourOf(read.hour ?? '0', read.half))}:${read.minute ?? '00'}:${read.second ?? '00'}`;
    const fraction = read.fraction === undefined ? '' : `.${read.fraction}`;
    return parseInstant(`${read.year}-${two(month)}-${two(read.day ?? '')}T${clock}${fraction}Z`);
  };
};
