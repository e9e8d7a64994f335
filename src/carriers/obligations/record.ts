import { z } from 'zod';
import { bytes, date, id, instant } from '../../kernel/columns.ts';
import { roles } from '../../kernel/operation.ts';

/** What people were told of a clock's due date, and why; the last row of a key stands. */
export const clockToldRow = z.object({
  carrierId: id,
  id,
  key: z.string(),
  dueOn: date.nullable(),
  why: z.string(),
  toldAt: instant,
});

export const reminderStep = z.enum([
  'began',
  'moved',
  'seven-days',
  'three-days',
  'one-day',
  'today',
  'late',
  'escalated',
]);
export type ReminderStep = z.output<typeof reminderStep>;

/** A reminder of one clock to one person; its state is what the mail server said. */
export const clockReminderRow = z.object({
  carrierId: id,
  id,
  key: z.string(),
  dueOn: date,
  step: reminderStep,
  day: date,
  what: z.string(),
  personId: id,
  personName: z.string(),
  /** for which of his roles he is told */
  role: z.enum(roles),
  wantedAt: instant,
  /** `task`: no e-mail could be sent, a task stands instead */
  state: z.enum(['wanted', 'trying', 'accepted', 'refused', 'unknown', 'task']),
  reference: z.string().nullable(),
  endedAt: instant.nullable(),
});
export type ClockReminder = z.output<typeof clockReminderRow>;

/** The address under which one person's calendar program reads the clocks. */
export const calendarFeedRow = z.object({
  carrierId: id,
  id,
  tokenHash: bytes,
  personId: id,
  createdAt: instant,
  endedAt: instant.nullable(),
});
