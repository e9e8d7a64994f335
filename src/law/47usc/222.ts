import { classesMask } from '../coverage.ts';
import type { Order } from '../events.ts';
import type { Use, UseAsked } from '../facts.ts';
import { judgedRecipient } from '../judged-recipient.ts';
import { type NotEncoded, rule, type Section } from '../rule.ts';

const from = '1996-02-08';

export const generalDuty = rule<UseAsked>({
  cite: '47 USC 222(a)',
  duty: 'Protect the confidentiality of what customers, other carriers and makers entrust: tell a customer only after learning who asks',
  effective: { from },
  holds: ({ use }) => use.authentication !== 'none',
});

const servesTheOtherCarrier: ReadonlySet<string> = new Set(['provide', 'bill', 'port', 'protect', 'legal-process']);

export const otherCarriersData = rule<UseAsked>({
  cite: '47 USC 222(b)',
  duty: 'What another carrier gave in order to provide service serves only that, never our own marketing',
  effective: { from },
  holds: ({ use }) => use.source === 'own-service' || servesTheOtherCarrier.has(use.purpose),
});

const ofTheService: ReadonlySet<string> = new Set(['provide', 'port', 'legal-process']);

export const serviceItself = rule<UseAsked>({
  cite: '47 USC 222(c)(1)',
  duty: 'Without approval, identifiable CPNI serves only the service it comes from, what that service needs, and what law compels',
  effective: { from },
  // A port request is part of the service that is left. Not modelled: which classes it needs.
  holds: ({ use }) => ofTheService.has(use.purpose),
});

export const customersOrder = rule<{ readonly use: Use; readonly order: Order }>({
  cite: '47 USC 222(c)(2)',
  duty: "Give CPNI to whomever the customer's own affirmative written order names",
  effective: { from },
  // Doubt D-14: a signed paper or an authenticated portal counts as written; both must be tied to the customer.
  holds: ({ use, order }) =>
    order.authenticated &&
    order.to !== null &&
    order.to === use.to &&
    order.recipient === use.recipient &&
    (use.cpni & ~order.cpni) === 0,
});

export const aggregateInformation = rule<UseAsked>({
  cite: '47 USC 222(c)(3)',
  duty: 'Aggregate information may be used freely; a local exchange carrier offers it to others on fair terms',
  effective: { from },
  holds: ({ use }) => use.identifiable === 'aggregate',
});

export const billing = rule<UseAsked>({
  cite: '47 USC 222(d)(1)',
  duty: 'CPNI may be used to start, render, bill and collect for service',
  effective: { from },
  holds: ({ use }) => use.purpose === 'bill',
});

const protectors: ReadonlySet<string> = new Set(['self', 'agent', 'government', 'third-party']);

/** Whether CPNI goes only to those who guard against fraud; a third party with its reason in the disclosure log. */
export const isProtection = ({ use }: UseAsked): boolean =>
  use.purpose === 'protect' && protectors.has(judgedRecipient(use));

export const protection = rule<UseAsked>({
  cite: '47 USC 222(d)(2)',
  duty: 'CPNI may be used to protect the carrier, its users and other carriers from fraud and abuse',
  effective: { from },
  holds: isProtection,
});

/** `live`: the customer said yes on this very call and is still on it. */
export type OnCall = { readonly use: Use; readonly oneTime: 'live' | 'not-live' | 'out-of-scope' | 'none' };

export const inboundHelp = rule<OnCall>({
  cite: '47 USC 222(d)(3)',
  duty: 'Help on a call the customer began may use CPNI for the length of the call, if the customer approves of it',
  effective: { from },
  // The customer's approval has no record of its own: it is the one-time yes of this call.
  holds: ({ use, oneTime }) => use.channel === 'phone-inbound' && oneTime === 'live',
});

const emergencyClasses = classesMask(['location', 'services-subscribed']);

export const emergency = rule<UseAsked>({
  cite: '47 USC 222(d)(4)',
  duty: 'In an emergency, location and subscriber data may go to those who answer it',
  effective: { from },
  holds: ({ use }) =>
    use.purpose === 'emergency' &&
    (use.recipient === 'government' || use.recipient === 'third-party') &&
    (use.cpni & ~emergencyClasses) === 0,
});

export const subscriberList = rule<UseAsked>({
  cite: '47 USC 222(e)',
  duty: 'Subscriber list information is no CPNI and is open to directory publishers',
  effective: { from },
  holds: ({ use }) => use.identifiable === 'subscriber-list',
});

const notEncoded: readonly NotEncoded[] = [
  { cite: '47 USC 222(c)', why: 'Its three paragraphs are the rules.' },
  { cite: '47 USC 222(d)', why: 'Its four paragraphs are the rules.' },
  { cite: '47 USC 222(f)', why: 'Location needs express prior authorization: here every class needs approval alike.' },
  { cite: '47 USC 222(g)', why: 'Subscriber data for emergency services is asked as purpose emergency, (d)(4).' },
  { cite: '47 USC 222(h)', why: 'Definitions: whether something is CPNI, aggregate or listed is a fact given to us.' },
];

/** Privacy of customer information, 47 U.S.C. 222. */
export const section222: Section = {
  cite: '47 USC 222',
  rules: [
    generalDuty,
    otherCarriersData,
    serviceItself,
    customersOrder,
    aggregateInformation,
    billing,
    protection,
    inboundHelp,
    emergency,
    subscriberList,
  ],
  notEncoded,
};
