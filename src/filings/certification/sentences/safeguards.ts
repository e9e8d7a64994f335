import { always, type Chapter, many, promisedAny } from './template.ts';

export const authentication: Chapter = {
  heading: 'Authentication of customers',
  templates: [
    {
      code: 'telephone',
      concepts: ['P40'],
      cites: ['47 CFR 64.2010(b)'],
      also: [],
      when: always,
      text: ({ codes }) =>
        `When a customer calls, staff do not disclose ${codes.has('phone-release-three-ways') ? 'any CPNI, call detail information or other,' : 'call detail information'} unless the customer first gives a password that is not prompted by readily available biographical information or account information; without a password the information is sent to the address of record, or the company calls the customer back at the telephone number of record.`,
    },
    {
      code: 'telephone-unaided',
      concepts: ['P40'],
      cites: ['47 CFR 64.2010(b)'],
      also: [],
      when: ({ codes }) => !codes.has('phone-release-three-ways'),
      text: () =>
        'If the customer is able to name the call detail without any help from staff, staff discuss that call detail only.',
    },
    {
      code: 'online',
      concepts: ['P41'],
      cites: ['47 CFR 64.2010(c)'],
      also: ['passwords'],
      when: always,
      text: () =>
        'Online, customers are authenticated without readily available biographical information or account information, by a code sent to the telephone number of record, before an online account is opened, and reach CPNI only through a password afterwards.',
    },
    {
      code: 'passwords',
      concepts: ['P42'],
      cites: ['47 CFR 64.2010(e)'],
      also: [],
      when: always,
      text: () =>
        'To establish a password, the customer is authenticated by a code sent to the address or telephone number of record, without readily available biographical information or account information; a lost password is replaced in the same way, and no back-up question that asks for such information is used.',
    },
    {
      code: 'stores',
      concepts: [],
      cites: ['47 CFR 64.2010(d)'],
      also: ['authentication'],
      when: always,
      text: () =>
        'At a retail location CPNI is shown only to a customer who presents a valid photo ID matching the account.',
    },
    {
      code: 'business',
      concepts: ['P44'],
      cites: ['47 CFR 64.2010(g)'],
      also: [],
      when: promisedAny('P44'),
      text: () =>
        "For a business customer with a dedicated account representative and a contract that specifically addresses the protection of CPNI, the contract's authentication applies.",
    },
    {
      code: 'change-notices',
      concepts: ['P43'],
      cites: ['47 CFR 64.2010(f)'],
      also: [],
      when: always,
      text: () =>
        'The company notifies the customer immediately whenever a password, an answer to a back-up question, an online account or an address of record is created or changed; the notice goes by voicemail or text message to the telephone number of record or by mail to the address of record as it stood before the change, does not reveal the changed information and is not sent to the new address.',
    },
  ],
};

export const staff: Chapter = {
  heading: 'Training, discipline and safeguards',
  templates: [
    {
      code: 'training',
      concepts: ['P29', 'P31'],
      cites: ['47 CFR 64.2009(b)'],
      also: [],
      when: always,
      text: ({ year, figures }) =>
        `All employees with access to CPNI are trained when they are hired and every twelve months on when they are and are not authorized to use CPNI; in ${year} ${figures.trained} of ${figures.staff} passed the course.`,
    },
    {
      code: 'manual',
      concepts: ['P30'],
      cites: ['47 CFR 64.2009(b)'],
      also: [],
      when: promisedAny('P30'),
      text: () =>
        'Each employee receives the CPNI compliance manual and acknowledges its newest version by name; the acknowledgment is bound to the exact text.',
    },
    {
      code: 'discipline',
      concepts: ['P32'],
      cites: ['47 CFR 64.2009(b)'],
      also: [],
      when: always,
      text: ({ year, figures }) =>
        `An express disciplinary process weighs the severity of a violation, whether it is repeated, whether guidance was sought, and intent, and its measures run from retraining and a written reprimand to termination of employment; ${year} had ${many(figures.discipline, 'case', 'cases')}.`,
    },
    {
      code: 'managers',
      concepts: ['P33'],
      cites: ['47 CFR 64.2010(a)'],
      also: [],
      when: promisedAny('P33'),
      text: () =>
        'A team manager named in the register bears the responsibility for the protection of CPNI on every day of the year.',
    },
    {
      code: 'audit-log',
      concepts: ['P6'],
      cites: ['47 CFR 64.2010(a)'],
      also: [],
      when: always,
      text: ({ year, figures }) =>
        `The company takes steps to protect CPNI from misuse: a customer is authenticated before anything is disclosed to him, and each change of these records is an entry of a ledger that can be verified without access to the company's systems; ${year} has ${many(figures.evidence, 'entry', 'entries')}.`,
    },
    {
      code: 'security',
      concepts: ['P7'],
      cites: ['47 CFR 64.2010(a)'],
      also: [],
      when: promisedAny('P7'),
      text: () =>
        'The company reviews its security measures against the practices of its industry and records the date and the result.',
    },
  ],
};

export const breaches: Chapter = {
  heading: 'Breaches',
  templates: [
    {
      code: 'breach-report',
      concepts: ['P47'],
      cites: ['47 CFR 64.2011(b)', '47 CFR 64.2011(e)'],
      also: [],
      when: always,
      text: ({ promised }) =>
        `A breach occurs when a person, without authorization or exceeding authorization, has intentionally gained access to, used or disclosed CPNI. As soon as practicable, and no later than seven business days after it reasonably determines that a breach has occurred, the company reports it electronically to the United States Secret Service and the Federal Bureau of Investigation through the central reporting facility${promised.has('P47') ? '; where its earlier filing promised a shorter time, the shorter time holds' : ''}.`,
    },
    {
      code: 'breach-hold',
      concepts: ['P48'],
      cites: ['47 CFR 64.2011(a)', '47 CFR 64.2011(b)(1)', '47 CFR 64.2011(c)'],
      also: [],
      when: always,
      text: () =>
        'Customers and the public are not told until seven full business days have passed after that report; after that the company notifies the customers concerned.',
    },
    {
      code: 'breach-urgent',
      concepts: ['P49', 'P50'],
      cites: ['47 CFR 64.2011(b)(2)', '47 CFR 64.2011(b)(3)'],
      also: [],
      when: always,
      text: () =>
        'If there is an extraordinarily urgent need to tell a class of customers sooner, in order to avoid immediate and irreparable harm, the company says so in its report, tells those customers only after consulting the investigating agency, and cooperates with the agency to limit harm to the investigation. If an agency directs in writing a longer delay, the company waits for the period stated, up to thirty days, and for any extension.',
    },
    {
      code: 'breach-records',
      concepts: ['P51'],
      cites: ['47 CFR 64.2011(d)'],
      also: [],
      when: always,
      text: ({ year, figures }) =>
        `The company keeps a record of each breach discovered, of the report to the agencies and of the notice to customers, with the dates, the CPNI concerned and the circumstances, for at least two years; ${many(figures.breaches, 'breach', 'breaches')} were discovered in ${year}.`.replace(
          '1 breach were',
          '1 breach was',
        ),
    },
  ],
};
