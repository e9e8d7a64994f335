import type { Step } from '../calendar.ts';
import { told } from './clock.ts';
import type { Wall } from './traceback-answer.ts';

const hour = 3_600_000;
/** Of the notice that another provider may block us: mitigation within 48 hours, effective measures within 14 days; recalled. */
const times = {
  mitigate: { hours: 48, why: '48 hours after it' },
  measures: { hours: 14 * 24, why: '14 days after it' },
} as const;

/** By when a provider that was told to cease mitigates its traffic, and by when its measures stand: hours from receipt, `due` in epoch ms. */
export const notifiedProvider = (
  duty: keyof typeof times,
  received: number,
  { dayOf }: Pick<Wall, 'dayOf'>,
): { readonly due: number; readonly cite: string; readonly steps: readonly Step[] } => {
  const { hours, why } = times[duty];
  const due = received + hours * hour;
  return {
    due,
    cite: '47 CFR 64.1200(k)(4)',
    steps: [
      told(dayOf(received), 'notice received: the trigger, and hours are counted'),
      { day: dayOf(due), counted: true, why },
    ],
  };
};
