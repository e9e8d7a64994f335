import type { ReminderStep } from './record.ts';

const told: Readonly<Record<ReminderStep, (dueOn: string) => string>> = {
  began: (dueOn) => `New, for ${dueOn}`,
  moved: (dueOn) => `Moved to ${dueOn}`,
  'seven-days': (dueOn) => `Due ${dueOn}`,
  'three-days': (dueOn) => `Due ${dueOn}`,
  'one-day': (dueOn) => `Due ${dueOn}, tomorrow at the latest`,
  today: (dueOn) => `Due today, ${dueOn}`,
  late: (dueOn) => `Late since ${dueOn}`,
  escalated: (dueOn) => `Late since ${dueOn}`,
};

export type Reminder = {
  readonly step: ReminderStep;
  readonly dueOn: string;
  readonly what: string;
  readonly role: string;
};

/** What a reminder of a clock says: subject and text. */
export const reminderWords = ({ step, dueOn, what, role }: Reminder, carrier: string) => ({
  subject: `${told[step](dueOn)}: ${what}`,
  text: `${what}.\n\n${told[step](dueOn)}.\n\nYou are told as ${role} of ${carrier}. The list of clocks shows each day counted and the rule behind it.\n`,
});
