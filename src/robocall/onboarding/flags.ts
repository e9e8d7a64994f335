import { z } from 'zod';
import { isSharedDomain } from '../../carriers/mailbox/shared-domains.ts';
import type { FieldName } from './fields.ts';
import type { Questionnaire } from './questionnaire.ts';

/** What is known of an applicant when his case is weighed. */
export type Applicant = {
  readonly fields: ReadonlyMap<FieldName, string>;
  readonly answers: Questionnaire;
  readonly robocallDatabase: 'listed' | 'absent' | 'not-checked';
  /** the same date half a year, and ninety days, before today: YYYY-MM-DD */
  readonly halfYearAgo: string;
  readonly ninetyDaysAgo: string;
};

/** What raised a flag, as values, or null: a change of them raises it anew. */
type Grounds = readonly (string | number)[] | null;

type Flag = {
  readonly points: 25 | 10 | 5;
  /** The sentence that a person answers; ours, without the applicant's words. */
  readonly why: string;
  raisedBy(applicant: Applicant): Grounds;
};

const sells = new Set(['sales', 'lead-generation']);
const homeless = new Set(['residential', 'virtual-office', 'post-box', 'mail-forwarding', 'registered-agent', 'hotel']);
const unusual = new Set<string>(['prepaid', 'crypto', 'third-party']);

/** Red flags and their points. Our own measures, after what providers publish and what orders of the FCC have named. */
export const flags = {
  'sales-by-recording': {
    points: 25,
    why: 'Telemarketing with recorded or artificial voices is planned.',
    raisedBy: ({ answers: { callTypes, voices } }) =>
      callTypes.some((type) => sells.has(type)) && voices.some((voice) => voice !== 'live')
        ? [...callTypes, ...voices]
        : null,
  },
  'rented-list': {
    points: 25,
    why: 'Calls go to a list that was bought or rented, or leads are generated for others.',
    raisedBy: ({ answers: { listSource, callTypes } }) =>
      listSource === 'bought-or-rented' || callTypes.includes('lead-generation') ? [listSource, ...callTypes] : null,
  },
  'any-caller-id': {
    points: 25,
    why: 'The applicant asks to show any number he likes.',
    raisedBy: ({ answers }) => (answers.anyCallerId === 'yes' ? ['yes'] : null),
  },
  'calls-from-abroad': {
    points: 25,
    why: 'Calls to the United States come from abroad.',
    raisedBy: ({ answers }) =>
      answers.callsFromAbroad === 'yes' || answers.callCentreCountry !== 'US' ? [answers.callCentreCountry] : null,
  },
  'reseller-not-listed': {
    points: 25,
    why: 'He serves customers of his own and is not known to be in the Robocall Mitigation Database.',
    raisedBy: ({ answers, robocallDatabase }) =>
      answers.carrier === 'yes' && robocallDatabase !== 'listed' ? [robocallDatabase] : null,
  },
  'address-no-business': {
    points: 25,
    why: 'The address is no place of business.',
    raisedBy: ({ fields }) => {
      const kind = fields.get('address-kind') ?? '';
      return homeless.has(kind) ? [kind] : null;
    },
  },
  'unusual-payment': {
    points: 25,
    why: 'He pays by prepaid card, in cryptocurrency or through somebody else.',
    raisedBy: ({ answers: { payment } }) => (unusual.has(payment) ? [payment] : null),
  },
  'prior-traceback': {
    points: 25,
    why: 'His calls were traced back before, or another provider ended his service.',
    raisedBy: ({ answers: { priorTracebacks, priorTerminations } }) =>
      priorTracebacks + priorTerminations > 0 ? [priorTracebacks, priorTerminations] : null,
  },
  'young-company': {
    points: 10,
    why: 'The company was registered less than six months ago.',
    raisedBy: ({ fields, halfYearAgo }) => {
      const since = fields.get('incorporated-on');
      return since !== undefined && since > halfYearAgo ? [since] : null;
    },
  },
  'young-domain-or-free-mail': {
    points: 10,
    why: 'The domain is younger than ninety days, or the e-mail address is one that anybody gets for nothing.',
    raisedBy: ({ fields, ninetyDaysAgo }) => {
      const since = fields.get('domain-registered-on') ?? '';
      const email = fields.get('contact-email') ?? '';
      return since > ninetyDaysAgo || isSharedDomain(email.split('@').at(-1) ?? '') ? [since, email] : null;
    },
  },
  'much-at-once': {
    points: 10,
    why: 'More than 10 calls a second or 100 sessions are asked for on the first day.',
    raisedBy: ({ answers: { peakCallsPerSecond, sessions } }) =>
      peakCallsPerSecond > 10 || sessions > 100 ? [peakCallsPerSecond, sessions] : null,
  },
  'signed-up-elsewhere': {
    points: 10,
    why: 'He signed up from another country than that of his business.',
    raisedBy: ({ fields }) => {
      const [from, of] = [fields.get('signup-country'), fields.get('country') ?? 'US'];
      return from !== undefined && from !== of ? [from, of] : null;
    },
  },
  'many-area-codes': {
    points: 10,
    why: 'More than fifty numbers over more than ten area codes are asked for.',
    raisedBy: ({ answers: { numbers } }) => {
      const all = numbers.ours + numbers.portedIn + numbers.byLetter;
      return all > 50 && numbers.areaCodes > 10 ? [all, numbers.areaCodes] : null;
    },
  },
  'watched-industry': {
    points: 10,
    why: 'The business is one in which illegal calls are frequent.',
    raisedBy: ({ answers: { industry } }) => (industry === 'other' ? null : [industry]),
  },
  'no-references': {
    points: 5,
    why: 'He names nobody who knows his business.',
    raisedBy: ({ answers: { references } }) => (references === 0 ? [0] : null),
  },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagCode = keyof typeof flags;

const isFlag = (text: string): text is FlagCode => Object.hasOwn(flags, text);
const codes = Object.keys(flags).filter(isFlag);

export const flagCode = z.enum(codes);

export type Raised = {
  readonly flag: FlagCode;
  readonly points: number;
  readonly why: string;
  readonly grounds: string;
};

/** The red flags that an applicant's answers raise, the heaviest first. */
export const flagsOf = (applicant: Applicant): readonly Raised[] =>
  codes.flatMap((flag) => {
    const { points, why, raisedBy }: Flag = flags[flag];
    const grounds = raisedBy(applicant);
    return grounds === null ? [] : [{ flag, points, why, grounds: JSON.stringify(grounds) }];
  });
