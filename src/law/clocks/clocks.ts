import { annualCertification } from './annual-certification.ts';
import { biennialNotice } from './biennial-notice.ts';
import { blockDispute } from './block-dispute.ts';
import { blockedList } from './blocked-list.ts';
import { breachCustomerNotice } from './breach-customer-notice.ts';
import { breachReport } from './breach-report.ts';
import { caleaRefile } from './calea-refile.ts';
import { fccAccountUpdate } from './fcc-account-update.ts';
import { finalDetermination } from './final-determination.ts';
import { illegalTrafficNotice } from './illegal-traffic-notice.ts';
import { optOutFailureLetter } from './opt-out-failure-letter.ts';
import { optOutWait } from './opt-out-wait.ts';
import { registrationRecertification } from './registration-recertification.ts';
import { registrationUpdate } from './registration-update.ts';
import { tokenReview } from './token-review.ts';
import { tracebackAnswer } from './traceback-answer.ts';

const clocks = {
  'opt-out-wait': optOutWait,
  'biennial-notice': biennialNotice,
  'opt-out-failure-letter': optOutFailureLetter,
  'breach-report': breachReport,
  'breach-customer-notice': breachCustomerNotice,
  'annual-certification': annualCertification,
  'registration-update': registrationUpdate,
  'registration-recertification': registrationRecertification,
  'traceback-answer': tracebackAnswer,
  'calea-refile': caleaRefile,
  'block-dispute': blockDispute,
  'blocked-list': blockedList,
  'illegal-traffic-notice': illegalTrafficNotice,
  'final-determination': finalDetermination,
  'token-review': tokenReview,
  'fcc-account-update': fccAccountUpdate,
} as const;

type Clocks = typeof clocks;
export type ClockName = keyof Clocks;
/** What a clock must know: day numbers, and ms where an instant starts it. */
export type ClockFacts<N extends ClockName> = Parameters<Clocks[N]>[0];
export type ClockAnswer<N extends ClockName> = ReturnType<Clocks[N]>;

const byName: { readonly [N in ClockName]: (facts: ClockFacts<N>) => ClockAnswer<N> } = clocks;

/** When is it due? One clock by its name, on day numbers. */
export const clock = <N extends ClockName>(name: N, facts: ClockFacts<N>): ClockAnswer<N> => byName[name](facts);
