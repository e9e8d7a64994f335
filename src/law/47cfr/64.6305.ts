import { addBusinessDays, type Closures } from '../calendar.ts';
import { rule, type Section } from '../rule.ts';

/** RMD-2021, RMD-2023GW, RMD-2024 and RMD-2026: when each set of duties came. */
const first = { from: '2021-06-30', until: '2024-02-25' } as const;
const every = { from: '2024-02-26' } as const;
const always = { from: '2021-06-30' } as const;

/** A mitigation program as it is run, not as it is written. */
export type Program = {
  readonly covers: 'all-traffic' | 'unsigned-traffic' | 'nothing' | 'unknown';
  readonly signed: 'all' | 'part' | 'none' | 'unknown';
  readonly steps: 'reasonable' | 'not-reasonable' | 'unknown';
  /** What is promised on traceback requests of the FCC, law enforcement and the consortium. */
  readonly tracebacks: 'within-24-hours' | 'in-time' | 'not-promised' | 'unknown';
};

export const programForUnsigned = rule<Program>({
  cite: '47 CFR 64.6305(a)(1)',
  duty: 'A provider runs a mitigation program for the part of its traffic that it does not sign',
  effective: first,
  holds: ({ covers, signed }) => signed === 'all' || covers === 'all-traffic' || covers === 'unsigned-traffic',
});

export const programForAll = rule<Program>({
  cite: '47 CFR 64.6305(a)(1)',
  duty: 'Every provider runs a mitigation program for all its traffic, whatever it signs',
  effective: every,
  holds: ({ covers }) => covers === 'all-traffic',
});

export const reasonableSteps = rule<Program>({
  cite: '47 CFR 64.6305(a)(2)',
  duty: 'The program takes reasonable steps against originating illegal robocalls and promises timely traceback answers',
  effective: first,
  holds: ({ steps, tracebacks }) =>
    steps === 'reasonable' && (tracebacks === 'in-time' || tracebacks === 'within-24-hours'),
});

const stepsAndDay = ({ steps, tracebacks }: Program): boolean =>
  steps === 'reasonable' && tracebacks === 'within-24-hours';

export const reasonableStepsFollowed = rule<Program>({
  cite: '47 CFR 64.6305(a)(2)',
  duty: 'The program takes reasonable steps that are really followed, and promises traceback answers within 24 hours',
  effective: every,
  holds: stepsAndDay,
});

export const gatewayProgram = rule<Program>({
  cite: '47 CFR 64.6305(b)',
  duty: 'A gateway provider runs such a program for all traffic it carries, with tracebacks within 24 hours',
  effective: { from: '2023-01-11' },
  holds: (program) => program.covers === 'all-traffic' && stepsAndDay(program),
});

export const intermediateProgram = rule<Program>({
  cite: '47 CFR 64.6305(c)',
  duty: 'Every other intermediate provider runs such a program for all traffic it carries',
  effective: every,
  holds: (program) => program.covers === 'all-traffic' && stepsAndDay(program),
});

/** What a filing certifies. */
export type Certified = {
  readonly status: 'full' | 'partial' | 'none' | 'several' | 'not-stated';
  readonly program: 'all-originated-calls' | 'unsigned-calls' | 'not-stated';
  /** That no earlier certification was removed and no bar stands. */
  readonly removals: 'none-stated' | 'removed-or-barred' | 'not-stated';
};

const oneStatus = ({ status }: Certified): boolean => status === 'full' || status === 'partial' || status === 'none';

export const certifiedStatus = rule<Certified>({
  cite: '47 CFR 64.6305(d)(1)',
  duty: 'A provider certifies exactly one status: signing in full, in part or not yet, the rest under its program',
  effective: first,
  holds: (filed) => oneStatus(filed) && (filed.status === 'full' || filed.program !== 'not-stated'),
});

export const certifiedStatusAndProgram = rule<Certified>({
  cite: '47 CFR 64.6305(d)(1)',
  duty: 'A provider certifies exactly one status, that all calls it originates are under its program, and that it was not removed or barred',
  effective: every,
  holds: (filed) => oneStatus(filed) && filed.program === 'all-originated-calls' && filed.removals === 'none-stated',
});

export const statedExtension = rule<{
  readonly status: Certified['status'];
  readonly extension: 'named-and-explained' | 'no-network-control-explained' | 'named-only' | 'not-stated';
  /** Whether the extension named still runs on the day of filing (64.6304). */
  readonly runs: 'yes' | 'ended' | 'not-claimed' | 'unknown';
}>({
  cite: '47 CFR 64.6305(d)(2)(i)',
  duty: 'Who does not sign in full names the extension that still runs, or explains why it lacks control of the network (doubt D-31)',
  effective: always,
  holds: ({ status, extension, runs }) =>
    status === 'full' ||
    extension === 'no-network-control-explained' ||
    (extension === 'named-and-explained' && runs === 'yes'),
});

/** What a filing describes; `none-taken` is an answer where there is no upstream provider. */
export type Described = {
  readonly steps: 'specific' | 'general' | 'not-stated';
  readonly customers: 'new-and-renewing-with-contract' | 'new-only' | 'not-stated';
  readonly upstream: 'described' | 'none-taken' | 'not-stated';
  readonly analytics: 'described-with-vendors' | 'none-used' | 'vendors-missing' | 'not-stated';
};

export const describedSteps = rule<Described>({
  cite: '47 CFR 64.6305(d)(2)(ii)',
  duty: 'The specific reasonable steps of the program are described',
  effective: first,
  holds: ({ steps }) => steps === 'specific',
});

export const describedStepsInFull = rule<Described>({
  cite: '47 CFR 64.6305(d)(2)(ii)',
  duty: 'The steps are described: knowing new and renewing customers and their contracts, upstream providers, analytics and their vendors',
  effective: every,
  holds: ({ steps, customers, upstream, analytics }) =>
    steps === 'specific' &&
    customers === 'new-and-renewing-with-contract' &&
    upstream !== 'not-stated' &&
    (analytics === 'described-with-vendors' || analytics === 'none-used'),
});

/** The traceback promise of a filing, and whether it names the FCC, law enforcement and the consortium. */
export type TracebackPromise = {
  readonly answer: Program['tracebacks'];
  readonly requesters: 'all-three' | 'not-all' | 'unknown';
};

export const promisedTracebacks = rule<TracebackPromise>({
  cite: '47 CFR 64.6305(d)(2)(iii)',
  duty: 'The filing promises full and timely answers to tracebacks of the FCC, law enforcement and the consortium',
  effective: first,
  holds: ({ answer, requesters }) =>
    (answer === 'in-time' || answer === 'within-24-hours') && requesters === 'all-three',
});

export const promisedTracebacksInADay = rule<TracebackPromise>({
  cite: '47 CFR 64.6305(d)(2)(iii)',
  duty: 'The filing promises full answers within 24 hours to tracebacks of the FCC, law enforcement and the consortium',
  effective: every,
  holds: ({ answer, requesters }) => answer === 'within-24-hours' && requesters === 'all-three',
});

export const enforcementHistory = rule<{
  readonly actions: 'none' | 'some' | 'unknown';
  readonly stated: 'that-there-is-none' | 'with-agency-date-status-findings' | 'incomplete' | 'not-stated';
}>({
  cite: '47 CFR 64.6305(d)(2)(iv)',
  duty: 'The filing tells of formal actions in the past two years against the filer or those it shares owners or managers with, or that there are none',
  effective: every,
  holds: ({ actions, stated }) =>
    (actions === 'none' && stated === 'that-there-is-none') ||
    (actions === 'some' && stated === 'with-agency-date-status-findings'),
});

export const saysWhetherForeign = rule<{ readonly stated: 'foreign' | 'domestic' | 'not-stated' }>({
  cite: '47 CFR 64.6305(d)(2)(v)',
  duty: 'The filing says whether the filer is a foreign voice service provider',
  effective: every,
  holds: ({ stated }) => stated !== 'not-stated',
});

export const signedByOfficer = rule<{
  readonly signer: 'officer' | 'other' | 'nobody' | 'unknown';
  readonly declaration: 'under-penalty-of-perjury' | 'other' | 'none';
  readonly filed: 'in-the-portal' | 'elsewhere' | 'not';
}>({
  cite: '47 CFR 64.6305(d)(3)',
  duty: 'The certification is filed in the portal and signed by an officer under penalty of perjury (47 CFR 1.16)',
  effective: always,
  holds: ({ signer, declaration, filed }) =>
    signer === 'officer' && declaration === 'under-penalty-of-perjury' && filed === 'in-the-portal',
});

export type Identified = {
  readonly names: 'present-and-former' | 'incomplete';
  readonly address: 'stated' | 'missing';
  /** Name, title, department, address, telephone and e-mail of one person. */
  readonly contact: 'complete' | 'incomplete' | 'missing';
  readonly role: 'stated' | 'missing';
  /** Principals, affiliates, subsidiaries and parents. */
  readonly related: 'stated' | 'none-stated' | 'missing';
  readonly operatingCompanyNumber: 'stated' | 'has-none' | 'missing';
};

const identified = ({ names, address, contact }: Identified): boolean =>
  names === 'present-and-former' && address === 'stated' && contact === 'complete';

export const identity = rule<Identified>({
  cite: '47 CFR 64.6305(d)(4)',
  duty: 'The filing names the filer, its former names, address and one contact person',
  effective: first,
  holds: identified,
});

export const identityAndRole = rule<Identified>({
  cite: '47 CFR 64.6305(d)(4)',
  duty: 'The filing also names its role in the call path, its principals and related companies and its operating company number',
  effective: every,
  holds: (filed) =>
    identified(filed) &&
    filed.role === 'stated' &&
    filed.related !== 'missing' &&
    filed.operatingCompanyNumber !== 'missing',
});

/** Day numbers in Eastern time; `updated` null while the filing still says what was true before. */
export const updatedInTenDays = rule<{
  readonly changed: number;
  readonly updated: number | null;
  readonly closures: Closures;
}>({
  cite: '47 CFR 64.6305(d)(5)',
  duty: 'A change of what was filed is filed within ten business days',
  effective: always,
  holds: ({ changed, updated, closures }) => updated !== null && updated <= addBusinessDays(changed, 10, closures).day,
});

/** A filing as a whole: its program, what it certifies and describes. */
export type IntermediateFiling = {
  readonly certified: Certified;
  readonly described: Described;
  readonly promise: TracebackPromise;
};

const complete = ({ certified, described, promise }: IntermediateFiling): boolean =>
  certifiedStatusAndProgram.holds(certified) &&
  described.steps === 'specific' &&
  described.upstream === 'described' &&
  promisedTracebacksInADay.holds(promise);

export const gatewayCertification = rule<IntermediateFiling>({
  cite: '47 CFR 64.6305(e)',
  duty: 'A gateway provider files the same, with how it knows its upstream providers',
  effective: { from: '2023-01-11' },
  // Not modelled: until 2024-02-25 its filing needed no statement on removals; it is asked here from the first day.
  holds: complete,
});

export const intermediateCertification = rule<IntermediateFiling>({
  cite: '47 CFR 64.6305(f)',
  duty: 'Every other intermediate provider files the same, with how it knows its upstream providers',
  effective: every,
  holds: complete,
});

/** What the Robocall Mitigation Database says of the provider that a call comes from directly. */
export type Listing = 'listed' | 'removed' | 'verified-absent' | 'could-not-check';

/** A call that another provider hands over. */
export type HandedOver = {
  readonly listing: Listing;
  /** Whether the number it shows is of the North American plan: only such calls bind a foreign provider. */
  readonly number: 'north-american' | 'foreign' | 'unknown';
};

const listed = ({ listing }: HandedOver): boolean => listing === 'listed';

export const acceptedFromProviders = rule<HandedOver>({
  cite: '47 CFR 64.6305(g)(1)',
  duty: 'Calls are taken directly from a domestic voice service provider only if it is in the database and not removed',
  effective: { from: '2021-09-28' },
  holds: listed,
});

export const acceptedFromForeign = rule<HandedOver>({
  cite: '47 CFR 64.6305(g)(2)',
  duty: 'Calls with numbers of the North American plan are taken directly from a foreign provider only if it is in the database',
  effective: { from: '2021-09-28' },
  holds: ({ listing, number }) => number === 'foreign' || listing === 'listed',
});

export const acceptedFromGateways = rule<HandedOver>({
  cite: '47 CFR 64.6305(g)(3)',
  duty: 'Calls are taken directly from a gateway provider only if it is in the database as one and not removed',
  effective: { from: '2023-04-11' },
  holds: listed,
});

export const acceptedFromIntermediates = rule<HandedOver>({
  cite: '47 CFR 64.6305(g)(4)',
  duty: 'Calls are taken directly from any other intermediate provider only if it is in the database and not removed',
  effective: { from: '2024-05-28' },
  holds: listed,
});

export const publicSafety = rule<{ readonly emergency: 'to-911' | 'of-public-safety' | 'none' | 'unknown' }>({
  cite: '47 CFR 64.6305(g)(5)',
  duty: 'No call to 911 is blocked, and every reasonable effort is made not to block those of public safety and government in emergencies',
  effective: { from: '2021-09-28' },
  holds: ({ emergency }) => emergency === 'to-911' || emergency === 'of-public-safety',
});

/** Day numbers in Eastern time; `due` is March 1, rolled (clock registration-recertification). */
export const recertified = rule<{
  readonly recertified: number | null;
  readonly windowOpens: number;
  readonly due: number;
  readonly declaration: 'true-and-correct-under-penalty-of-perjury' | 'other' | 'none';
}>({
  cite: '47 CFR 64.6305(h)',
  duty: 'Each year from February 1 to March 1 an officer certifies that what is filed is true and correct; an update before that is none',
  effective: { from: '2026-02-05' },
  holds: ({ recertified: day, windowOpens, due, declaration }) =>
    day !== null && day >= windowOpens && day <= due && declaration === 'true-and-correct-under-penalty-of-perjury',
});

/** Robocall mitigation and certification, 47 CFR 64.6305. */
export const section646305: Section = {
  cite: '47 CFR 64.6305',
  rules: [
    programForUnsigned,
    programForAll,
    reasonableSteps,
    reasonableStepsFollowed,
    gatewayProgram,
    intermediateProgram,
    certifiedStatus,
    certifiedStatusAndProgram,
    statedExtension,
    describedSteps,
    describedStepsInFull,
    promisedTracebacks,
    promisedTracebacksInADay,
    enforcementHistory,
    saysWhetherForeign,
    signedByOfficer,
    identity,
    identityAndRole,
    updatedInTenDays,
    gatewayCertification,
    intermediateCertification,
    acceptedFromProviders,
    acceptedFromForeign,
    acceptedFromGateways,
    acceptedFromIntermediates,
    publicSafety,
    recertified,
  ],
  notEncoded: [],
};
