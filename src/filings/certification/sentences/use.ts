import { always, asks, type Chapter, many, promisedAny } from './template.ts';

export const definition: Chapter = {
  heading: 'What CPNI is',
  templates: [
    {
      code: 'definition',
      concepts: ['P60'],
      cites: ['47 USC 222(h)(1)', '47 CFR 64.2003(g)'],
      also: [],
      when: always,
      text: ({ name }) =>
        `Customer proprietary network information (CPNI) is information on the quantity, technical configuration, type, destination, location and amount of use of a service, which ${name} has because it provides that service, and what telephone bills contain; names, addresses and telephone numbers published in a directory are not CPNI.`,
    },
  ],
};

export const use: Chapter = {
  heading: 'How CPNI is used',
  templates: [
    {
      code: 'purposes',
      concepts: ['P3', 'P27', 'P28'],
      cites: ['47 CFR 64.2005', '47 USC 222'],
      also: [],
      when: always,
      text: ({ name }) =>
        `${name} uses CPNI to provide, repair and bill the services that its customers have bought, to protect its property and its customers from fraud, and to answer lawful process.`,
    },
    {
      code: 'gate',
      concepts: ['P5', 'P16', 'P17'],
      cites: ['47 CFR 64.2009(a)'],
      also: [],
      when: always,
      text: ({ year, figures }) =>
        `Before CPNI is used, disclosed or accessed, the decision system checks the status of the customer's approval and records its answer with the paragraph that decides; in ${year} it answered ${many(figures.decisions, 'proposed use', 'proposed uses')} and refused ${figures.denied === 0 ? 'none' : figures.denied.toLocaleString('en-US')}.`,
    },
    {
      code: 'marketing-opt-out',
      concepts: ['P1'],
      cites: ['47 CFR 64.2007(b)'],
      also: [],
      when: ({ practice }) => practice === 'opt-out',
      text: ({ name }) =>
        `${name} also uses CPNI to market its own communications-related services to customers who were notified and have not opted out.`,
    },
    {
      code: 'marketing-opt-in',
      concepts: ['P13'],
      cites: ['47 CFR 64.2007(b)'],
      also: [],
      when: (t) => t.practice === 'opt-in' || (t.practice === 'no-marketing' && t.promised.has('P13')),
      text: ({ practice, name }) =>
        practice === 'opt-in'
          ? `${name} uses CPNI to market its services to customers who have given express opt-in approval, and to nobody else.`
          : `Where a use of CPNI needs approval, the decision system accepts express opt-in approval alone.`,
    },
    {
      code: 'no-marketing',
      concepts: ['P2'],
      cites: ['47 CFR 64.2009(e)'],
      also: [],
      when: ({ practice }) => practice === 'no-marketing',
      text: ({ name, year, figures }) =>
        `${name} does not use CPNI in marketing. The decision system denies each such use, and ${year} had ${many(figures.released, 'released list', 'released lists')}.`,
    },
    {
      code: 'without-approval',
      concepts: ['P24', 'P25', 'P26'],
      cites: ['47 CFR 64.2005'],
      also: [],
      when: promisedAny('P24', 'P25', 'P26'),
      text: ({ name }) =>
        `Without asking for approval, ${name} offers services within the categories to which a customer already subscribes, customer premises equipment, and adjunct-to-basic services such as call waiting and speed dialing.`,
    },
    {
      code: 'disclosure',
      concepts: ['P4'],
      cites: ['47 CFR 64.2005', '47 CFR 64.2009(c)'],
      also: [],
      when: always,
      text: ({ year, figures, codes }) =>
        `CPNI goes to affiliates, vendors and agents only ${codes.has('no-sharing-beyond-service') ? 'where the services that the customer already has need it' : 'on a ground that the law knows'}; each disclosure to a third party is recorded with its ground and kept for at least one year, and ${year} saw ${many(figures.disclosures, 'disclosure', 'disclosures')}.`,
    },
    {
      code: 'no-sale',
      concepts: ['P39'],
      cites: ['47 USC 222(c)(1)'],
      also: [],
      when: promisedAny('P39'),
      text: ({ name }) =>
        `${name} does not sell CPNI to third parties: the decision system knows this purpose and refuses it.`,
    },
    {
      code: 'campaign-records',
      concepts: ['P23'],
      cites: ['47 CFR 64.2009(c)'],
      also: [],
      when: always,
      text: ({ name, practice, year, figures }) =>
        `${name} records each sales and marketing campaign that uses CPNI, its own and those of its affiliates, with a description of the campaign, the specific CPNI used and the products and services offered, and keeps the record for at least one year${practice === 'no-marketing' ? '' : `; ${year} had ${many(figures.campaigns, 'campaign', 'campaigns')} on record`}.`,
    },
    {
      code: 'campaign-outcomes',
      concepts: ['P22'],
      cites: ['47 CFR 64.2009(c)'],
      also: [],
      when: promisedAny('P22'),
      text: () =>
        'Campaigns that use CPNI are measured and tracked: what came of each is on record by the time it is closed, and the record is kept for at least one year.',
    },
    {
      code: 'supervision',
      concepts: ['P19', 'P20', 'P21'],
      cites: ['47 CFR 64.2009(d)'],
      also: [],
      when: (t) => asks(t) || promisedAny('P19', 'P20', 'P21')(t),
      text: () =>
        'A supervisor, other than the person who asks, reviews and approves every outbound marketing campaign, with its list and its manner, and every outbound request for customer approval before it goes out. Records of these reviews are kept for at least one year.',
    },
    {
      code: 'screening',
      concepts: ['P18'],
      cites: ['47 CFR 64.2009(a)'],
      also: [],
      when: (t) => asks(t) || promisedAny('P18')(t),
      text: ({ year, figures }) =>
        `Every marketing list is screened against the approval status of each customer when it is made and once more when it is released, and customers without approval are removed; ${year} saw ${many(figures.leftOut, 'customer', 'customers')} left out.`,
    },
  ],
};
