import type { Role } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { dayOfDate } from '../../../kernel/time.ts';

/** Who sees what was counted and judged of an account's calls: it is CPNI, read for the protection of users (47 U.S.C. 222(d)(2)). */
export const mayReadTraffic: readonly Role[] = ['network', 'compliance', 'officer'];

/** Days since 1970 of a date. */
export const dayIn = (date: string): number =>
  dayOfDate(date) ??
  refuse('invalid-input', `day: '${date}' is no date.`, 'Write a date of the calendar as YYYY-MM-DD.');
