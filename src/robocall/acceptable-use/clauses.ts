import type { z } from 'zod';
import type { clause } from './record.ts';

/**
 * What an acceptable use policy binds customers to, in our own words, by the promises R14 to R19 of a mitigation plan. A carrier
 * publishes all of it; what it adds of its own stands beside.
 */
export const library: readonly z.output<typeof clause>[] = [
  {
    id: 'binding',
    promises: ['R14'],
    text: 'These rules are part of the contract. They hold for every call and message that is sent through the account, by the customer, its staff and anybody whom it lets use the service.',
  },
  {
    id: 'unlawful-use',
    promises: ['R15'],
    text: 'The service is not used for anything unlawful, abusive, harassing, false, misleading or fraudulent, and not to harm or exploit children.',
  },
  {
    id: 'telemarketing-law',
    promises: ['R16'],
    text: 'The customer keeps the law of telemarketing: section 5 of the FTC Act, the Telemarketing Act and the Telemarketing Sales Rule (16 CFR part 310), the Telephone Consumer Protection Act (47 USC 227) and the rules of the FCC under it, and the CAN-SPAM Act.',
  },
  {
    id: 'do-not-call-and-hours',
    promises: ['R16'],
    text: 'No call is made to a number on the national or a state do-not-call list or on the customer’s own without an exception that the law gives, nor outside the hours that federal and state law allow. The customer keeps proof of each consent and gives it when asked.',
  },
  {
    id: 'recorded-voices',
    promises: ['R16'],
    text: 'A recorded or artificial voice, also one that a computer generates, speaks only to whoever agreed to it as the law demands, and says at the beginning who is calling.',
  },
  {
    id: 'messaging-guidelines',
    promises: ['R17'],
    text: 'Text messages follow the messaging principles and best practices of the industry: consent before the first message, a way to stop that works at once, and no content that the guidelines bar.',
  },
  {
    id: 'caller-id',
    promises: ['R18'],
    text: 'Nobody is deceived about who is calling. Only numbers are shown that the customer has a right to and that we have verified; misleading caller identification is barred by the Truth in Caller ID Act (47 USC 227(e), 47 CFR 64.1604).',
  },
  {
    id: 'cooperation',
    promises: ['R14', 'R19'],
    text: 'The customer answers our questions about a call within the time that we set, so that a traceback is answered within 24 hours, and tells us before what it does with the service changes.',
  },
  {
    id: 'suspension',
    promises: ['R19'],
    text: 'We may suspend or end any or all services at once where these rules are broken or we have reason to believe so. Calls to emergency services are carried until the contract ends.',
  },
];
