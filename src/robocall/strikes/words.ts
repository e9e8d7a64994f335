import type { z } from 'zod';
import type { strikeNoticeRow } from './record.ts';

type Kind = z.output<typeof strikeNoticeRow>['kind'];

/** What a notice tells of: the finding's calls as they stand, and the account's service. */
export type Told = {
  readonly account: string;
  readonly carrier: string;
  readonly calls: number;
  /** Dates and times in words. */
  readonly firstCall: string;
  readonly lastCall: string;
  /** Some of the numbers that were shown; none once they are purged. */
  readonly numbers: readonly string[];
  readonly service: 'active' | 'suspended' | 'ended';
};

const callsOf = ({ calls, firstCall, lastCall, numbers, account }: Told): string => {
  const shown = numbers.length === 0 ? '' : ` Numbers that were shown: ${numbers.join(', ')}.`;
  return calls === 1
    ? `On ${firstCall} your account ${account} placed a call that showed a number which is not assigned to you. We refused it.${shown}`
    : `From ${firstCall} to ${lastCall} your account ${account} placed ${calls} calls that showed a number which is not assigned to you. We refused them.${shown}`;
};

const wrong =
  'If you have the right to such a number, answer this message at once with the evidence: a bill, a port order or a letter of authorization. If our record is wrong, we withdraw this notice.';

const standsNow = {
  active: 'Your service is on.',
  suspended: 'Your service stays suspended upon another finding.',
  ended: 'Your service has ended.',
} as const;

type Words = { readonly subject: string; readonly text: (told: Told) => readonly string[] };

const words: { readonly [kind in Kind]: Words } = {
  warning: {
    subject: 'Warning: calls with a number that is not yours',
    text: (told) => [
      callsOf(told),
      'This is the one warning that we give. Calls so are refused in any case. If one comes over 24 hours after this warning has reached you, we suspend your service at once and end it.',
      'Please find the equipment or the user behind these calls now, and confirm that you received this message.',
      wrong,
    ],
  },
  suspension: {
    subject: 'Your service is suspended and will be ended',
    text: (told) => [
      callsOf(told),
      'You had been warned. Your outgoing calls are stopped from now on, except calls to emergency services, and your service ends in seven days.',
      wrong,
    ],
  },
  closing: {
    subject: 'Your service is ended',
    text: (told) => [
      callsOf(told),
      'You had been warned and suspended. Your service is ended. Calls to emergency services are carried until your contract ends.',
    ],
  },
  withdrawal: {
    subject: 'We withdraw our notice',
    text: (told) => [
      `We told you of calls of your account ${told.account} since ${told.firstCall} with a number that is not assigned to you. Our own record of the number was wrong: we withdraw that notice, and it does not count against you.`,
      standsNow[told.service],
    ],
  },
  exception: {
    subject: 'Your service stays on, by exception',
    text: (told) => [
      callsOf(told),
      'You had been warned. An officer of ours has decided that your service stays on in spite of it. The next call with a number that is not yours suspends it at once.',
      standsNow[told.service],
    ],
  },
};

/** What the customer is told of a finding. */
export const strikeWords = (kind: Kind, told: Told): { readonly subject: string; readonly text: string } => ({
  subject: words[kind].subject,
  text: [...words[kind].text(told), told.carrier].join('\n\n').concat('\n'),
});
