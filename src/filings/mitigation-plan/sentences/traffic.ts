import { always, inWords, originates, type PlanChapter } from './template.ts';
import { thresholdsByUse, thresholdsOfAll } from './thresholds.ts';

const number = (n: number): string => n.toLocaleString('en-US');

export const numbers: PlanChapter = {
  heading: 'Numbers and limits',
  templates: [
    {
      code: 'own-numbers',
      concepts: ['R23'],
      cites: ['47 CFR 64.6305(d)(2)(ii)', '47 CFR 64.1604'],
      controls: ['number-authorization'],
      when: originates,
      text: ({ signedB }) =>
        signedB === 'none'
          ? 'Every call is checked before it is carried: it may show only a number that the account has a right to on record, assigned by the company, ported in, or proved by a letter of authorization or the responsible organization of a toll-free number; any other is refused.'
          : 'Every call is checked before it is carried: it may show only a number that the account has a right to on record, assigned by the company, ported in, or proved by a letter of authorization or the responsible organization of a toll-free number; any other is refused, or, for accounts whose reason is on record, signed with partial attestation.',
    },
    {
      code: 'strikes',
      concepts: ['R24'],
      cites: ['47 CFR 64.6305(d)(2)(ii)'],
      controls: ['strikes'],
      when: originates,
      text: () =>
        'Showing a number without a right to it brings one warning, whose delivery is proved and which does not lapse; calls refused within 24 hours of that delivery belong to it, and a second finding afterwards suspends the account at once and terminates it unless an officer grants an exception by name.',
    },
    {
      code: 'limits',
      concepts: ['R26'],
      cites: ['47 CFR 64.6305(d)(2)(ii)'],
      controls: ['rate-limits'],
      when: originates,
      text: ({ limits: most, shadowed }) =>
        most === null
          ? 'Every account has limits of calls per second and of calls at once, enforced in the network on each call; none can be opened without them.'
          : `Every account has limits of calls per second and of calls at once, enforced in the network on each call${shadowed === 'none' ? '' : ' or, for accounts whose reason is on record and for thirty days at most, held against each call that is carried while what they would refuse is counted'}; none can be opened without them, and the highest in use are ${number(most.callsPerSecond)} calls per second and ${number(most.sessions)} calls at once.`,
    },
    {
      code: 'blocking',
      concepts: [],
      cites: ['47 CFR 64.1200(o)', '47 CFR 64.1200(k)(3)'],
      controls: ['do-not-originate'],
      when: ({ lists }) => lists.has('do-not-originate'),
      text: ({ lists }) =>
        `Calls that show a number of ${inWords([
          'a do-not-originate list',
          ...(lists.has('invalid') ? ['the invalid numbers'] : []),
          ...(lists.has('unallocated') ? ['the unallocated numbers'] : []),
        ])} are blocked; a blocked call is answered with SIP code 603+ or, where it was refused for its caller, a code that names the reason, and the refusal names whom to ask.`,
    },
    {
      code: 'no-lists',
      concepts: [],
      cites: ['47 CFR 64.1200(k)(3)'],
      controls: ['number-authorization'],
      when: ({ lists }) => !lists.has('do-not-originate'),
      text: () =>
        'No call is blocked by a do-not-originate list; calls are blocked only where the calling number is not the account’s, and a blocked call is answered with SIP code 603+ or a code that names the reason.',
    },
    {
      code: 'emergency',
      concepts: [],
      cites: ['47 CFR 64.6305(g)(5)'],
      controls: ['rate-limits'],
      when: always,
      text: () =>
        'Calls to 911, 988 and public safety are carried whatever else holds of the account: no limit, block or suspension stops them.',
    },
  ],
};

export const analytics: PlanChapter = {
  heading: 'Analytics',
  templates: [
    {
      code: 'measures',
      concepts: ['R4', 'R25', 'R28'],
      cites: ['47 CFR 64.6305(d)(2)(ii)'],
      controls: ['traffic-analytics'],
      when: originates,
      text: () =>
        `The company analyzes all its call records every day with a system of its own: per account, calling number and sub-account it measures the number of calls, answer rate, calls below six and fifteen seconds, calls per second, numbers dialled in sequence, repeated calls to one number, numbers shown that look like the called party’s, calls abroad and the delivery rate, and weighs them against what the customer declared, its own history and accounts of the same use.`,
    },
    {
      code: 'thresholds',
      concepts: ['R25'],
      cites: ['47 CFR 64.6305(d)(2)(ii)'],
      controls: ['traffic-analytics'],
      when: originates,
      text: () => thresholdsOfAll,
    },
    {
      code: 'thresholds-by-use',
      concepts: ['R25'],
      cites: ['47 CFR 64.6305(d)(2)(ii)'],
      controls: ['traffic-analytics'],
      when: originates,
      text: () => thresholdsByUse,
    },
    {
      code: 'vendors',
      concepts: ['R25'],
      cites: ['47 CFR 64.6305(d)(2)(ii)'],
      controls: ['registration'],
      when: always,
      text: ({ registration: { analyticsVendors: vendors } }) =>
        vendors.length === 0
          ? 'No third-party vendor analyzes its traffic: the analytics system is its own.'
          : `Third-party vendors also analyze its traffic: ${inWords(vendors.map(({ name, what }) => (what === '' ? name : `${name} (${what})`)))}.`,
    },
    {
      code: 'investigations',
      concepts: ['R27', 'R28', 'R29', 'R33'],
      cites: ['47 CFR 64.6305(a)(2)'],
      controls: ['investigations'],
      when: always,
      text: () =>
        'An alert, a traceback that the company answers as the originating provider, a complaint, legal process or a caller ID violation opens an investigation at once; what was found is on record by the end of the next day, call records, recordings and platform data are opened by reason and each look is logged, and it ends as cleared or with a warning, or with a limit, a block of numbers, a suspension or a termination that reaches the network within five seconds.',
    },
  ],
};
