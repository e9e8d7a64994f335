import { dateOfDay } from '../../kernel/time.ts';
import { dayNumber, localDate } from './dates.ts';

// 47 CFR 64.2003(b)
const daysLinked = 30;

type Linked = {
  readonly kind: 'email' | 'postal' | 'phone';
  readonly linkedDay: string;
  readonly untilAt: number | null;
};

/** First legal date on which an address linked on `linked` is of record; null for telephone numbers. */
export const ofRecordFrom = ({ kind, linkedDay }: Linked): string | null =>
  kind === 'phone' ? null : dateOfDay(dayNumber(linkedDay) + daysLinked);

/** Whether an address is of record at an instant (epoch ms). A contact's telephone number never is: only a service's, 64.2003(q). */
export const isOfRecord = (contact: Linked, zoneName: string, at: number): boolean => {
  const from = ofRecordFrom(contact);
  return from !== null && from <= localDate(zoneName, at) && (contact.untilAt === null || at < contact.untilAt);
};
