import type { InputOf } from '../../../client/types.ts';
import type { CpniClass } from '../../parts/cpni.tsx';
import type { Campaign } from './states.ts';
import type { words } from './words.ts';

export type Category = Exclude<keyof typeof words.categories, 'none'>;

/** A campaign as its form holds it. */
export type Fields = {
  readonly name: string;
  readonly description: string;
  readonly cpni: readonly CpniClass[];
  readonly products: string;
  readonly offerKind: keyof typeof words.offerKinds;
  readonly offerCategory: keyof typeof words.categories;
  readonly language: keyof typeof words.languages;
  readonly subscribes: readonly Category[];
  readonly channel: keyof typeof words.channels;
  readonly script: string;
  readonly recipient: Campaign['recipient'];
  readonly recipientName: string | null;
  readonly agreement: boolean;
  readonly partyId: string | null;
  readonly affiliateId: string | null;
};

/** What a form begins with: a campaign that the carrier itself runs. */
export const blank: Fields = {
  ...{ name: '', description: '', cpni: [], products: '', script: '' },
  ...{ offerKind: 'communications-related', offerCategory: 'none', channel: 'mail' },
  ...{ language: 'all', subscribes: [] },
  ...{ recipient: 'self', recipientName: null, agreement: false, partyId: null, affiliateId: null },
};

/** The form of a campaign that was written before. */
export const fieldsOf = (campaign: Campaign): Fields => ({
  ...{ name: campaign.name, description: campaign.description, cpni: campaign.cpni, script: campaign.script },
  ...{ products: campaign.products.join('\n'), offerKind: campaign.offerKind, channel: campaign.channel },
  offerCategory: campaign.offerCategory ?? 'none',
  language: campaign.audience.language ?? 'all',
  subscribes: campaign.audience.subscribes,
  ...{ recipient: campaign.recipient, recipientName: campaign.recipientName, agreement: campaign.agreement },
  ...{ partyId: campaign.partyId ?? null, affiliateId: campaign.affiliateId },
});

type Content = InputOf<'campaigns.draft'>;

/** What of a form decides whom it reaches. */
export const reachOf = (fields: Fields): InputOf<'campaigns.reach'> => ({
  cpni: [...fields.cpni],
  offerKind: fields.offerKind,
  offerCategory: fields.offerCategory === 'none' ? null : fields.offerCategory,
  ...{ recipient: fields.recipient, recipientName: fields.recipientName },
  ...{ agreement: fields.agreement, partyId: fields.partyId },
  audience: { language: fields.language === 'all' ? null : fields.language, subscribes: [...fields.subscribes] },
});

/** The content that a form makes. */
export const contentOf = (fields: Fields): Content => ({
  ...reachOf(fields),
  ...{ name: fields.name, description: fields.description, script: fields.script, channel: fields.channel },
  products: fields.products.split('\n').filter((line) => line.trim() !== ''),
  affiliateId: fields.affiliateId,
});
