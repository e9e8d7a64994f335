import type { Ctx } from '../../db/context.ts';
import type { Closed } from '../third-parties/paper.ts';
import type { UseAskedFor } from '../uses/record.ts';
import type { Disclosure } from './record.ts';

/** How a disclosure stands that its paper stopped now. */
export const stoppedBy = (ctx: Ctx, { why, cite }: Closed) => ({
  state: 'stopped' as const,
  stoppedWhy: why,
  stoppedCite: cite,
  endedAt: ctx.at,
});

/** What is asked for each customer of a disclosure: the agreement is what stands here, not what somebody says. */
export const useOfDisclosure = (
  disclosure: Pick<Disclosure, 'recipient' | 'purpose' | 'cpni' | 'toName' | 'offer' | 'recipientServes'>,
  agreement: boolean,
): UseAskedFor => ({
  identifiable: 'individual',
  source: 'own-service',
  purpose: disclosure.purpose,
  offer: disclosure.offer,
  recipient: disclosure.recipient,
  recipientServes: [...disclosure.recipientServes],
  to: disclosure.purpose === 'customer-request' ? disclosure.toName : null,
  cpni: [...disclosure.cpni],
  agreement,
  callId: null,
  channel: 'none',
  authentication: 'none',
});
