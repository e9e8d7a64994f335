import type { RegistrationFacts } from '../record.ts';
import { always, inWords, originates, type PlanChapter } from './template.ts';

const roleWords: { readonly [role in RegistrationFacts['roles'][number]]: string } = {
  'voice-service-provider': 'a voice service provider that serves end users and is obliged to implement STIR/SHAKEN',
  'wholesale-voice-service-provider': 'a voice service provider that originates calls of its wholesale customers',
  gateway: 'a gateway provider',
  'non-gateway-intermediate': 'a non-gateway intermediate provider',
};

type Named = RegistrationFacts['principals'];
const people = (of: Named): string => inWords(of.map(({ name, what }) => (what === '' ? name : `${name} (${what})`)));
const orNone = (of: Named, one: string): string =>
  of.length === 0 ? `no ${one}` : `the following ${one}: ${people(of)}`;

/** Why calls go unsigned, by the extension that is claimed where one is. */
const because = ({ paragraph, because: why }: RegistrationFacts['extension']): string =>
  paragraph === null ? why : `under the extension of 47 CFR ${paragraph}: ${why}`;

export const provider: PlanChapter = {
  heading: 'The provider',
  templates: [
    {
      code: 'role',
      concepts: ['R6'],
      cites: ['47 CFR 64.6305(d)(4)'],
      controls: ['registration'],
      when: always,
      text: ({ profile: { name, frn, address }, registration: { roles, foreign } }) =>
        `In the call path ${name} (FCC Registration Number ${frn ?? 'none'}), ${address}, is ${inWords(roles.map((role) => roleWords[role]))}; it is ${foreign === 'yes' ? '' : 'not '}a foreign voice service provider.`,
    },
    {
      code: 'names',
      concepts: ['R6'],
      cites: ['47 CFR 64.6305(d)(4)'],
      controls: ['registration'],
      when: always,
      text: ({ profile: { formerNames }, registration: { otherNames } }) =>
        `It does business under ${otherNames.length === 0 ? 'no other name' : `the names ${inWords(otherNames)}`} and has ${formerNames.length === 0 ? 'no former name' : `the former names ${inWords(formerNames)}`}.`,
    },
    {
      code: 'number',
      concepts: ['R20'],
      cites: ['47 CFR 64.6305(d)(4)'],
      controls: ['registration'],
      when: always,
      text: ({ profile: { operatingCompanyNumbers: ocns } }) =>
        ocns.length === 0
          ? 'It has no Operating Company Number (OCN).'
          : `Its Operating Company Number (OCN) is ${inWords(ocns)}.`,
    },
    {
      code: 'related',
      concepts: [],
      cites: ['47 CFR 64.6305(d)(4)'],
      controls: ['registration'],
      when: always,
      text: ({ registration: { principals, affiliates, subsidiaries, parents } }) =>
        `Its principals are ${people(principals)}; it has ${orNone(affiliates, 'affiliates')}, ${orNone(subsidiaries, 'subsidiaries')} and ${orNone(parents, 'parent companies')}.`,
    },
    {
      code: 'contact',
      concepts: [],
      cites: ['47 CFR 64.6305(d)(4)'],
      controls: ['registration'],
      when: always,
      text: ({ registration: { contact: c } }) =>
        `The contact for robocall mitigation is ${c.name}, ${c.title}, ${c.department}, ${c.address}, telephone ${c.telephone}, e-mail ${c.email}.`,
    },
  ],
};

export const authentication: PlanChapter = {
  heading: 'Caller ID authentication',
  templates: [
    {
      code: 'status-full',
      concepts: ['R1', 'R20'],
      cites: ['47 CFR 64.6305(d)(1)', '47 CFR 64.6301(a)'],
      controls: ['signing-credentials', 'attestation'],
      when: ({ registration: { status } }) => status === 'full',
      text: () =>
        'STIR/SHAKEN is fully implemented: every call that it originates on the IP parts of its network is signed before it leaves, and all calls that it originates are under the program that this plan describes.',
    },
    {
      code: 'status-partial',
      concepts: ['R1', 'R2', 'R21'],
      cites: ['47 CFR 64.6305(d)(1)', '47 CFR 64.6305(d)(2)(i)'],
      controls: ['signing-credentials', 'registration'],
      when: ({ registration: { status } }) => status === 'partial',
      text: ({ registration: { extension } }) =>
        `STIR/SHAKEN is implemented in part of its network, and all calls that it originates, signed or not, are under the program that this plan describes; the rest is not signed because: ${because(extension)}`,
    },
    {
      code: 'status-none',
      concepts: ['R1', 'R2', 'R21'],
      cites: ['47 CFR 64.6305(d)(1)', '47 CFR 64.6305(d)(2)(i)'],
      controls: ['registration'],
      when: ({ registration: { status } }) => status === 'none',
      text: ({ registration: { extension } }) =>
        `STIR/SHAKEN is not implemented, and all calls that it originates are under the program that this plan describes; the reason is: ${because(extension)}`,
    },
    {
      code: 'own-certificate',
      concepts: ['R20', 'R22'],
      cites: ['47 CFR 64.6301(a)', '47 CFR 64.6301(b)'],
      controls: ['signing-credentials', 'attestation'],
      when: (t) => originates(t) && t.registration.status !== 'none',
      text: ({ certificate }) =>
        certificate === null
          ? 'Calls are signed under a certificate of its own, and it decides the attestation of each call itself.'
          : `Calls are signed under a certificate of its own for the service provider code ${certificate.code}, and it decides the attestation of each call itself.`,
    },
    {
      code: 'attestation',
      concepts: ['R23'],
      cites: ['47 CFR 64.6301(a)'],
      controls: ['attestation', 'number-authorization'],
      when: (t) => originates(t) && t.registration.status !== 'none',
      text: () =>
        'Full attestation (A) is given only where the customer is known and its right to the calling number is verified on record; a known customer without that right gets partial attestation (B), and nothing is attested in full by default.',
    },
  ],
};
