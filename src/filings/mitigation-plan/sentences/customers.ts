import { lapseSteps } from '../../../robocall/accounts/standing.ts';
import { monthsOf } from '../../../robocall/onboarding/tier.ts';
import { originates, type PlanChapter } from './template.ts';

const policy = (t: Parameters<typeof originates>[0]): boolean => originates(t) && t.acceptableUse !== null;

export const customers: PlanChapter = {
  heading: 'Knowing customers',
  templates: [
    {
      code: 'identity',
      concepts: ['R7', 'R10', 'R11'],
      cites: ['47 CFR 64.6305(d)(2)(ii)', '47 CFR 64.1200(n)(4)'],
      controls: ['onboarding'],
      when: originates,
      text: () =>
        'Before service begins, staff verify the identity of each new customer: its legal name, form and place of incorporation, registration number, street address, and the person who answers for it with telephone and e-mail, each with its source and the date until which it holds; what contradicts or looks wrong is answered point by point, and names are compared with a list of sanctions.',
    },
    {
      code: 'personal',
      concepts: ['R8', 'R9'],
      cites: ['47 CFR 64.1200(n)(4)'],
      controls: ['onboarding'],
      when: originates,
      text: () =>
        'A member of staff speaks with each applicant by telephone before approval, and who spoke with whom, when and of what is on record; no account can be opened without an approved case, and there is no way to sign up online alone.',
    },
    {
      code: 'questionnaire',
      concepts: ['R12'],
      cites: ['47 CFR 64.6305(d)(2)(ii)'],
      controls: ['onboarding'],
      when: originates,
      text: () =>
        'Each customer states in a questionnaire which calls it makes, to whom, from which lists and with which consent, by which dialer, in which states, and how many calls a day and a second; its traffic is later measured against these answers.',
    },
    {
      code: 'renewing',
      concepts: ['R7'],
      cites: ['47 CFR 64.6305(d)(2)(ii)', '47 CFR 64.1200(n)(4)'],
      controls: ['onboarding'],
      when: originates,
      text: () =>
        `Existing and renewing customers are reviewed in the same way: an approval ends after ${monthsOf.standard} months, after ${monthsOf.elevated} months where the risk is elevated and after ${monthsOf.high} month where it is high; when it has lapsed for ${lapseSteps.lowered} days the limits of the account are lowered, and after ${lapseSteps.refused} days its calls stop, other than calls to emergency services.`,
    },
    {
      code: 'second-person',
      concepts: ['R10'],
      cites: ['47 CFR 64.1200(n)(4)'],
      controls: ['onboarding'],
      when: originates,
      text: () =>
        'Risk is counted in points with their reasons; above the line a second person decides, who did not put the case up for decision.',
    },
    {
      code: 'contract',
      concepts: ['R14', 'R15', 'R16', 'R17', 'R18'],
      cites: ['47 CFR 64.6305(d)(2)(ii)'],
      controls: ['acceptable-use'],
      when: policy,
      text: ({ acceptableUse }) =>
        `Every customer accepts the acceptable use policy as part of its contract, and which version, by whom and when is on record; version ${acceptableUse?.version ?? 0}, which new and renewing customers accept, says: ${(acceptableUse?.clauses ?? []).map(({ text }) => text).join(' ')}`,
    },
    {
      code: 'suspend-or-end',
      concepts: ['R19'],
      cites: ['47 CFR 64.6305(d)(2)(ii)'],
      controls: ['acceptable-use', 'strikes'],
      when: policy,
      text: () =>
        'Where a customer breaks that policy any or all of its services are suspended or ended; calls to emergency services are carried until the contract ends.',
    },
  ],
};

export const upstream: PlanChapter = {
  heading: 'Upstream providers',
  templates: [
    {
      code: 'no-upstream',
      concepts: ['R13'],
      cites: ['47 CFR 64.6305(d)(2)(ii)'],
      controls: ['provider-checks'],
      when: ({ upstream: some }) => some === 'none',
      text: () =>
        'It takes no calls from upstream providers: there are none, and before the first is connected it is entered in the register of providers and found in the Robocall Mitigation Database.',
    },
    {
      code: 'upstream-listed',
      concepts: ['R13'],
      cites: ['47 CFR 64.6305(d)(2)(ii)', '47 CFR 64.6305(g)'],
      controls: ['provider-checks'],
      when: ({ upstream: some }) => some === 'some',
      text: () =>
        'Each upstream provider that hands over calls directly stands in a register with its FCC Registration Number and is looked up in the Robocall Mitigation Database every day; where one is verified to be absent or removed its calls are stopped by a person who is told at once, calls to emergency services excepted.',
    },
    {
      code: 'carrier-customers',
      concepts: ['R13'],
      cites: ['47 CFR 64.6305(d)(2)(ii)', '47 CFR 64.1200(n)(5)'],
      controls: ['carrier-checks'],
      when: ({ wholesale }) => wholesale === 'some',
      text: () =>
        'An upstream provider that is a customer is also looked up among the Form 499 filers before service, and is reviewed when three tracebacks within a year lead to it.',
    },
  ],
};
