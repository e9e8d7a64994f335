import type { z } from 'zod';
import { askDecision } from '../cpni/uses/ask.ts';
import type { Player, Stage } from './stage.ts';

type Use = z.input<typeof askDecision.takes>['use'];

/** To offer long distance by call records to a customer who does not have it: it needs approval. */
export const marketLongDistance: Use = {
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

/** To give the same records to a sister company that sells telephone service. */
export const shareWithAffiliate: Use = {
  ...marketLongDistance,
  recipient: 'affiliate-communications',
  agreement: true,
};

/** To read call detail out to a caller who gave a name and nothing else. */
export const readOutCalls: Use = {
  ...marketLongDistance,
  purpose: 'customer-request',
  offer: null,
  recipient: 'customer',
  channel: 'phone-inbound',
  authentication: 'identity-only',
};

/** To bill. */
export const bill: Use = { ...marketLongDistance, purpose: 'bill', offer: null, cpni: ['billing'] };

/** Asks before a use and tells the answer with the paragraph that decides. */
export const ask = async (stage: Stage, as: Player, customerId: string, what: string, use: Use): Promise<boolean> => {
  const { allowed, cite, reason } = await stage.run(as, askDecision, { customerId, use });
  stage.tell(`${what}? ${allowed ? 'yes' : 'no'}: ${reason} [${cite ?? 'no paragraph'}]`);
  return allowed;
};
