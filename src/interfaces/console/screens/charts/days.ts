const day = 86_400_000;

const at = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The date so many days after another. */
export const daysAfter = (date: string, days: number): string => dateOf(at(date) + days * day);

/** Days from one date until another. */
export const daysBetween = (from: string, until: string): number => Math.round((at(until) - at(from)) / day);

/** The first of the month so many months before a date. */
export const monthsBefore = (date: string, months: number): string => {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return dateOf(Date.UTC(year, month - 1 - months, 1));
};

/** The Monday of its week. */
export const weekOf = (date: string): string => dateOf(at(date) - ((new Date(at(date)).getUTCDay() + 6) % 7) * day);
