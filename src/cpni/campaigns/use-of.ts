import { categories } from '../../law/facts.ts';
import type { UseAskedFor } from '../uses/record.ts';
import type { Audience } from '../uses/screen.ts';
import type { CampaignRow } from './store.ts';

/** The use of CPNI that a campaign makes of each customer. */
export const useOfCampaign = (campaign: CampaignRow): UseAskedFor => ({
  identifiable: 'individual',
  source: 'own-service',
  purpose: 'market',
  offer: { kind: campaign.offerKind, category: campaign.offerCategory },
  recipient: campaign.recipient,
  recipientServes: [],
  to: null,
  cpni: campaign.cpni,
  agreement: campaign.agreement,
  callId: null,
  channel: 'none',
  authentication: 'none',
});

/** Whom a campaign asks about, before the law says who may be approached. */
export const audienceOf = ({ audience }: CampaignRow): Audience => ({
  language: audience.language,
  subscribesMask: audience.subscribes.reduce((mask, category) => mask | (1 << categories.indexOf(category)), 0),
});
