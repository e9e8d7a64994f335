import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { agreementInForce } from '../third-parties/in-force.ts';
import type { ThirdParty } from '../third-parties/record.ts';
import type { UseAskedFor } from '../uses/record.ts';
import type { Disclosure } from './record.ts';

/** Why nothing leaves for a party, and by which paragraph. */
export type Closed = { readonly open: false; readonly why: string; readonly cite: string };

/** Whether a party is registered on the day, with the paper that it needs: nothing leaves for it without. */
export type Paper =
  | { readonly open: true; readonly agreement: { readonly id: string; readonly kind: string } | null }
  | Closed;

/** How a disclosure stands that its paper stopped now. */
export const stoppedBy = (ctx: Ctx, { why, cite }: Closed) => ({
  state: 'stopped' as const,
  stoppedWhy: why,
  stoppedCite: cite,
  endedAt: ctx.at,
});

// affiliates and a customer's new carrier need no contract with us; what they may have, the answer for each customer says
const needsAgreement: ReadonlySet<string> = new Set([
  'agent',
  'joint-venture',
  'independent-contractor',
  'third-party',
]);

const offTheRegister = ({ name, fromDay, untilDay }: ThirdParty, day: string): string | null => {
  if (day < fromDay) return `${name} is registered from ${fromDay} on`;
  return untilDay !== null && day > untilDay ? `the dealings with ${name} ended on ${untilDay}` : null;
};

/** The paper of a party at an instant (epoch ms): its place in the register first, whatever its kind. */
export const paperOf = async (ctx: Ctx, party: ThirdParty, at: number): Promise<Paper> => {
  const off = offTheRegister(party, dateAt(ctx, at));
  if (off !== null) return { open: false, why: off, cite: '47 USC 222(c)(1)' };
  const agreement = await agreementInForce(ctx, party.id, at);
  if (agreement === null && needsAgreement.has(party.kind))
    return { open: false, why: `no accepted agreement with ${party.name} is in force`, cite: '47 CFR 64.2007(b)(2)' };
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
