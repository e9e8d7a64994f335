import { addBusinessDays, type Closures, civilOfDay, dayOfCivil, type Step } from '../calendar.ts';
import { endingDue, told } from './clock.ts';

/** Day number of the determination; how many customers, null where nobody knows; whether harm to them is likely. */
export type PendingBreach = {
  readonly determined: number;
  readonly affected: number | null;
  readonly harm: 'not-likely' | 'likely' | 'unknown';
  readonly closures: Closures;
};

/** What the text adopted on 2023-12-13 would want. It is in force on no day: no clock, control or hold may rest on this. */
export type PendingDuties = {
  readonly notInForce: true;
  readonly version: 'BRK-2024-PENDING';
  readonly cite: string;
  readonly reportTo: readonly ['FCC', 'USSS', 'FBI'];
  /** Day number; null where the yearly summary would be enough. */
  readonly reportDue: number | null;
  readonly summaryDue: number | null;
  /** Last day to tell customers; null where no harm is likely. There would be no hold after the report. */
  readonly customersDue: number | null;
  readonly steps: readonly Step[];
};

/** Fewer customers than this, none of them likely harmed, go into the yearly summary. */
const few = 500;

/** What 64.2011 as adopted but not effective would require of one breach; what is unknown counts as harm. */
export const pendingBreach = ({ determined, affected, harm, closures }: PendingBreach): PendingDuties => {
  const summary = affected !== null && affected < few && harm === 'not-likely';
  const report = addBusinessDays(determined, 7, closures);
  const customersDue = harm === 'not-likely' ? null : determined + 30;
  const summaryDue = dayOfCivil(civilOfDay(determined).year + 1, 2, 1);
  return {
    notInForce: true,
    version: 'BRK-2024-PENDING',
    cite: summary ? '47 CFR 64.2011(a)(3)' : '47 CFR 64.2011(a)',
    reportTo: ['FCC', 'USSS', 'FBI'],
    reportDue: summary ? null : report.day,
    summaryDue: summary ? summaryDue : null,
    customersDue,
    steps: [
      told(determined, 'breach reasonably determined: the trigger'),
      ...(summary
        ? [told(summaryDue, 'the summary of the year would be due')]
        : endingDue(report.steps, 'the report would be due')),
      ...(customersDue === null ? [] : [told(customersDue, 'last day customers would be told')]),
    ],
  };
};
