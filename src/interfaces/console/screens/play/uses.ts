import type { InputOf, OutputOf } from '../../../client/types.ts';
import type { words } from './words.ts';

type Use = InputOf<'decisions.explain'>['use'];
export type Span = OutputOf<'decisions.explain'>['spans'][number];
export type UseName = keyof typeof words.uses;

const market: Use = {
  identifiable: 'individual',
  source: 'own-service',
  purpose: 'market',
  offer: { kind: 'communications-related', category: 'interexchange' },
  recipient: 'self',
  recipientServes: [],
  to: null,
  cpni: ['call-detail'],
  agreement: false,
  callId: null,
  channel: 'none',
  authentication: 'none',
};
const toCaller = { purpose: 'customer-request', offer: null, recipient: 'customer', channel: 'phone-inbound' } as const;

/** The uses that can be looked at. */
export const uses: Readonly<Record<UseName, Use>> = {
  market,
  affiliate: { ...market, recipient: 'affiliate-communications', agreement: true },
  caller: { ...market, ...toCaller, authentication: 'identity-only' },
  bill: { ...market, purpose: 'bill', offer: null, cpni: ['billing'] },
};

/** What a span says at a glance. */
export const kindOf = ({ allowed, clearsOn }: Span): 'yes' | 'waiting' | 'no' => {
  if (allowed) return 'yes';
  return clearsOn === null ? 'no' : 'waiting';
};
