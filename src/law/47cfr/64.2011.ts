import { addBusinessDays, type Closures } from '../calendar.ts';
import { type NotEncoded, rule, type Section } from '../rule.ts';
import { keptThrough } from './64.2007.ts';

const from = '2007-12-08';
/** FCC 23-111: adopted, in force on no day until one is set. It then takes the place of the text of 2007, paragraph by paragraph. */
const pending = { adopted: '2023-12-13', from: 'delayed' } as const;

/** Day numbers in Eastern time; null for what has not happened. */
export type Notified = {
  readonly determined: number;
  readonly reported: number | null;
  readonly customersTold: number | null;
  readonly closures: Closures;
};

export const lawEnforcementFirst = rule<Notified>({
  cite: '47 CFR 64.2011(a)',
  duty: 'Law enforcement is told of a breach before customers or the public are',
  effective: { from },
  holds: ({ reported, customersTold }) => customersTold === null || (reported !== null && reported <= customersTold),
});

export const reportToAgencies2024 = rule<Notified & { readonly fccTold: number | null }>({
  cite: '47 CFR 64.2011(a)',
  duty: 'Within seven business days of determination the FCC, the Secret Service and the FBI are told',
  effective: pending,
  holds: ({ determined, reported, fccTold, closures }) => {
    const due = addBusinessDays(determined, 7, closures).day;
    return reported !== null && reported <= due && fccTold !== null && fccTold <= due;
  },
});

/** Day numbers; what the agency wrote. */
export type AgencyDelay = {
  readonly direction: 'in-writing' | 'oral' | 'none';
  readonly from: number;
  readonly until: number;
  readonly extensions: number;
};

const lasts = ({ direction, from: begins, until, extensions }: AgencyDelay): boolean =>
  direction === 'in-writing' && until >= begins && until - begins <= 30 * (1 + extensions);

export const agencyDelay2024 = rule<AgencyDelay>({
  cite: '47 CFR 64.2011(a)(2)',
  duty: 'An agency may order delay in writing, thirty days at a time',
  effective: pending,
  holds: lasts,
});

/** `affected` null when the number is not known: then the report is due one by one. */
export const yearlySummary2024 = rule<{
  readonly affected: number | null;
  readonly harm: 'not-likely' | 'likely' | 'unknown';
}>({
  cite: '47 CFR 64.2011(a)(3)',
  duty: 'A breach of fewer than 500 customers who are not likely harmed may wait for the yearly summary',
  effective: pending,
  holds: ({ affected, harm }) => affected !== null && affected < 500 && harm === 'not-likely',
});

export const reportInSevenDays = rule<Notified>({
  cite: '47 CFR 64.2011(b)',
  duty: 'Within seven business days of reasonable determination the Secret Service and the FBI are told through the central facility',
  effective: { from },
  holds: ({ determined, reported, closures }) =>
    reported !== null && reported <= addBusinessDays(determined, 7, closures).day,
});

export const customersToldSoon2024 = rule<
  Notified & { readonly excused: 'no-harm-likely' | 'encrypted-key-safe' | 'agency-delay' | 'no' }
>({
  cite: '47 CFR 64.2011(b)',
  duty: 'Customers are told after the reports and within thirty days of determination, unless no harm is likely, the data was encrypted or an agency delays',
  effective: pending,
  holds: ({ determined, customersTold, excused }) =>
    excused !== 'no' || (customersTold !== null && customersTold <= determined + 30),
});

export const holdSevenFullDays = rule<Notified>({
  cite: '47 CFR 64.2011(b)(1)',
  duty: 'Customers and the public are not told until seven full business days after the report, whatever state law says',
  effective: { from },
  holds: ({ reported, customersTold, closures }) =>
    customersTold === null || (reported !== null && customersTold > addBusinessDays(reported, 7, closures).day),
});

export const urgentException = rule<{
  readonly harm: 'immediate-and-irreparable' | 'other' | 'unknown';
  readonly report: 'says-so' | 'silent';
  readonly agency: 'consulted' | 'not-consulted';
}>({
  cite: '47 CFR 64.2011(b)(2)',
  duty: 'To avoid immediate and irreparable harm customers may be told earlier, if the report says so and the agency was consulted',
  effective: { from },
  holds: ({ harm, report, agency }) =>
    harm === 'immediate-and-irreparable' && report === 'says-so' && agency === 'consulted',
});

export const agencyDelay = rule<AgencyDelay>({
  cite: '47 CFR 64.2011(b)(3)',
  duty: 'The agency may direct in writing that customers wait up to thirty days more, and extend it',
  effective: { from },
  holds: lasts,
});

export const customersAreTold = rule<Notified>({
  cite: '47 CFR 64.2011(c)',
  duty: 'After the process with law enforcement, customers are told of the breach of their CPNI',
  effective: { from },
  // The text of 2007 has no outer limit in days.
  holds: ({ customersTold }) => customersTold !== null,
});

/** Day numbers; `purged` null while the record is kept. */
export const breachRecords = rule<{ readonly ended: number | null; readonly purged: number | null }>({
  cite: '47 CFR 64.2011(d)',
  duty: 'Records of breaches, reports and notices are kept for at least two years',
  effective: { from },
  holds: ({ ended, purged }) => purged === null || (ended !== null && purged >= keptThrough(ended, 2)),
});

export const breachRecords2024 = rule<{ readonly ended: number | null; readonly purged: number | null }>({
  cite: '47 CFR 64.2011(c)',
  duty: 'Records are kept for two years, with the reasons for finding harm likely or not',
  effective: pending,
  holds: ({ ended, purged }) => purged === null || (ended !== null && purged >= keptThrough(ended, 2)),
});

export type BreachFacts = {
  readonly intent: 'intentional' | 'inadvertent' | 'unknown';
  readonly authorization: 'within' | 'without-or-beyond' | 'unknown';
  readonly data: 'cpni' | 'personal-data-only' | 'unknown';
  readonly goodFaithEmployee: 'yes' | 'no';
};

export const breach2007 = rule<BreachFacts>({
  cite: '47 CFR 64.2011(e)',
  duty: 'A breach is intentional access to, use or disclosure of CPNI without or beyond authorization',
  effective: { from },
  // What is unknown is handled as a breach: the duty here is to report, not to allow.
  holds: ({ intent, authorization, data }) =>
    intent !== 'inadvertent' && authorization !== 'within' && data !== 'personal-data-only',
});

export const breach2024 = rule<BreachFacts>({
  cite: '47 CFR 64.2011(e)',
  duty: 'A breach may be inadvertent and reach personal data; an employee in good faith who misuses nothing makes none',
  effective: pending,
  holds: ({ authorization, goodFaithEmployee }) => authorization !== 'within' && goodFaithEmployee === 'no',
});

const notEncoded: readonly NotEncoded[] = [
  { cite: '47 CFR 64.2011(f)', why: 'Other law stays: state duties are shown to counsel (doubt D-27), not computed.' },
];

/** Notification of breaches, 47 CFR 64.2011, in the text in force and the one adopted but delayed. */
export const section642011: Section = {
  cite: '47 CFR 64.2011',
  rules: [
    lawEnforcementFirst,
    reportToAgencies2024,
    agencyDelay2024,
    yearlySummary2024,
    reportInSevenDays,
    customersToldSoon2024,
    holdSevenFullDays,
    urgentException,
    agencyDelay,
    customersAreTold,
    breachRecords2024,
    breachRecords,
    breach2007,
    breach2024,
  ],
  notEncoded,
};
