import { dayOfDate, parseInstant, type Zone } from '../../../kernel/time.ts';

/** Epoch ms at which something written as a date or as an instant begins; null where it is neither. */
export const beginningOf = (text: string, zone: Zone): number | null => {
  const day = dayOfDate(text);
  return day === null ? parseInstant(text) : zone.startOf(day);
};

/** Epoch ms at which it is over: a date counts to its end. */
export const endOf = (text: string, zone: Zone): number | null => {
  const day = dayOfDate(text);
  return day === null ? parseInstant(text) : zone.startOf(day + 1);
};
