const calendarDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Gives the text when it says something; throws naming the field otherwise. */
export function requireText(field: string, text: string): string {
  if (text.trim() === '') throw new RangeError(`${field} is empty: give the text to print`);
  return text;
}

/** Gives the items when there is at least one; throws naming the field otherwise. */
export function requireSome<T>(field: string, items: readonly T[]): readonly T[] {
  if (items.length === 0) throw new RangeError(`${field} is empty: give at least one`);
  return items;
}

/** Gives a whole number that counts something; throws naming the field otherwise. */
export function requireCount(field: string, count: number): number {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError(`${field} is ${count}: give a whole number, zero or more`);
  return count;
}

/** Gives 64 lower-case hexadecimal digits; throws naming the field otherwise. */
export function requireSha256(field: string, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw new RangeError(`${field} is "${hash}": give the SHA-256 as 64 lower-case hexadecimal digits`);
  return hash;
}

/** Gives year, month and day of a real calendar date; throws naming the field otherwise. */
export function requireDate(field: string, date: string): { year: number; month: number; day: number } {
  const [, year, month, day] = (calendarDate.exec(date) ?? []).map(Number);
  const real = year && month && day ? new Date(Date.UTC(year, month - 1, day)) : null;
  if (!year || !month || !day || real?.getUTCMonth() !== month - 1 || real.getUTCDate() !== day)
    throw new RangeError(`${field} is "${date}": give a calendar date as YYYY-MM-DD`);
  return { year, month, day };
}

/** Gives the instant, cut to seconds in UTC, in the fields that Typst's datetime takes; throws naming the field otherwise. */
export function requireInstant(field: string, at: string) {
  const time = instant.test(at) ? new Date(at) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime()))
    throw new RangeError(`${field} is "${at}": give an RFC 3339 time with offset, like 2027-02-10T14:03:22-05:00`);
  return {
    year: time.getUTCFullYear(),
    month: time.getUTCMonth() + 1,
    day: time.getUTCDate(),
    hour: time.getUTCHours(),
    minute: time.getUTCMinutes(),
    second: time.getUTCSeconds(),
  };
}
