import type { RegistrationFacts } from '../record.ts';
import { always, type PlanChapter } from './template.ts';

/** An action or investigation in words, as the plan and the form tell of it. */
export const actionInWords = ({
  agency,
  about,
  beganOn,
  status,
  findings,
}: RegistrationFacts['enforcement'][number]): string =>
  `${agency}, begun on ${beganOn}, about ${about}; status: ${status}; findings: ${findings}`;

export const cooperation: PlanChapter = {
  heading: 'Tracebacks and cooperation',
  templates: [
    {
      code: 'tracebacks',
      concepts: ['R30', 'R31'],
      cites: ['47 CFR 64.6305(d)(2)(iii)', '47 CFR 64.1200(n)(1)'],
      controls: ['tracebacks'],
      when: always,
      text: () =>
        'The company answers every traceback request of the Federal Communications Commission (FCC), of law enforcement and of the industry traceback consortium fully and within 24 hours of its receipt, and cooperates with them in investigating and stopping illegal robocallers and whoever uses its service to originate or carry illegal robocalls.',
    },
    {
      code: 'resources',
      concepts: ['R32'],
      cites: ['47 CFR 64.6305(a)(2)'],
      controls: ['tracebacks', 'on-call'],
      when: always,
      text: () =>
        'A person and a backup are on call for traceback requests at every hour; a request that nobody takes up goes to the backup after fifteen minutes.',
    },
    {
      code: 'legal-process',
      concepts: ['R31', 'R33'],
      cites: ['47 CFR 64.6305(a)(2)'],
      controls: ['legal-requests'],
      when: always,
      text: () =>
        'Subpoenas, warrants, orders and civil investigative demands are entered when they come, the records that they ask for are held from that moment, and they are answered within 24 hours or by the day that counsel has on record.',
    },
    {
      code: 'notices-of-the-commission',
      concepts: [],
      cites: ['47 CFR 64.1200(n)(2)', '47 CFR 64.1200(k)(4)'],
      controls: ['fcc-notices'],
      when: always,
      text: () =>
        'Traffic that a notice of the Commission names is investigated, blocked and reported in the time that the notice sets.',
    },
    {
      code: 'enforcement',
      concepts: [],
      cites: ['47 CFR 64.6305(d)(2)(iv)'],
      controls: ['registration'],
      when: always,
      text: ({ registration: { enforcement } }) =>
        enforcement.length === 0
          ? 'In the past two years neither the company nor any entity under common ownership, management, directors or control has been the subject of a formal action or investigation by the FCC, law enforcement or a regulator with findings of actual or suspected wrongdoing on illegal robocalls, spoofing or a deficient filing in the Robocall Mitigation Database.'
          : `In the past two years the company or an entity under common ownership, management, directors or control has been the subject of these formal actions or investigations on illegal robocalls, spoofing or filings in the Robocall Mitigation Database: ${enforcement.map(({ agency, beganOn }) => `${agency} from ${beganOn}`).join('; ')}.`,
    },
    {
      code: 'enforcement-actions',
      concepts: [],
      cites: ['47 CFR 64.6305(d)(2)(iv)'],
      controls: ['registration'],
      when: ({ registration: { enforcement } }) => enforcement.length > 0,
      text: ({ registration: { enforcement } }) => `Of these: ${enforcement.map(actionInWords).join('; ')}.`,
    },
    {
      code: 'removals',
      concepts: ['R5'],
      cites: ['47 CFR 64.6305(d)(1)'],
      controls: ['registration'],
      when: always,
      text: ({ registration: { removals } }) =>
        removals === 'none'
          ? 'No earlier certification of the company was removed from the Robocall Mitigation Database by the Commission, and it is not barred from filing.'
          : 'An earlier certification of the company was removed from the Robocall Mitigation Database by the Commission and it was reinstated; it is not barred from filing.',
    },
  ],
};

export const followed: PlanChapter = {
  heading: 'This plan',
  templates: [
    {
      code: 'followed',
      concepts: ['R3'],
      cites: ['47 CFR 64.6305(a)(2)'],
      controls: ['plan-binding'],
      when: always,
      text: () =>
        'Each sentence of this plan is bound to the setting or record that it tells of; when one changes, the plan and the filing are brought up to date within ten business days.',
    },
    {
      code: 'recertified',
      concepts: ['R34'],
      cites: ['47 CFR 64.6305(h)'],
      controls: ['registration'],
      when: always,
      text: () => 'The filing is certified anew each year between February 1 and March 1.',
    },
  ],
};
