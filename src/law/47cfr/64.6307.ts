import { rule, type Section } from '../rule.ts';

export const noLineItem = rule<{
  readonly subscriber: 'consumer' | 'small-business' | 'other-business' | 'unknown';
  readonly lineItem: 'for-call-authentication' | 'none' | 'unknown';
}>({
  cite: '47 CFR 64.6307(a)',
  duty: 'Consumers and small businesses are charged no line item for call authentication',
  effective: { from: '2021-06-30' },
  holds: ({ subscriber, lineItem }) => lineItem === 'none' || subscriber === 'other-business',
});

/** Line item charges, 47 CFR 64.6307. The bar stands before its definitions in (a) and is cited there. */
export const section646307: Section = { cite: '47 CFR 64.6307', rules: [noLineItem], notEncoded: [] };
