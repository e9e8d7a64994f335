import type { ReminderStep } from './record.ts';

const ahead: readonly (readonly [number, ReminderStep])[] = [
  [0, 'today'],
  [1, 'one-day'],
  [3, 'three-days'],
  [7, 'seven-days'],
];

/** Which reminder a deadline calls for with so many days left, or null: the nearest step reached. Past it, one a day. */
export const stepOf = (daysLeft: number): ReminderStep | null => {
  if (daysLeft < 0) return 'late';
  return ahead.find(([days]) => daysLeft <= days)?.[1] ?? null;
};

/** Steps at which those who answer for the whole are told as well. */
export const escalates = (step: ReminderStep): boolean => step === 'today' || step === 'late';
