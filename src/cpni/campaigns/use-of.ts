import type { Ctx } from '../../db/context.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { categories } from '../../law/facts.ts';
import { type Paper, paperOf } from '../third-parties/paper.ts';
import type { ThirdParty } from '../third-parties/record.ts';
import { partyOf } from '../third-parties/register.ts';
import type { UseAskedFor } from '../uses/record.ts';
import type { Audience } from '../uses/screen.ts';
import type { Content } from './record.ts';

/** What of a campaign decides whom it may approach. */
export type Approach = Pick<
  Content,
  'cpni' | 'offerKind' | 'offerCategory' | 'recipient' | 'recipientName' | 'agreement' | 'partyId' | 'audience'
>;

const senderOf = async (ctx: Ctx, { partyId, recipient }: Approach): Promise<ThirdParty | null> => {
  if (partyId === null) return null;
  const party = await partyOf(ctx, partyId);
  if (recipient !== party.kind)
    refuse('invalid-input', `'recipient' is not what ${party.name} is registered as.`, `Give ${party.kind}.`);
  return party;
};

/** The content as it stands at an instant (epoch ms) for a registered sender: his kind, his name, and whether an agreement with him is in force. */
export const withParty = async <T extends Approach>(ctx: Ctx, content: T, at: number): Promise<T> => {
  const sender = await senderOf(ctx, content);
  if (sender === null) return content;
  const paper = await paperOf(ctx, sender, at);
  return { ...content, recipientName: sender.name, agreement: paper.open && paper.agreement !== null };
};

/** Why nothing may leave for a campaign's registered sender at an instant (epoch ms), or the agreement with him; null where he needs none, or is none. */
export const paperOfSender = async (ctx: Ctx, campaign: Approach, at: number): Promise<Paper> => {
  const sender = await senderOf(ctx, campaign);
  return sender === null ? { open: true, agreement: null } : paperOf(ctx, sender, at);
};

/** The id of the agreement on which a campaign's list rests at an instant (epoch ms), null where none is needed; throws where its sender may have nothing. */
export const demandPaper = async (ctx: Ctx, campaign: Approach, at: number): Promise<string | null> => {
  const paper = await paperOfSender(ctx, campaign, at);
  if (paper.open) return paper.agreement?.id ?? null;
  throw new Problem('wrong-state', {
    detail: `Nothing leaves for the sender of this campaign: ${paper.why}.`,
    fix: 'Enter an agreement and have it accepted, or draft the campaign with a sender of today.',
    cite: paper.cite,
  });
};

/** The use of CPNI that a campaign makes of each customer, by the agreement that is in force at an instant (epoch ms). */
export const useOfCampaign = async (ctx: Ctx, campaign: Approach, at = ctx.at): Promise<UseAskedFor> => {
  const { offerKind, offerCategory, recipient, cpni, agreement } = await withParty(ctx, campaign, at);
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
