import { addBusinessDays, type Closures } from '../calendar.ts';
import { rule, type Section } from '../rule.ts';

const analytics = '2020-10-14';

/** What is known of the number that a call shows. `inbound-only`: its own subscriber asked that nothing come from it. */
export type NumberListing = 'none' | 'inbound-only' | 'invalid' | 'unallocated' | 'unused' | 'unknown';

export const atSubscribersRequest = rule<{ readonly listing: NumberListing }>({
  cite: '47 CFR 64.1200(k)(1)',
  duty: 'A call may be blocked that shows a number whose own subscriber asked that calls from it be blocked',
  effective: { from: '2018-02-12' },
  holds: ({ listing }) => listing === 'inbound-only',
});

export const noSuchNumber = rule<{ readonly listing: NumberListing }>({
  cite: '47 CFR 64.1200(k)(2)',
  duty: 'A call may be blocked that shows an invalid, unallocated or unused number of the North American plan',
  effective: { from: '2018-02-12' },
  holds: ({ listing }) => listing === 'invalid' || listing === 'unallocated' || listing === 'unused',
});

/** A block that a program of analytics decides. */
export type AnalyticsBlock = {
  readonly weighs: 'several-signs-and-authentication' | 'authentication-alone' | 'unknown';
  readonly treats: 'all-alike' | 'some-worse' | 'unknown';
  readonly subscriber: 'may-opt-out' | 'opted-out' | 'not-told' | 'unknown';
};

const reasonable = ({ weighs, treats }: AnalyticsBlock): boolean =>
  weighs === 'several-signs-and-authentication' && treats === 'all-alike';

export const reasonableAnalytics = rule<AnalyticsBlock>({
  cite: '47 CFR 64.1200(k)(3)',
  duty: 'Calls may be blocked by reasonable analytics that use authentication but not it alone, if the subscriber is told and may opt out',
  effective: { from: analytics },
  holds: (block) => reasonable(block) && block.subscriber === 'may-opt-out',
});

export const badActorUpstream = rule<{
  readonly upstream: 'named-by-the-fcc-and-not-mitigating' | 'other' | 'unknown';
  readonly fcc: 'told-before-blocking' | 'not-told';
}>({
  cite: '47 CFR 64.1200(k)(4)',
  duty: 'Traffic of an upstream provider that the FCC named and that does not mitigate may be blocked after the FCC is told',
  effective: { from: analytics },
  holds: ({ upstream, fcc }) => upstream === 'named-by-the-fcc-and-not-mitigating' && fcc === 'told-before-blocking',
});

/** Where a call goes, as far as emergencies are concerned. */
export type EmergencyCall = 'none' | 'to-911' | 'to-933' | 'to-988' | 'to-public-safety' | 'from-public-safety';

export const neverBlocked = rule<{ readonly emergency: EmergencyCall }>({
  cite: '47 CFR 64.1200(k)(5)',
  duty: 'An emergency call to 911 is never blocked; 933 and 988 are held to the same (doubt D-37)',
  effective: { from: analytics },
  holds: ({ emergency }) => emergency === 'to-911' || emergency === 'to-933' || emergency === 'to-988',
});

export const publicSafetyCalls = rule<{ readonly emergency: EmergencyCall }>({
  cite: '47 CFR 64.1200(k)(6)',
  duty: 'All reasonable efforts are made not to block calls of public safety answering points and government emergency numbers',
  effective: { from: analytics },
  holds: ({ emergency }) => emergency === 'to-public-safety' || emergency === 'from-public-safety',
});

/** How a caller who was blocked is heard. Instants in epoch ms. */
export type Redress = {
  readonly contact: 'one-on-public-website-and-free' | 'other' | 'none' | 'unknown';
  readonly disputed: number;
  readonly statusGiven: number | null;
};

export const pointOfContact = rule<Redress>({
  cite: '47 CFR 64.1200(k)(8)',
  duty: 'Who blocks has one point of contact on its public website, where disputes are resolved promptly and free',
  effective: { from: analytics, until: '2021-05-05' },
  holds: ({ contact }) => contact === 'one-on-public-website-and-free',
});

export const statusInADay = rule<Redress>({
  cite: '47 CFR 64.1200(k)(8)',
  duty: 'Who blocks has one free point of contact on its public website, and tells how a dispute stands within 24 hours',
  effective: { from: '2021-05-06' },
  holds: ({ contact, disputed, statusGiven }) =>
    contact === 'one-on-public-website-and-free' && statusGiven !== null && statusGiven <= disputed + 24 * 3_600_000,
});

/** The code that tells a caller of a block by analytics. */
export type BlockNotice = {
  readonly network: 'sip' | 'isup' | 'unknown';
  readonly code: '603' | '603+' | '607' | '608' | 'cause-21' | 'other' | 'none';
};

const bySignal = ({ network, code }: BlockNotice, codes: readonly BlockNotice['code'][]): boolean =>
  network === 'sip' ? codes.includes(code) : network === 'isup' && code === 'cause-21';

const earlier = ['603', '603+', '607', '608'] as const;
const today = ['603+'] as const;

export const blockNotice = rule<BlockNotice>({
  cite: '47 CFR 64.1200(k)(9)',
  duty: 'A caller blocked by analytics is told at once: SIP 603, 607 or 608, or cause 21 of ISUP',
  effective: { from: '2022-01-01', until: '2026-03-24' },
  holds: (notice) => bySignal(notice, earlier),
});

export const blockNotice603Plus = rule<BlockNotice>({
  cite: '47 CFR 64.1200(k)(9)',
  duty: 'A caller blocked by analytics is told at once: SIP 603+, or cause 21 of ISUP (doubt D-30)',
  effective: { from: '2026-03-25' },
  holds: (notice) => bySignal(notice, today),
});

/** Day numbers; `given` null while the subscriber waits. */
export const blockedList = rule<{
  readonly asked: number;
  readonly given: number | null;
  readonly price: 'free' | 'charged';
  readonly closures: Closures;
}>({
  cite: '47 CFR 64.1200(k)(10)',
  duty: 'A subscriber who asks gets the list of calls blocked on the way to him within three business days, free',
  effective: { from: '2022-01-01' },
  holds: ({ asked, given, price, closures }) =>
    price === 'free' && given !== null && given <= addBusinessDays(asked, 3, closures).day,
});

export const highlyLikelyIllegal = rule<
  AnalyticsBlock & { readonly oversight: 'human-and-monitored' | 'none' | 'unknown' }
>({
  cite: '47 CFR 64.1200(k)(11)',
  duty: 'Calls that analytics find highly likely to be illegal may be blocked in the network without opt-out, under the eyes of people',
  effective: { from: '2021-05-06' },
  holds: (block) => reasonable(block) && block.oversight === 'human-and-monitored',
});

/** Instants in epoch ms; `due` by the clock traceback-answer. */
export type TracebackAnswered = {
  readonly requester: 'fcc' | 'law-enforcement' | 'consortium' | 'other' | 'unknown';
  readonly names: 'upstream-provider' | 'customer' | 'call-not-found-and-why' | 'incomplete' | 'nothing';
  readonly answered: number | null;
  readonly due: number;
};

const entitled = ({ requester }: TracebackAnswered): boolean => requester !== 'other' && requester !== 'unknown';

const full = ({ names }: TracebackAnswered): boolean => names !== 'incomplete' && names !== 'nothing';

export const fullAndTimely = rule<TracebackAnswered>({
  cite: '47 CFR 64.1200(n)(1)',
  duty: 'Tracebacks of the FCC, law enforcement and the consortium are answered fully and in time',
  effective: { from: '2021-05-06', until: '2024-01-07' },
  // "Timely" had no number: how late is too late is the measure of whoever asks.
  holds: (asked) => !entitled(asked) || (full(asked) && asked.answered !== null),
});

export const fullInADay = rule<TracebackAnswered>({
  cite: '47 CFR 64.1200(n)(1)',
  duty: 'Tracebacks of the FCC, law enforcement and the consortium are answered fully within 24 hours of office time (doubts D-18, D-25)',
  effective: { from: '2024-01-08' },
  holds: (asked) => !entitled(asked) || (full(asked) && asked.answered !== null && asked.answered <= asked.due),
});

/** Day numbers; `due` by the clock illegal-traffic-notice. */
export const noticeAnswered = rule<{
  readonly role: 'originating' | 'gateway' | 'other' | 'unknown';
  readonly investigated: 'yes' | 'no' | 'unknown';
  readonly blocked: 'identified-and-similar' | 'identified-only' | 'nothing' | 'upstream-named-instead';
  /** Of illegal traffic that was only passed on. */
  readonly mitigated: 'done-or-impossible' | 'not-needed' | 'nothing' | 'unknown';
  readonly reported: number | null;
  readonly due: number;
}>({
  cite: '47 CFR 64.1200(n)(2)',
  duty: 'On a notice of suspected illegal traffic the traffic and what is like it is investigated, blocked and reported in the time given; who only passed it on names its upstream and mitigates it if possible',
  effective: { from: '2024-01-08' },
  holds: ({ role, investigated, blocked, mitigated, reported, due }) =>
    investigated === 'yes' &&
    reported !== null &&
    reported <= due &&
    (blocked === 'identified-and-similar' ||
      (role === 'other' &&
        blocked === 'upstream-named-instead' &&
        (mitigated === 'done-or-impossible' || mitigated === 'not-needed'))),
});

/** Day numbers; `due` by the clock final-determination. */
export const finalOrderBlocked = rule<{
  readonly blocked: 'all-of-the-provider' | 'part' | 'nothing' | 'unknown';
  readonly since: number | null;
  readonly due: number;
}>({
  cite: '47 CFR 64.1200(n)(3)',
  duty: 'After a Final Determination Order all traffic of the named provider is blocked within thirty days of its release',
  effective: { from: '2024-01-08' },
  holds: ({ blocked, since, due }) => blocked === 'all-of-the-provider' && since !== null && since <= due,
});

/** What is known of a customer. */
export type KnownCustomer = {
  readonly identity: 'verified' | 'claimed' | 'unknown';
  readonly use: 'examined' | 'not-examined' | 'unknown';
  /** Renewing customers are known anew (DL-34). */
  readonly review: 'current' | 'overdue' | 'never' | 'unknown';
};

export const knowYourCustomer = rule<KnownCustomer>({
  cite: '47 CFR 64.1200(n)(4)',
  duty: 'Affirmative, effective measures keep new and renewing customers from illegal calls: they are known and looked into (doubt D-28)',
  effective: { from: '2021-05-06' },
  holds: ({ identity, use, review }) => identity === 'verified' && use === 'examined' && review === 'current',
});

export const knowYourUpstream = rule<{
  readonly steps: 'reasonable-and-effective' | 'none' | 'unknown';
  readonly illegalTraffic: 'none-known' | 'some' | 'high-volume' | 'unknown';
}>({
  cite: '47 CFR 64.1200(n)(5)',
  duty: 'Reasonable and effective steps keep immediate upstream providers from sending a high volume of illegal traffic',
  effective: { from: '2024-01-08' },
  holds: ({ steps, illegalTraffic }) =>
    steps === 'reasonable-and-effective' && (illegalTraffic === 'none-known' || illegalTraffic === 'some'),
});

/** A call that shows a number, against the list kept. */
export const doNotOriginate = rule<{
  readonly listing: NumberListing;
  readonly call: 'carried' | 'blocked';
}>({
  cite: '47 CFR 64.1200(o)',
  duty: 'Calls are blocked that show a number of a reasonable do-not-originate list: invalid, unallocated, unused, or inbound only',
  effective: { from: '2025-12-15' },
  holds: ({ listing, call }) => call === 'blocked' || listing === 'none',
});

/** Blocking (k), tracebacks and illegal traffic (n), do-not-originate (o) of 47 CFR 64.1200; numbers as recalled (doubt D-23). */
export const section641200: Section = {
  cite: '47 CFR 64.1200',
  rules: [
    atSubscribersRequest,
    noSuchNumber,
    reasonableAnalytics,
    badActorUpstream,
    neverBlocked,
    publicSafetyCalls,
    pointOfContact,
    statusInADay,
    blockNotice,
    blockNotice603Plus,
    blockedList,
    highlyLikelyIllegal,
    fullAndTimely,
    fullInADay,
    noticeAnswered,
    finalOrderBlocked,
    knowYourCustomer,
    knowYourUpstream,
    doNotOriginate,
  ],
  notEncoded: [],
};
