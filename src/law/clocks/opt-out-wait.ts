import { dayOfCivil, type Step } from '../calendar.ts';
import { type DueDay, noRuleYet, told, versionOn } from './clock.ts';

/** When an opt-out notice went out, how, and the waiting period it states (whole days, at least 30). */
export type NoticeSent = { readonly sent: number; readonly method: 'email' | 'mail'; readonly days: number };

export type Wait = DueDay & {
  /** The last day on which silence may not yet be taken as approval. */
  readonly lastWaitingDay: number | null;
};

const cite = '47 CFR 64.2008(d)(1)';
const versions = [
  { id: 'CPNI-2007', from: dayOfCivil(2007, 12, 8) },
  { id: 'CPNI-2002', from: dayOfCivil(2003, 2, 24) },
];

const untilStart = ({ sent, method }: NoticeSent): readonly Step[] =>
  method === 'email'
    ? [told(sent, 'notice sent by e-mail: the trigger')]
    : [
        told(sent, 'notice mailed: the trigger'),
        told(sent + 1, 'first day after mailing: the wait has not begun'),
        told(sent + 2, 'second day after mailing: the wait has not begun'),
      ];

/**
 * The first day on which silence may be taken as approval. The start is day 0 and use begins the day after the last
 * waiting day (doubt D-1, the later reading). Weekends and holidays change nothing.
 */
export const optOutWait = (notice: NoticeSent): Wait => {
  const version = versionOn(versions, notice.sent);
  if (version === null) return { ...noRuleYet(cite, notice.sent, '2003-02-24'), lastWaitingDay: null };
  const start = notice.method === 'email' ? notice.sent : notice.sent + 3;
  const last = start + notice.days;
  const paragraph = notice.method === 'email' ? '(d)(1)(i): the date sent' : '(d)(1)(ii): the third day after mailing';
  return {
    due: last + 1,
    cite,
    version,
    steps: [
      ...untilStart(notice),
      told(start, `the wait of ${notice.days} days starts, day 0 (${paragraph})`),
      { day: last, counted: true, why: `day ${notice.days}: the last waiting day` },
      told(last + 1, 'first day of use, unless the customer has refused'),
    ],
    lastWaitingDay: last,
  };
};
