import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { categories } from '../../law/facts.ts';
import { agreementInForce } from '../third-parties/in-force.ts';
import { partyOf } from '../third-parties/register.ts';
import type { UseAskedFor } from '../uses/record.ts';
import type { Audience } from '../uses/screen.ts';
import type { Content } from './record.ts';

/** What of a campaign decides whom it may approach. */
export type Approach = Pick<
  Content,
  'cpni' | 'offerKind' | 'offerCategory' | 'recipient' | 'recipientName' | 'agreement' | 'partyId' | 'audience'
>;

/** The content as it stands for a registered sender: his kind, his name, and whether an agreement with him is in force. */
export const withParty = async <T extends Approach>(ctx: Ctx, content: T): Promise<T> => {
  if (content.partyId === null) return content;
  const { kind, name } = await partyOf(ctx, content.partyId);
  if (content.recipient !== kind)
    refuse('invalid-input', `'recipient' is not what ${name} is registered as.`, `Give ${kind}.`);
  const agreement = (await agreementInForce(ctx, content.partyId, ctx.at)) !== null;
  return { ...content, recipientName: name, agreement };
};

/** The use of CPNI that a campaign makes of each customer, by the agreement that is in force now. */
export const useOfCampaign = async (ctx: Ctx, campaign: Approach): Promise<UseAskedFor> => {
  const { offerKind, offerCategory, recipient, cpni, agreement } = await withParty(ctx, campaign);
  return {
    identifiable: 'individual',
    source: 'own-service',
    purpose: 'market',
    offer: { kind: offerKind, category: offerCategory },
    recipient,
    recipientServes: [],
    to: null,
    cpni,
    agreement,
    callId: null,
    channel: 'none',
    authentication: 'none',
  };
};

/** Whom a campaign asks about, before the law says who may be approached. */
export const audienceOf = ({ audience }: Pick<Content, 'audience'>): Audience => ({
  language: audience.language,
  subscribesMask: audience.subscribes.reduce((mask, category) => mask | (1 << categories.indexOf(category)), 0),
});
