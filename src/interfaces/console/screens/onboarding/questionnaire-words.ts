import type { OutputOf } from '../../../client/types.ts';

/** The answers of an applicant, as `onboarding.show` tells them. */
export type Answers = OutputOf<'onboarding.show'>['questionnaires'][number]['answers'];

/** What each question asks. */
export const questions: Readonly<Record<keyof Answers, string>> = {
  callTypes: 'Which calls',
  direction: 'Direction',
  whoIsCalled: 'Who is called',
  voices: 'Voices',
  dialer: 'Dialer',
  listSource: 'Where the list comes from',
  consentEvidence: 'What shows consent',
  doNotCallAccount: 'Account number at the do-not-call registry',
  states: 'States called, as IA, MN',
  callsPerDay: 'Calls a day',
  peakCallsPerSecond: 'Calls a second at most',
  sessions: 'Calls at once at most',
  averageSeconds: 'Seconds of a usual call',
  numbers: 'Numbers',
  anyCallerId: 'Asks to show any number he likes',
  callerIdRule: 'The rule that only his own numbers are shown',
  callsFromAbroad: 'Calls come from abroad',
  callCentre: 'Call center',
  callCentreCountry: 'Country of the call center, two letters',
  carrier: 'Serves customers of his own',
  industry: 'Industry',
  priorTracebacks: 'Tracebacks before',
  priorTerminations: 'Terminations by others before',
  references: 'References',
  payment: 'Pays by',
};

/** The words of each answer that is one of a few. */
export const choices = {
  callTypes: {
    conversational: 'conversations',
    sales: 'sales',
    'lead-generation': 'leads for others',
    collections: 'collection of debts',
    reminders: 'reminders',
    surveys: 'surveys',
    political: 'political',
    alerts: 'alerts',
    'one-time-codes': 'one-time codes',
  },
  direction: { 'inbound-only': 'inbound only', both: 'both', 'outbound-only': 'outbound only' },
  voices: { live: 'live', prerecorded: 'recorded', artificial: 'artificial' },
  dialer: { none: 'none', manual: 'by hand', predictive: 'predictive', other: 'another' },
  listSource: {
    'own-customers': 'his own customers',
    'asked-to-be-called': 'people who asked to be called',
    'bought-or-rented': 'bought or rented',
    'public-records': 'public records',
    'no-list': 'no list',
  },
  yesNo: { no: 'no', yes: 'yes' },
  callerIdRule: { accepted: 'accepted', refused: 'refused' },
  callCentre: {
    'own-premises': 'on his own premises',
    'at-home': 'at the homes of his people',
    'other-company': 'another company',
    none: 'none',
  },
  industry: {
    other: 'none of those that are watched',
    'auto-warranty': 'car warranties',
    'debt-relief': 'debt relief',
    'health-insurance': 'health insurance',
    'disability-benefits': 'disability benefits',
    solar: 'solar',
    medicare: 'Medicare',
    'student-loans': 'student loans',
    'search-listing': 'search listings',
  },
  payment: {
    card: 'card',
    bank: 'bank',
    invoice: 'invoice',
    prepaid: 'prepaid card',
    crypto: 'cryptocurrency',
    'third-party': 'somebody else',
  },
} as const;

const choicesOf: Partial<Record<keyof Answers, Readonly<Record<string, string>>>> = {
  ...choices,
  ...{ anyCallerId: choices.yesNo, callsFromAbroad: choices.yesNo, carrier: choices.yesNo },
};

/** An answer as a person reads it: what was chosen by its words, what was written as it was written. */
export const answerInWords = <N extends keyof Answers>(name: N, value: Answers[N]): string => {
  const { [name]: of } = choicesOf;
  const inWords = (one: unknown): string => of?.[String(one)] ?? String(one);
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (typeof value !== 'object') return value === '' ? '–' : inWords(value);
  return Object.entries(value)
    .map(([number, count]) => `${words.numbers[number as keyof Answers['numbers']]}: ${count}`)
    .join(', ');
};

export const words = {
  numbers: {
    ours: 'Numbers of ours',
    portedIn: 'Numbers ported in',
    byLetter: 'Numbers of others, by letter',
    areaCodes: 'Area codes of all',
  },
  title: 'What he means to do',
  lead: 'Another set of answers is another version; what changed is shown, and the case is looked at again.',
  keep: 'Keep the answers',
  kept: (version: number) => `Version ${version} of the answers is on record.`,
  answeredMeanwhile: (version: number) =>
    `Version ${version} was entered since you began. What you typed is still here; to keep it makes the next version of it.`,
  versions: 'Versions',
  version: 'Version',
  by: 'Entered by',
  at: 'Entered',
  changed: 'What changed',
  from: (before: string, after: string) => `${before} → ${after}`,
  none: 'The questionnaire was not answered yet.',
  first: 'the first answers',
  nothing: 'nothing',
} as const;
