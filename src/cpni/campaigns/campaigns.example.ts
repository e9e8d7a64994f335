import type { Content } from './record.ts';

/** A campaign that needs approval: long distance by call records, by letter, to whoever does not have it. */
export const longDistance: Content = {
  name: 'Spring long distance',
  description: 'Offer flat-rate long distance to customers whose usage shows many long calls.',
  cpni: ['call-detail'],
  products: ['Flat Rate 500'],
  offerKind: 'communications-related',
  offerCategory: 'interexchange',
  recipient: 'self',
  recipientName: null,
  agreement: false,
  affiliateId: null,
  partyId: null,
  audience: { language: null, subscribes: [] },
  channel: 'mail',
  script: 'Dear customer, 500 minutes for $9.',
};
