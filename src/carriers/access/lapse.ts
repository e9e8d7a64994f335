import { dateOfDay } from '../../kernel/time.ts';
import { dayNumber, monthsAfter } from '../promises/local-time.ts';

/** The carrier's own intervals; the rule names none. */
export type Programme = { readonly months: number; readonly startDays: number; readonly graceDays: number };

/** What is on record of one person's training. Dates `YYYY-MM-DD` in the carrier's zone. */
export type CpniStanding = Programme & {
  readonly joinedOn: string;
  /** When the first course was published; null: this carrier teaches none. */
  readonly courseSince: string | null;
  readonly trainedOn: string | null;
  /** When the oldest manual was published that the person should have read and has not; null: none. */
  readonly unreadSince: string | null;
};

export type Duty = 'course' | 'manual';
export type Owed = { readonly duty: Duty; readonly dueOn: string };

export type CpniAccess =
  | { readonly state: 'open' }
  /** `until`: the last day of work with CPNI unless the duty is done */
  | { readonly state: 'grace'; readonly until: string; readonly duty: Duty }
  /** `ended`: the day after which the course, or the time to read the manual, was over */
  | { readonly state: 'closed'; readonly since: string; readonly ended: string; readonly duty: Duty };

const daysAfter = (day: string, days: number): string => dateOfDay(dayNumber(day) + days);
const later = (one: string, other: string): string => (one > other ? one : other);

/** What a person must do next and by when, the earliest first: days after hire or publication, then every so many months. */
export const owedBy = (standing: CpniStanding): readonly Owed[] => {
  const { joinedOn, courseSince, trainedOn, unreadSince, months, startDays } = standing;
  const owed: Owed[] = [];
  if (trainedOn !== null) owed.push({ duty: 'course', dueOn: monthsAfter(trainedOn, months) });
  else if (courseSince !== null)
    owed.push({ duty: 'course', dueOn: daysAfter(later(joinedOn, courseSince), startDays) });
  if (unreadSince !== null) owed.push({ duty: 'manual', dueOn: daysAfter(later(joinedOn, unreadSince), startDays) });
  return owed.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
};

/** Whether a person may work with CPNI on a day: open through the due day, then so many days of grace, then closed. */
export const mayWorkWithCpni = (standing: CpniStanding, day: string): CpniAccess => {
  const [first] = owedBy(standing);
  if (first === undefined || day <= first.dueOn) return { state: 'open' };
  const until = daysAfter(first.dueOn, standing.graceDays);
  return day <= until
    ? { state: 'grace', until, duty: first.duty }
    : { state: 'closed', since: daysAfter(until, 1), ended: first.dueOn, duty: first.duty };
};
