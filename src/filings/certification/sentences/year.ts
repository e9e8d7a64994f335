import { always, type Chapter, many, promisedAny } from './template.ts';

export const year: Chapter = {
  heading: 'The year and this filing',
  templates: [
    {
      code: 'complaints-none',
      concepts: ['P55'],
      cites: ['47 CFR 64.2009(e)'],
      also: [],
      when: ({ figures }) => figures.complaints === 0,
      text: ({ year: covered, figures }) =>
        figures.nilReports.includes('complaints')
          ? `The company received no customer complaints in ${covered} concerning the unauthorized release of CPNI, and the register of complaints is closed by a signed report of none.`
          : `The register of complaints has no entry for ${covered}; a signed report of none does not stand yet.`,
    },
    {
      code: 'complaints',
      concepts: ['P54'],
      cites: ['47 CFR 64.2009(e)'],
      also: ['complaint-register'],
      when: ({ figures }) => figures.complaints > 0,
      text: ({ year: covered, figures }) =>
        `The company received ${many(figures.complaints, 'customer complaint', 'customer complaints')} in ${covered} concerning the unauthorized release of CPNI; the certificate counts them by category.`,
    },
    {
      code: 'brokers-none',
      concepts: ['P56'],
      cites: ['47 CFR 64.2009(e)'],
      also: [],
      when: ({ figures }) => figures.dataBrokerActions === 0,
      text: ({ year: covered, figures }) =>
        figures.nilReports.includes('data-brokers')
          ? `The company has not taken any action against data brokers in ${covered}, and the register of such actions is closed by a signed report of none.`
          : `The register of actions against data brokers has no entry for ${covered}; a signed report of none does not stand yet.`,
    },
    {
      code: 'brokers',
      concepts: ['P54'],
      cites: ['47 CFR 64.2009(e)'],
      also: ['data-broker-register'],
      when: ({ figures }) => figures.dataBrokerActions > 0,
      text: ({ year: covered, figures }) =>
        `The company took ${many(figures.dataBrokerActions, 'action', 'actions')} against data brokers in ${covered}; the certificate lists forum, date, matter and status.`,
    },
    {
      code: 'certificate',
      concepts: ['P52', 'P53', 'P54'],
      cites: ['47 CFR 64.2009(e)'],
      also: [],
      when: always,
      text: () =>
        'Each year an officer signs the compliance certificate on personal knowledge; this statement and the counts of complaints and of actions against data brokers go with it.',
    },
    {
      code: 'before-march-1',
      concepts: ['P57'],
      cites: ['47 CFR 64.2009(e)'],
      also: [],
      when: promisedAny('P57'),
      text: () => 'The company files each year before March 1, which is stricter than the rule.',
    },
    {
      code: 'coverage',
      concepts: ['P58'],
      cites: ['47 CFR 64.2009(e)'],
      also: [],
      when: always,
      text: ({ year: covered }) =>
        `The evidence behind these sentences covers calendar year ${covered}, January 1 to December 31.`,
    },
    {
      code: 'contact',
      concepts: ['P59'],
      cites: [],
      also: [],
      when: always,
      text: () => 'The certificate names who answers questions about this filing.',
    },
  ],
};
