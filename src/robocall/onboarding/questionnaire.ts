import { z } from 'zod';

const yesNo = z.enum(['yes', 'no']);

/** The industries that are watched, by name; whoever is of none of them is `other`. */
const industries = [
  'auto-warranty',
  'debt-relief',
  'health-insurance',
  'disability-benefits',
  'solar',
  'medicare',
  'student-loans',
  'search-listing',
  'other',
] as const;

/** What an applicant means to do with our service; nothing is left out, so that a change of any of it shows. */
export const questionnaire = z.strictObject({
  callTypes: z
    .array(
      z.enum([
        'conversational',
        'sales',
        'lead-generation',
        'collections',
        'reminders',
        'surveys',
        'political',
        'alerts',
        'one-time-codes',
      ]),
    )
    .min(1),
  direction: z.enum(['inbound-only', 'both', 'outbound-only']),
  whoIsCalled: z.string().trim().min(1).max(2000),
  voices: z.array(z.enum(['live', 'prerecorded', 'artificial'])).min(1),
  dialer: z.enum(['none', 'manual', 'predictive', 'other']),
  listSource: z.enum(['own-customers', 'asked-to-be-called', 'bought-or-rented', 'public-records', 'no-list']),
  consentEvidence: z.string().trim().max(2000),
  /** the subscription account number of the national do-not-call registry; empty where none is needed */
  doNotCallAccount: z.string().trim().max(40),
  states: z
    .array(
      z
        .string()
        .regex(/^[A-Z]{2}$/)
        .meta({ examples: ['IA'] }),
    )
    .min(1),
  callsPerDay: z.int().min(0).max(10_000_000),
  peakCallsPerSecond: z.number().min(0).max(10_000),
  sessions: z.int().min(0).max(1_000_000),
  averageSeconds: z.int().min(0).max(86_400),
  numbers: z.strictObject({
    ours: z.int().min(0),
    portedIn: z.int().min(0),
    byLetter: z.int().min(0),
    areaCodes: z.int().min(0),
  }),
  /** whether he asks to show any number he likes */
  anyCallerId: yesNo,
  /** whether he takes the rule that only numbers he has a right to are shown */
  callerIdRule: z.enum(['accepted', 'refused']),
  callsFromAbroad: yesNo,
  callCentre: z.enum(['own-premises', 'at-home', 'other-company', 'none']),
  callCentreCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .meta({ examples: ['US'] }),
  /** a provider with customers of its own: then the rules on upstream providers hold too, 64.1200(n)(5) */
  carrier: yesNo,
  industry: z.enum(industries),
  priorTracebacks: z.int().min(0),
  priorTerminations: z.int().min(0),
  references: z.int().min(0),
  payment: z.enum(['card', 'bank', 'invoice', 'prepaid', 'crypto', 'third-party']),
});
export type Questionnaire = z.output<typeof questionnaire>;

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The answers that differ from those before; all of them where nothing was answered yet. */
export const differences = (before: Questionnaire | null, after: Questionnaire) =>
  Object.entries(after)
    .map(([question, now]) => ({
      question,
      before: before === null ? null : written(Object.entries(before).find(([name]) => name === question)?.[1]),
      after: written(now),
    }))
    .filter((one) => one.before !== one.after);
