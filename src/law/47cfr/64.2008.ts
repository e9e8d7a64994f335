import type { OnCall } from '../47usc/222.ts';
import { yearsAfter } from '../calendar.ts';
import { type Coverage, covers, type Scope } from '../coverage.ts';
import type { Bounce, Consent, Notice } from '../events.ts';
import { type NotEncoded, type Rule, rule, type Section } from '../rule.ts';
import { keptThrough } from './64.2007.ts';
import { isByPhone } from './64.2010.ts';

const from = '2003-02-24';

/** Instants in epoch ms; `noticeAt` Infinity when the customer was never told. */
export const noticeFirst = rule<{ readonly noticeAt: number; readonly askedAt: number }>({
  cite: '47 CFR 64.2008(a)(1)',
  duty: 'Tell the customer of the right to restrict before asking for approval or assuming it',
  effective: { from },
  holds: ({ noticeAt, askedAt }) => noticeAt <= askedAt,
});

/** Day numbers. */
export const noticeRecords = rule<{ readonly sent: number; readonly purged: number }>({
  cite: '47 CFR 64.2008(a)(2)',
  duty: 'Records of notices are kept for at least one year',
  effective: { from },
  holds: ({ sent, purged }) => purged >= keptThrough(sent, 1),
});

export const individualNotice = rule<{ readonly reached: 'this-customer' | 'the-public' | 'unknown' }>({
  cite: '47 CFR 64.2008(b)',
  duty: 'Each customer is told individually; a banner for everyone is no notice',
  effective: { from },
  holds: ({ reached }) => reached === 'this-customer',
});

/** What a reader found of each item of 64.2008(c) in the text of a notice. */
export type NoticeItem =
  | 'right-and-duty'
  | 'steps-and-no-effect-on-service'
  | 'understandable'
  | 'legible'
  | 'whole-translation'
  | 'duration'
  | 'request-beside-notice';
export type NoticeText = Readonly<Record<NoticeItem, 'met' | 'missing' | 'unknown'>> & {
  readonly urgesFreeze: 'no' | 'yes' | 'unknown';
};

const item = (paragraph: number, name: NoticeItem, duty: string): Rule<NoticeText> =>
  rule<NoticeText>({
    cite: `47 CFR 64.2008(c)(${paragraph})`,
    duty,
    effective: { from },
    holds: (text) => text[name] === 'met',
  });

export const rightAndDuty = item(
  1,
  'right-and-duty',
  "State the customer's right and the carrier's duty under federal law to protect CPNI",
);

/** What one notice named, against a use. */
export const withinNotice = rule<{ readonly named: Coverage; readonly scope: Scope }>({
  cite: '47 CFR 64.2008(c)(2)',
  duty: 'Name the kinds of CPNI, the recipients, the purposes and the right to refuse: approval reaches only what one notice named, all of it together',
  effective: { from },
  holds: ({ named, scope }) => covers(named, scope),
});

const noticeStates: readonly Rule<NoticeText>[] = [
  item(
    3,
    'steps-and-no-effect-on-service',
    'Give the exact steps to grant or deny, and say that denial does not touch services the customer has',
  ),
  item(4, 'understandable', 'Be understandable and not misleading'),
  item(5, 'legible', 'In writing: be legible, large enough and placed to be seen'),
  item(6, 'whole-translation', 'Be translated whole if any part of it is'),
];

export const noFreeze = rule<NoticeText>({
  cite: '47 CFR 64.2008(c)(8)',
  duty: 'Do not urge customers to freeze access by third parties',
  effective: { from },
  holds: ({ urgesFreeze }) => urgesFreeze === 'no',
});

const noticeCloses: readonly Rule<NoticeText>[] = [
  item(9, 'duration', 'Say that the answer stands until the customer changes it'),
  item(10, 'request-beside-notice', 'Keep the request for approval close to the notice'),
];

export const optOutForm = rule<Pick<Notice, 'method'>>({
  cite: '47 CFR 64.2008(d)',
  duty: 'An opt-out notice is electronic or written, never oral',
  effective: { from },
  holds: ({ method }) => method !== 'oral',
});

/** The rule's shortest wait, in days. */
const shortestWait = 30;

/** How many days a notice waits that states so many. */
export const daysOfWait = (stated: number): number => Math.max(shortestWait, stated);

/** Whether a notice goes by post, (d)(1)(ii). */
export const goesByPost = (method: Notice['method']): boolean => method === 'mail' || method === 'bill-insert';

/** The day the wait starts: electronic notices the day sent (i), what goes by post the third day after (ii). */
const waitStarts = ({ day, method }: Notice): number => (goesByPost(method) ? day + 3 : day);

/** The first local day on which silence on a notice may count: the day after its last waiting day (doubt D-1). */
export const firstDayOfUse = (notice: Notice): number => waitStarts(notice) + daysOfWait(notice.waitDays) + 1;

/** Day numbers. */
export const waitingPeriod = rule<{ readonly firstDay: number; readonly day: number }>({
  cite: '47 CFR 64.2008(d)(1)',
  duty: 'Silence counts as approval only after at least thirty days, or the longer wait that the notice states',
  effective: { from },
  holds: ({ firstDay, day }) => day >= firstDay,
});

/** The last local day on which silence on a notice counts: its second anniversary; 29 February → 28. */
export const lastDayOfSilence = (notice: Notice): number => yearsAfter(notice.day, 2);

/** Two years are never shorter. */
const leastTwoYears = 730;

/** The last local day of a notice that was sent on a day: two years, never fewer days than two common ones have. */
export const lastDayOfNotice = (sentDay: number): number => Math.max(sentDay + leastTwoYears, yearsAfter(sentDay, 2));

/** The notice that carries silence, and the local day it is asked on. */
export const renewal = rule<{ readonly notice: Notice; readonly day: number }>({
  cite: '47 CFR 64.2008(d)(2)',
  duty: 'Who relies on silence tells customers again every two years; silence counts no longer than that (doubt D-3)',
  effective: { from },
  holds: ({ notice, day }) => day <= lastDayOfNotice(notice.day),
});

export const emailConsent = rule<{
  readonly notice: Pick<Notice, 'at' | 'method' | 'address'>;
  readonly consents: readonly Consent[];
}>({
  cite: '47 CFR 64.2008(d)(3)(i)',
  duty: 'Opt-out notices go by e-mail only to customers who agreed to that before, at the address they agreed to',
  effective: { from },
  // What the customer said at the very instant of the notice counts; of consent and withdrawal together the withdrawal stands.
  holds: ({ notice, consents }) => {
    if (notice.method !== 'email') return true;
    let given = Number.NEGATIVE_INFINITY;
    let withdrawn = Number.NEGATIVE_INFINITY;
    for (const { at, said, address } of consents) {
      if (said === 'given' && address === notice.address && at <= notice.at && at > given) given = at;
      if (said === 'withdrawn' && at <= notice.at && at > withdrawn) withdrawn = at;
    }
    return given > withdrawn;
  },
});

export const replyOptsOut = rule<{ readonly replyTo: 'read-and-acted-on' | 'not-read' | 'unknown' }>({
  cite: '47 CFR 64.2008(d)(3)(ii)',
  duty: 'A reply to the e-mail works as a refusal',
  effective: { from },
  holds: ({ replyTo }) => replyTo === 'read-and-acted-on',
});

/** `at`: the question's instant, epoch ms. */
export const delivered = rule<{ readonly notice: Notice; readonly bounces: readonly Bounce[]; readonly at: number }>({
  cite: '47 CFR 64.2008(d)(3)(iii)',
  duty: 'A notice that came back counts as never received until it is sent in another form',
  effective: { from },
  // The rule speaks of e-mail; a letter that comes back is treated alike. What bounced before this sending was another.
  holds: ({ notice, bounces, at }) => {
    for (const bounce of bounces)
      if (bounce.at >= notice.at && bounce.at <= at && bounce.notice === notice.id) return false;
    return true;
  },
});

export const honestSubject = rule<{ readonly subject: 'says-what-it-is' | 'misleads' | 'unknown' }>({
  cite: '47 CFR 64.2008(d)(3)(iv)',
  duty: 'The subject line says clearly and truly what the e-mail is about',
  effective: { from },
  holds: ({ subject }) => subject === 'says-what-it-is',
});

export type RefusalChannel = {
  readonly cost: 'free' | 'charged' | 'unknown';
  readonly hours: 'always' | 'limited' | 'unknown';
};

export const freeAtAllHours = rule<{ readonly channels: readonly RefusalChannel[] }>({
  cite: '47 CFR 64.2008(d)(3)(v)',
  duty: 'Every customer has a way to refuse that costs nothing and works at all hours',
  effective: { from },
  // A mix that covers the day only together is not recognised here.
  holds: ({ channels }) => channels.some(({ cost, hours }) => cost === 'free' && hours === 'always'),
});

export const optInForm = rule<{ readonly method: 'oral' | 'written' | 'electronic' | 'unknown' }>({
  cite: '47 CFR 64.2008(e)',
  duty: 'A notice that asks for an express yes may be oral, written or electronic',
  effective: { from },
  holds: ({ method }) => method !== 'unknown',
});

export const oneCallOnly = rule<OnCall>({
  cite: '47 CFR 64.2008(f)(1)',
  duty: 'A spoken yes for limited use serves only while the same telephone call lasts, whoever called',
  effective: { from },
  holds: ({ use, oneTime }) => isByPhone(use.channel) && oneTime === 'live',
});

const notEncoded: readonly NotEncoded[] = [
  { cite: '47 CFR 64.2008(c)', why: 'Its paragraphs are the rules.' },
  { cite: '47 CFR 64.2008(c)(7)', why: 'A permission: what a notice may say besides.' },
  { cite: '47 CFR 64.2008(d)(1)(i)', why: 'Where the wait starts: part of the rule of (d)(1).' },
  { cite: '47 CFR 64.2008(d)(1)(ii)', why: 'Where the wait starts: part of the rule of (d)(1).' },
  { cite: '47 CFR 64.2008(d)(3)', why: 'Its paragraphs are the rules.' },
  { cite: '47 CFR 64.2008(f)', why: 'Its paragraphs; answers that rest on it cite it whole.' },
  {
    cite: '47 CFR 64.2008(f)(2)',
    why: 'What the spoken notice may leave out: the question spoken-notice.ts weighs it for a script.',
  },
];

/** Notice required for use of CPNI, 47 CFR 64.2008. */
export const section642008: Section = {
  cite: '47 CFR 64.2008',
  rules: [
    noticeFirst,
    noticeRecords,
    individualNotice,
    rightAndDuty,
    withinNotice,
    ...noticeStates,
    noFreeze,
    ...noticeCloses,
    optOutForm,
    waitingPeriod,
    renewal,
    emailConsent,
    replyOptsOut,
    delivered,
    honestSubject,
    freeAtAllHours,
    optInForm,
    oneCallOnly,
  ],
  notEncoded,
};
