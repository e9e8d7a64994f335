import { asksOrPromised, type Chapter, many, promisedAny, type Telling } from './template.ts';

const silence = ({ practice }: Telling): boolean => practice === 'opt-out';

export const notices: Chapter = {
  heading: 'Notices and approval',
  templates: [
    {
      code: 'notice-first',
      concepts: ['P8', 'P9', 'P10'],
      cites: ['47 CFR 64.2008(a)(1)', '47 CFR 64.2008(b)'],
      also: [],
      when: asksOrPromised('P8', 'P9', 'P10'),
      text: ({ year, figures }) =>
        `Each customer receives an individual notice of the right to restrict the use of CPNI before approval is asked; the wording is approved by a second person, and ${year} saw ${many(figures.notices, 'notice', 'notices')} sent.`,
    },
    {
      code: 'notice-content',
      concepts: ['P11'],
      cites: ['47 CFR 64.2008(c)'],
      also: [],
      when: asksOrPromised('P11'),
      text: () =>
        'The notice states that the customer has a right, and the company a duty, under federal law to protect the confidentiality of CPNI; it names the types of CPNI, who receives it and for what purpose, gives the precise steps for refusing, and says that a refusal does not affect any service and that a choice is valid until the customer changes it.',
    },
    {
      code: 'opt-out-wait',
      concepts: ['P8'],
      cites: ['47 CFR 64.2008(d)(1)', '47 CFR 64.2008(d)(2)'],
      also: ['approval-gate'],
      when: silence,
      text: ({ waitDays }) =>
        `After an opt-out notice is sent the company waits at least ${waitDays} days before it assumes approval; the wait for a mailed notice begins on the third day after mailing, and every customer is notified again every two years.`,
    },
    {
      code: 'opt-out-channels',
      concepts: ['P8'],
      cites: ['47 CFR 64.2008(d)(3)(v)'],
      also: ['opt-out-channels'],
      when: silence,
      text: ({ channels }) =>
        `Customers can opt out at no cost, 24 hours a day and seven days a week${channels.length === 0 ? '' : `, by these means: ${channels.join(', ')}`}; an e-mail notice that comes back undeliverable is sent again in another form.`,
    },
    {
      code: 'opt-out-failure',
      concepts: ['P45'],
      cites: ['47 CFR 64.2009(f)'],
      also: [],
      when: (t) => silence(t) || promisedAny('P45')(t),
      text: () =>
        'When an opt-out mechanism does not work properly, to such a degree that the inability of customers to opt out is more than an anomaly, the company writes to the Federal Communications Commission within five business days, naming the mechanism, the problem, the remedy and its date, and any state commission told, and enclosing the notice to customers.',
    },
    {
      code: 'opt-in-failure',
      concepts: ['P46'],
      cites: ['47 CFR 64.2009(f)'],
      also: [],
      when: promisedAny('P46'),
      text: () =>
        'Beyond what the rule asks, the company also watches the means by which customers give express approval and records each failure of them.',
    },
    {
      code: 'choice-stands',
      concepts: ['P14'],
      cites: ['47 CFR 64.2007(a)(2)'],
      also: [],
      when: asksOrPromised('P14'),
      text: ({ year, figures }) =>
        `An approval or refusal stands until the customer changes it; in ${year} customers gave ${many(figures.approvals, 'approval', 'approvals')} and ${many(figures.refusals, 'refusal', 'refusals')}.`,
    },
    {
      code: 'approval-records',
      concepts: ['P12', 'P15'],
      cites: ['47 CFR 64.2007(a)(3)', '47 CFR 64.2008(a)(2)'],
      also: ['retention-notices'],
      when: asksOrPromised('P12', 'P15'),
      text: () =>
        "The company keeps a record of every notice and of each customer's approval or refusal for at least one year.",
    },
    {
      code: 'partners',
      concepts: ['P35', 'P36', 'P37'],
      cites: ['47 CFR 64.2007(b)'],
      also: [],
      when: promisedAny('P34', 'P35', 'P36', 'P37'),
      text: ({ codes }) =>
        `Joint venture partners, independent contractors and outside agents sign a confidentiality agreement that limits CPNI to its purpose before they have access, and CPNI goes to them ${codes.has('opt-in-for-partners') ? 'for whatever purpose' : 'for marketing'} only with the express opt-in approval of the customer.`,
    },
    {
      code: 'sales-agents',
      concepts: ['P34'],
      cites: ['47 CFR 64.2009(b)'],
      also: [],
      when: promisedAny('P34'),
      text: () =>
        'Sales agents hold CPNI under terms of confidentiality and bind their own staff and sub-agents by the same terms.',
    },
    {
      code: 'new-carrier',
      concepts: ['P38'],
      cites: ['47 USC 222(c)(2)'],
      also: [],
      when: promisedAny('P38'),
      text: () =>
        'CPNI goes to a new carrier of the customer only on the written authorization of the customer, save where the law compels it.',
    },
  ],
};
