import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { categories } from '../../law/facts.ts';
import { needsAgreement, offTheRegister, type Paper, paperOf } from '../third-parties/paper.ts';
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

const registerFirst = 'Register the third party, enter the agreement with him, and name him.';
const unnamed: Paper = { open: false, why: 'it names no third party of the register', cite: '47 CFR 64.2007(b)(2)' };

const senderOf = async (ctx: Ctx, { partyId, recipient }: Approach): Promise<ThirdParty | null> => {
  if (partyId === null) return null;
  const party = await partyOf(ctx, partyId);
  if (recipient !== party.kind)
    refuse('invalid-input', `'recipient' is not what ${party.name} is registered as.`, `Give ${party.kind}.`);
  return party;
};

/** The content as it stands at an instant (epoch ms): the kind and name of its registered sender, and whether an agreement with him is in force; without one of the register there is none. */
export const withParty = async <T extends Approach>(ctx: Ctx, content: T, at: number): Promise<T> => {
  const sender = await senderOf(ctx, content);
  if (sender === null) return { ...content, agreement: false };
  const paper = await paperOf(ctx, sender, at);
  return { ...content, recipientName: sender.name, agreement: paper.open && paper.agreement !== null };
};

/** The content of a campaign to come as it stands now; throws where its sender must be named from the register, or his dealings with us ended. */
export const plannedContent = async <T extends Approach>(ctx: Ctx, content: T): Promise<T> => {
  const sender = await senderOf(ctx, content);
  if (sender === null && needsAgreement.has(content.recipient))
    refuse(
      'invalid-input',
      `'partyId' names no one, and ${content.recipient} sends under an agreement.`,
      registerFirst,
    );
  const today = dateAt(ctx, ctx.at);
  const off = sender === null ? null : offTheRegister(sender, today);
  // one whose dealings only begin later may be planned with
  if (sender !== null && off !== null && today >= sender.fromDay)
    refuse('wrong-state', `${sender.name} sends nothing for us: ${off}.`, 'Name a sender of today.');
  return withParty(ctx, content, ctx.at);
};

/** Why nothing may leave for a campaign's sender at an instant (epoch ms), or the agreement with him; null where he needs none. */
export const paperOfSender = async (ctx: Ctx, campaign: Approach, at: number): Promise<Paper> => {
  const sender = await senderOf(ctx, campaign);
  if (sender !== null) return paperOf(ctx, sender, at);
  return needsAgreement.has(campaign.recipient) ? unnamed : { open: true, agreement: null };
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
