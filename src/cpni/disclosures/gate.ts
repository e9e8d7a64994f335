import type { Ctx } from '../../db/context.ts';
import { agreementInForce } from '../third-parties/in-force.ts';
import type { ThirdParty } from '../third-parties/record.ts';
import type { UseAskedFor } from '../uses/record.ts';
import type { Disclosure } from './record.ts';

/** Whether the paper that a party needs is there: nothing leaves for it without. */
export type Paper =
  | { readonly open: true; readonly agreement: { readonly id: string; readonly kind: string } | null }
  | { readonly open: false; readonly why: string };

// affiliates and a customer's new carrier need no contract with us; what they may have, the answer for each customer says
const needsAgreement: ReadonlySet<string> = new Set([
  'agent',
  'joint-venture',
  'independent-contractor',
  'third-party',
]);

/** The paper of a party at an instant (epoch ms). */
export const paperOf = async (
  ctx: Ctx,
  party: Pick<ThirdParty, 'id' | 'kind' | 'name'>,
  at: number,
): Promise<Paper> => {
  const agreement = await agreementInForce(ctx, party.id, at);
  if (agreement === null && needsAgreement.has(party.kind))
    return { open: false, why: `no accepted agreement with ${party.name} is in force` };
  return { open: true, agreement };
};

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
