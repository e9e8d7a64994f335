import { addBusinessDays, type Closures } from '../calendar.ts';
import { type NotEncoded, rule, type Section } from '../rule.ts';
import { keptThrough } from './64.2007.ts';

const from = '2003-02-24';

/** Instants in epoch ms. */
export const statusKnownFirst = rule<{ readonly statusReadAt: number | 'never'; readonly usedAt: number }>({
  cite: '47 CFR 64.2009(a)',
  duty: "A system shows each customer's approval before any use of CPNI",
  effective: { from: '1998-05-26' },
  holds: ({ statusReadAt, usedAt }) => statusReadAt !== 'never' && statusReadAt <= usedAt,
});

/** Day numbers; `trainedOn` null for one who was never trained. The rule sets no interval: the carrier's own does. */
export const trained = rule<{
  readonly trainedOn: number | null;
  readonly goodForDays: number;
  readonly day: number;
  readonly discipline: 'express-process' | 'none' | 'unknown';
}>({
  cite: '47 CFR 64.2009(b)',
  duty: 'Personnel are trained in when CPNI may be used, and there is an express disciplinary process',
  effective: { from: '1998-05-26' },
  holds: ({ trainedOn, goodForDays, day, discipline }) =>
    trainedOn !== null && trainedOn <= day && day <= trainedOn + goodForDays && discipline === 'express-process',
});

/** Day numbers; `ended` null while the campaign runs, `purged` null while its record is kept. */
export const campaignRecord = rule<{
  readonly description: string;
  readonly cpniUsed: number;
  readonly products: readonly string[];
  readonly ended: number | null;
  readonly purged: number | null;
}>({
  cite: '47 CFR 64.2009(c)',
  duty: 'Each campaign and each disclosure to others is recorded with its description, the CPNI used and the products, for at least one year',
  effective: { from },
  holds: ({ description, cpniUsed, products, ended, purged }) =>
    description.trim() !== '' &&
    cpniUsed !== 0 &&
    products.length > 0 &&
    (purged === null || (ended !== null && purged >= keptThrough(ended, 1))),
});

/** Instants in epoch ms. */
export const supervised = rule<{
  readonly askedBy: string;
  readonly approvedBy: string | null;
  readonly approvedAt: number | 'never';
  readonly sentAt: number;
}>({
  cite: '47 CFR 64.2009(d)',
  duty: 'A supervisor, not the one who asks, approves an outbound request for approval before it goes out',
  effective: { from },
  holds: ({ askedBy, approvedBy, approvedAt, sentAt }) =>
    approvedBy !== null && approvedBy !== askedBy && approvedAt !== 'never' && approvedAt <= sentAt,
});

export type Certificate = {
  readonly signedBy: 'officer' | 'other' | 'nobody';
  readonly knowledge: 'personal' | 'not-stated';
  readonly statement: 'explains-procedures' | 'none';
};

const certified = ({ signedBy, knowledge, statement }: Certificate): boolean =>
  signedBy === 'officer' && knowledge === 'personal' && statement === 'explains-procedures';

export const yearlyCertificate1998 = rule<Certificate>({
  cite: '47 CFR 64.2009(e)',
  duty: 'An officer signs each year, from personal knowledge, that procedures are adequate, with a statement that explains them',
  effective: { from: '1998-05-26', until: '2007-12-07' },
  holds: certified,
});

/** `filed` and `due`: day numbers in Eastern time; `due` is March 1, rolled (clock annual-certification). */
export const filedCertificate2007 = rule<
  Certificate & {
    readonly dataBrokers: 'explained' | 'missing';
    readonly complaints: 'summarized' | 'missing';
    readonly filed: number | null;
    readonly due: number;
  }
>({
  cite: '47 CFR 64.2009(e)',
  duty: 'The certificate is filed by March 1 for the year before, with actions against data brokers and a summary of complaints',
  effective: { from: '2007-12-08' },
  holds: (certificate) =>
    certified(certificate) &&
    certificate.dataBrokers === 'explained' &&
    certificate.complaints === 'summarized' &&
    certificate.filed !== null &&
    certificate.filed <= certificate.due,
});

/** Day numbers in Eastern time; `letter` null when none went out. */
export const optOutFailureLetter = rule<{
  readonly failure: 'more-than-an-anomaly' | 'one-customer' | 'unknown';
  readonly detected: number;
  readonly letter: number | null;
  readonly closures: Closures;
}>({
  cite: '47 CFR 64.2009(f)',
  duty: 'A failure of an opt-out mechanism beyond an anomaly is told to the FCC within five business days of its detection (doubt D-5)',
  effective: { from },
  holds: ({ failure, detected, letter, closures }) =>
    failure === 'one-customer' || (letter !== null && letter <= addBusinessDays(detected, 5, closures).day),
});

const notEncoded: readonly NotEncoded[] = [];

/** Safeguards required for use of CPNI, 47 CFR 64.2009. */
export const section642009: Section = {
  cite: '47 CFR 64.2009',
  rules: [
    statusKnownFirst,
    trained,
    campaignRecord,
    supervised,
    yearlyCertificate1998,
    filedCertificate2007,
    optOutFailureLetter,
  ],
  notEncoded,
};
